import { segment } from '../../pipeline/2-segment/segment.js';
import { thresholdFor } from '../../pipeline/lexicon/codebook.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import type { SentenceTagger } from '../../pipeline/lexicon/matcher.js';
import type { Problem, Row, Segmented } from '../../pipeline/model.js';
import { marginsOf } from '../../pipeline/review/margins.js';
import type { Margin } from '../../pipeline/review/sample.js';
import { Corpus } from '../../pipeline/run-corpus.js';
import { loadLexicon } from '../files/lexicon.js';
import { partOfSpeechTagger } from '../files/part-of-speech.js';
import type { FinishedRun, RunUnit } from '../files/review/run.js';

export interface Doubts {
  readonly margins: readonly Margin[];
  /** By unit, the themes that came near their threshold without reaching it. */
  readonly nearly: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly Problem[];
}

/** Units coded at once: enough for what the matcher learns of words to pay, and few enough that memory stays bounded on a run of any size. */
const AT_ONCE = 2_000;

/**
 * How near to its thresholds the lexicon was in each unit. What stayed below a threshold is not in a run's dataset, so the units are coded again;
 * a unit in which nothing fired is far from every threshold and has no margin.
 */
export async function doubts(run: FinishedRun, locked: ReadonlySet<string>): Promise<Doubts> {
  const { lexicon, problems } = await loadLexicon(run.lexicon);
  if (!lexicon) return { margins: [], nearly: new Map(), problems };
  const tagger = lexicon.needsTagger ? await partOfSpeechTagger() : null;
  const margins: Margin[] = [];
  const nearly = new Map<string, readonly string[]>();
  const code = (units: readonly RunUnit[]): void => {
    for (const { id, ...found } of marginsOfUnits(units, lexicon, tagger)) {
      margins.push(...found.margins);
      if (found.nearly.length > 0) nearly.set(id, found.nearly);
    }
  };
  let batch: RunUnit[] = [];
  for await (const unit of run.units()) {
    if (locked.has(unit.id)) continue;
    batch.push(unit);
    if (batch.length < AT_ONCE) continue;
    code(batch);
    batch = [];
  }
  code(batch);
  return { margins, nearly, problems: changedSince(run, lexicon) };
}

function* marginsOfUnits(units: readonly RunUnit[], lexicon: CompiledLexicon, tagger: SentenceTagger | null): Generator<ReturnType<typeof marginsOf> & { readonly id: string }> {
  const { policy, themes } = lexicon.codebook;
  const byId = new Map(themes.map((theme) => [theme.id, theme]));
  const seen = new Corpus([rowsOf(units)]).see(lexicon, tagger);
  for (const [index, { id, words }] of units.entries()) {
    const thresholdOf = (theme: string): number => thresholdFor(policy, byId.get(theme)!, words);
    yield { id, ...marginsOf(id, seen[index]!.cues, thresholdOf) };
  }
}

/** Texts of units as a table, a row each. */
function rowsOf(units: readonly RunUnit[]): Segmented {
  const rows: Row[] = [];
  let end = 0;
  for (const [index, { text }] of units.entries()) {
    rows.push({ number: index + 1, id: String(index), parent: '', author: '', postedAt: '', text: { start: end, end: end + text.length }, attributes: [] });
    end += text.length + 1;
  }
  return segment({ id: 'units', file: 'units', digest: '', encoding: 'utf-8', text: units.map(({ text }) => text).join('\n'), rows, attributes: [], warnings: [] });
}

function changedSince(run: FinishedRun, { codebook }: CompiledLexicon): readonly Problem[] {
  const [, digest = ''] = run.coder.split('@');
  if (codebook.digest.startsWith(digest)) return [];
  return [{ severity: 'warning', id: 'lexicon-changed', file: run.lexicon, message: 'The lexicon was changed since the run. The units were chosen by the lexicon as it is now.', hint: 'Run heddle run again first, so that the workbook shows what it finds now.' }];
}
