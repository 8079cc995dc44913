import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readText } from '../../pipeline/1-read/text.js';
import { assembleStudy, type Study } from '../../pipeline/agreement/study.js';
import type { EvaluatedUnit, PredictedUnit } from '../../pipeline/evaluation/coded.js';
import { evaluate, type Evaluation } from '../../pipeline/evaluation/evaluate.js';
import { predictedUnits } from '../../pipeline/evaluation/predicted.js';
import type { Problem, Scored } from '../../pipeline/model.js';
import { BatchCoder, type CodingTools } from '../../pipeline/run.js';
import { problemAt } from '../files/codings.js';
import { openCodingTools } from '../files/coding-tools.js';
import { loadGold, type Gold } from '../files/gold.js';

export interface EvaluateOptions {
  /** Where the threads lie; found beside the codings, when absent. */
  readonly threads?: string | undefined;
  readonly lexicon: string;
  /** Beginnings of the names of the files to evaluate; all, when empty. */
  readonly files: readonly string[];
  readonly resamples: number;
}

export interface GoldEvaluation {
  readonly evaluation: Evaluation;
  readonly coders: readonly string[];
  readonly files: readonly string[];
  /** Units cut as `segments.json` has them, of how many; null where there is none. */
  readonly segmentation: { readonly exact: number; readonly units: number } | null;
}

/** Codes the threads of a gold folder and measures the codings against the people's; null where that cannot be done. */
export async function evaluateGold(
  folder: string,
  { threads, lexicon, files, resamples }: EvaluateOptions,
): Promise<{ readonly result: GoldEvaluation | null; readonly problems: readonly Problem[] }> {
  if (!Number.isInteger(resamples) || resamples < 1) {
    return { result: null, problems: [{ severity: 'error', id: 'bad-option', file: '--resamples', message: 'It must be a whole number above 0.' }] };
  }
  const [gold, { tools, problems: toolProblems }] = await Promise.all([loadGold(folder, threads, files), openCodingTools(lexicon)]);
  const problems = [...gold.problems, ...toolProblems];
  if (tools === null || gold.files.length === 0) return { result: null, problems };

  const themes = tools.lexicon.codebook.themes.map((theme) => theme.id);
  const scored = await codeThreads(gold, tools, themes, problems);
  if (scored.size === 0) return { result: null, problems };

  const predicted = new Map([...scored].map(([file, batch]) => [file, predictedUnits(batch, themes)]));
  const study = assembleStudy(gold.codings, gold.units);
  const judged = [...themes, ...unknownThemes(gold, new Set(themes), problems)];
  const units = evaluatedUnits(study, gold, predicted, problems);
  return {
    result: {
      evaluation: evaluate(units, judged, { resamples }),
      coders: study.coders,
      files: [...scored.keys()],
      segmentation: gold.segments && compareSegments(gold.segments, scored),
    },
    problems,
  };
}

async function codeThreads(
  gold: Gold,
  tools: CodingTools,
  themes: readonly string[],
  problems: Problem[],
): Promise<ReadonlyMap<string, Scored>> {
  const coder = new BatchCoder(tools, { csv: false, json: false, explain: false, themes, attributes: [], coder: 'heddle' });
  const scored = new Map<string, Scored>();
  for (const file of gold.files) {
    const bytes = await readFile(path.join(gold.threads, file)).catch(() => null);
    if (bytes === null) {
      const hint = 'Name the folder of the threads with --threads.';
      problems.push({ severity: 'error', id: 'no-thread', file: path.join(gold.threads, file), message: 'The codings name this thread, but it cannot be read.', hint });
      continue;
    }
    const read = readText(bytes, { id: file.replace(/\.[^./]+$/, ''), file });
    if ('problem' in read) problems.push(read.problem);
    else scored.set(file, coder.code(read.source));
  }
  return scored;
}

/** Themes that people gave and the lexicon has not: they are judged too, and all missed. */
function unknownThemes(gold: Gold, known: ReadonlySet<string>, problems: Problem[]): readonly string[] {
  const unknown = new Set<string>();
  for (const { theme, place } of gold.codings) {
    if (theme === '' || known.has(theme) || unknown.has(theme)) continue;
    unknown.add(theme);
    const problem = problemAt(place, 'theme', 'unknown-theme', `The lexicon has no theme "${theme}".`, 'Its codings count as missed.');
    problems.push({ ...problem, severity: 'warning' });
  }
  return [...unknown].sort();
}

function evaluatedUnits(
  study: Study,
  gold: Gold,
  predicted: ReadonlyMap<string, ReadonlyMap<string, PredictedUnit>>,
  problems: Problem[],
): readonly EvaluatedUnit[] {
  const reported = new Set<string>();
  return study.units.flatMap(({ file, label, codings }) => {
    const thread = predicted.get(file);
    if (!thread) return [];
    const found = thread.get(label);
    if (!found) {
      const row = [...gold.units, ...gold.codings].find((one) => one.file === file && one.label === label);
      const key = `${file} ${label}`;
      if (row && !reported.has(key)) {
        reported.add(key);
        problems.push(problemAt(row.place, 'label', 'unknown-label', `The thread ${file} was cut without a unit "${label}".`, 'Its themes count as missed; heddle segment shows how the thread is cut.'));
      }
    }
    return [{ thread: file, human: codings, predicted: found ?? NOTHING_FOUND }];
  });
}

const NOTHING_FOUND: PredictedUnit = { text: '', themes: new Map(), sentiment: 'neutral', role: '', quoted: 'none' };

function compareSegments(
  segments: NonNullable<Gold['segments']>,
  scored: ReadonlyMap<string, Scored>,
): { readonly exact: number; readonly units: number } {
  let exact = 0;
  let units = 0;
  for (const [file, thread] of segments) {
    const batch = scored.get(file);
    if (!batch) continue;
    units += thread.size;
    for (const unit of batch.units) {
      const expected = thread.get(unit.label);
      const paragraphs = unit.paragraphs.map(({ start, end }) => batch.text.slice(start, end));
      if (expected && expected.parent === unit.parent && JSON.stringify(paragraphs) === JSON.stringify(expected.paragraphs)) exact++;
    }
  }
  return { exact, units };
}
