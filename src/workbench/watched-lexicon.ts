import type { Codebook } from '../../pipeline/lexicon/codebook.js';
import { readCodebookFile } from '../../pipeline/lexicon/codebook-file.js';
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
  /** Every error, and the warnings of reading that were not there before. */
  readonly problems: readonly Problem[];
  /** Finds what is doubtful now and was not before. It takes longer than all the rest, so it is asked for when that has been shown. */
  readonly doubts: () => readonly Problem[];
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

interface LoadedPart {
  readonly lexicon: CompiledLexicon | null;
  readonly problems: readonly Problem[];
  /** The files that were read. */
  readonly names: readonly string[];
  readonly isWhole: boolean;
}

/** The last edition that loaded. */
interface Edition {
  readonly sources: LexiconSources;
  readonly codebook: Codebook;
  readonly seen: readonly SeenUnit[];
  readonly examples: readonly ExampleResult[];
  readonly warnings: readonly Problem[];
}

type CodebookRead = ReturnType<typeof readCodebookFile>;

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
    const part = await this.load(sources, changed);
    const { lexicon, problems } = part;
    if (!lexicon) return { files: changed, problems, doubts: () => [], effect: null };
    const known = new Set(this.good?.warnings.map(warningKey));
    const isFresh = (problem: Problem): boolean => !known.has(warningKey(problem));
    const effect = await this.take(sources, lexicon, part.names, problems);
    const doubts = (): readonly Problem[] => this.doubtsOf(sources, lexicon, part).filter(isFresh);
    return { files: changed, problems: problems.filter(isFresh), doubts, effect };
  }

  /** What the files that were read make doubtful; all of it is known from then on. */
  private doubtsOf(sources: LexiconSources, lexicon: CompiledLexicon, { names, isWhole }: LoadedPart): readonly Problem[] {
    const files = new Set(names.map((name) => `${sources.folder}/${name}`.replaceAll('\\', '/')));
    const isUsed = (name: string): boolean => [...sources.files.values()].some((text) => mentions(text, name));
    const found = checkLexicon(lexicon.codebook, lexicon).filter(({ file, id, line }) => {
      if (isWhole) return true;
      // Of a part of the themes it cannot be told which lists no theme uses.
      const list = id === 'unused-list' ? lexicon.codebook.lists.find(({ place }) => place.line === line) : undefined;
      return files.has(file) && !(list && isUsed(list.name));
    });
    if (this.good?.sources === sources) this.good = { ...this.good, warnings: [...this.good.warnings, ...found] };
    return found;
  }

  private changedFiles({ files }: LexiconSources): readonly string[] {
    const before = this.good?.sources.files ?? new Map<string, string>();
    return [...new Set([...before.keys(), ...files.keys()])].filter((name) => before.get(name) !== files.get(name)).sort();
  }

  /** Loads the changed themes, and those that use a changed list; all of them where what they share changed otherwise, or where ids meet. */
  private async load(sources: LexiconSources, changed: readonly string[]): Promise<LoadedPart> {
    const everything = [...new Set([...sources.files.keys(), ...changed])];
    const touched = this.touchedFiles(sources, changed);
    if (this.good !== null && touched !== null) {
      const files = new Map([...sources.files].filter(([name]) => name === CODEBOOK || touched.includes(name)));
      const loaded = await loadSources({ ...sources, files });
      const others = new Set(this.good.codebook.themes.filter(({ place }) => !touched.some((name) => isFile(place.file, name))).map(({ id }) => id));
      if (!loaded.codebook.themes.some(({ id }) => others.has(id))) return { ...loaded, names: touched, isWhole: false };
    }
    return { ...(await loadSources(sources)), names: everything, isWhole: true };
  }

  /** The files of which the patterns mean something else than before; null where that may be any. */
  private touchedFiles(sources: LexiconSources, changed: readonly string[]): readonly string[] | null {
    const { good } = this;
    if (good === null || inflectionsOf(sources) !== inflectionsOf(good.sources)) return null;
    if (!changed.includes(CODEBOOK)) return changed;
    const [before, now] = [good.sources, sources].map(({ files }) => readCodebookFile(CODEBOOK, files.get(CODEBOOK) ?? '')) as [CodebookRead, CodebookRead];
    const { lists, policy } = compareCodebooks({ ...before.head, themes: [], digest: '' }, { ...now.head, themes: [], digest: '' });
    if (now.problems.length > 0 || policy.length > 0) return null;
    const names = new Set(lists.map(({ name }) => name));
    // A list may hold a list that holds the changed one.
    for (let size = -1; size !== names.size; ) {
      size = names.size;
      for (const list of now.head.lists) if (list.patterns.some(({ text }) => [...names].some((name) => mentions(text, name)))) names.add(list.name);
    }
    const users = [...sources.files].filter(([name, text]) => name !== CODEBOOK && [...names].some((list) => mentions(text, list)));
    return [...new Set([...changed, ...users.map(([name]) => name)])];
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

function mentions(text: string, list: string): boolean {
  for (let at = text.indexOf(`@${list}`); at >= 0; at = text.indexOf(`@${list}`, at + 1)) if (!/[\p{L}\d_-]/u.test(text.charAt(at + list.length + 1))) return true;
  return false;
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
