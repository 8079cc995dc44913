import type { Codebook } from '../../pipeline/lexicon/codebook.js';
import { checkLexicon } from '../../pipeline/lexicon/check.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import type { ExampleResult } from '../../pipeline/lexicon/examples.js';
import { compareCodebooks, type CodebookChanges } from '../../pipeline/lexicon/workbench/compare.js';
import { impactOf, type SeenUnit, type UnitImpact } from '../../pipeline/lexicon/workbench/impact.js';
import type { Problem } from '../../pipeline/model.js';
import type { Corpus } from '../../pipeline/run-corpus.js';
import { runAllExamples } from '../../pipeline/run-examples.js';
import { loadSources, type LexiconSources } from '../files/lexicon.js';
import { partOfSpeechTagger } from '../files/part-of-speech.js';

/** What a save did. */
export interface SaveReport {
  /** The names of the files that differ from the last edition that loaded. */
  readonly files: readonly string[];
  /** Every error, and the warnings that were not there before. */
  readonly problems: readonly Problem[];
  /** Null where the lexicon does not load, or did not before. */
  readonly effect: SaveEffect | null;
}

export interface SaveEffect {
  readonly changes: CodebookChanges;
  /** Examples that fail and did not, or that are new and fail. */
  readonly broken: readonly ExampleResult[];
  /** Examples that failed and are right now. */
  readonly mended: readonly ExampleResult[];
  readonly units: number;
  readonly impact: readonly UnitImpact[];
}

/** The last edition that loaded. */
interface Edition {
  readonly sources: LexiconSources;
  readonly codebook: Codebook;
  readonly seen: readonly SeenUnit[];
  readonly examples: readonly ExampleResult[];
  readonly warnings: readonly Problem[];
}

const CODEBOOK = 'codebook.yml';

/** A lexicon under the hands of its editor. Only the themes whose files changed are compiled and tagged again. */
export class WatchedLexicon {
  private good: Edition | null = null;
  private last = '';

  constructor(private readonly corpus: Corpus) {}

  /** Takes the files as they are now; null where nothing differs from the last time. */
  async update(sources: LexiconSources): Promise<SaveReport | null> {
    const text = textOf(sources);
    if (text === this.last) return null;
    this.last = text;
    const changed = this.changedFiles(sources);
    const partial = await this.load(sources, changed);
    const { lexicon, problems } = partial;
    if (!lexicon) return { files: changed, problems, effect: null };
    const names = new Set(partial.names.map((name) => `${sources.folder}/${name}`.replaceAll('\\', '/')));
    const warnings = [...problems, ...checkLexicon(lexicon.codebook, lexicon)].filter(({ file }) => partial.isWhole || names.has(file));
    const known = new Set(this.good?.warnings.map(warningKey));
    const fresh = warnings.filter((problem) => problem.severity === 'error' || !known.has(warningKey(problem)));
    const effect = await this.take(sources, lexicon, partial.names, warnings);
    return { files: changed, problems: fresh, effect };
  }

  private changedFiles({ files }: LexiconSources): readonly string[] {
    const before = this.good?.sources.files ?? new Map<string, string>();
    return [...new Set([...before.keys(), ...files.keys()])].filter((name) => before.get(name) !== files.get(name)).sort();
  }

  /** Loads the changed themes; all of them where what they share changed, or where ids meet. */
  private async load(sources: LexiconSources, changed: readonly string[]): Promise<{ lexicon: CompiledLexicon | null; problems: readonly Problem[]; names: readonly string[]; isWhole: boolean }> {
    const everything = [...new Set([...sources.files.keys(), ...changed])];
    if (this.good !== null && !changed.includes(CODEBOOK) && inflectionsOf(sources) === inflectionsOf(this.good.sources)) {
      const files = new Map([...sources.files].filter(([name]) => name === CODEBOOK || changed.includes(name)));
      const loaded = await loadSources({ ...sources, files });
      const others = new Set(this.good.codebook.themes.filter(({ place }) => !changed.some((name) => isFile(place.file, name))).map(({ id }) => id));
      if (!loaded.codebook.themes.some(({ id }) => others.has(id))) return { ...loaded, names: changed, isWhole: false };
    }
    return { ...(await loadSources(sources)), names: everything, isWhole: true };
  }

  /** Makes the themes of some files part of the edition, and says what that does. */
  private async take(sources: LexiconSources, lexicon: CompiledLexicon, names: readonly string[], warnings: readonly Problem[]): Promise<SaveEffect | null> {
    const tagger = lexicon.needsTagger ? await partOfSpeechTagger() : null;
    const seen = this.corpus.see(lexicon, tagger);
    const examples = runAllExamples(lexicon, tagger);
    const { good } = this;
    if (good === null) {
      this.good = { sources, codebook: lexicon.codebook, seen, examples, warnings };
      return null;
    }
    const isTaken = (file: string): boolean => names.some((name) => isFile(file, name));
    const replaced = good.codebook.themes.filter(({ place }) => isTaken(place.file));
    const ids = new Set(replaced.map(({ id }) => id));
    const before = good.seen.map((unit) => ({ ...unit, cues: unit.cues.filter(({ theme }) => ids.has(theme)) }));
    const changes = compareCodebooks({ ...good.codebook, themes: replaced }, lexicon.codebook);
    const wasRight = new Map(good.examples.map((result) => [exampleKey(result), result.outcome === 'right']));
    this.good = {
      sources,
      codebook: { ...lexicon.codebook, themes: [...good.codebook.themes.filter(({ place }) => !isTaken(place.file)), ...lexicon.codebook.themes] },
      seen: good.seen.map((unit, index) => ({ ...unit, cues: [...unit.cues.filter(({ theme }) => !ids.has(theme)), ...seen[index]!.cues] })),
      examples: [...good.examples.filter(({ theme }) => !ids.has(theme.id)), ...examples],
      warnings: [...good.warnings.filter(({ file }) => !isTaken(file)), ...warnings],
    };
    return {
      changes,
      broken: examples.filter((result) => result.outcome !== 'right' && wasRight.get(exampleKey(result)) !== false),
      mended: examples.filter((result) => result.outcome === 'right' && wasRight.get(exampleKey(result)) === false),
      units: this.corpus.units,
      impact: impactOf(changes.paths, before, seen),
    };
  }
}

function isFile(place: string, name: string): boolean {
  return place === name || place.endsWith(`/${name}`);
}

function exampleKey({ theme, example }: ExampleResult): string {
  return `${theme.id}\0${example.kind}\0${example.text}`;
}

function warningKey({ file, id, message }: Problem): string {
  return `${file}\0${id}\0${message}`;
}

function inflectionsOf({ inflections }: LexiconSources): string {
  return [...inflections.table].map(([lemma, forms]) => `${lemma}:${forms.join(' ')}`).join('\n');
}

function textOf(sources: LexiconSources): string {
  return [...[...sources.files].flat(), inflectionsOf(sources)].join('\0');
}
