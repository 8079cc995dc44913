import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Problem, Stance } from '../../../pipeline/model.js';
import { codeOf } from '../inputs.js';
import { readTable } from '../table.js';
import { isHalfPublished } from '../work-folder.js';

/** A theme as the codebook of a run has it. */
export interface RunTheme {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly was: readonly string[];
  readonly codes: readonly { readonly id: string; readonly name: string }[];
}

/** A coding of the lexicon, as a run wrote it. Offsets are code points of the unit's text. */
export interface RunCoding {
  readonly theme: string;
  readonly code: string;
  readonly rule: string;
  readonly matched: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: string;
  readonly quoted: boolean;
  readonly negated: boolean;
  readonly stance: Stance;
  readonly weight: number;
}

export interface RunUnit {
  readonly id: string;
  readonly file: string;
  readonly label: string;
  readonly parent: string;
  readonly kind: string;
  readonly author: string;
  readonly words: number;
  /** -1 to 1, as the lexicon scored it. */
  readonly sentiment: number;
  readonly text: string;
  /** The lexicon's codings only: nobody is compared with himself. */
  readonly codings: readonly RunCoding[];
}

/** The result of a run, to export for review: what it is, and its units as they are asked for. */
export interface FinishedRun {
  readonly folder: string;
  readonly codebook: { readonly id: string; readonly name: string; readonly version: string };
  readonly themes: readonly RunTheme[];
  /** The lexicon as a coder: `heddle@` and the start of its digest. */
  readonly coder: string;
  readonly lexicon: string;
  /** Where the threads lie that the run read. */
  readonly threads: string;
  /** The units in order, read from the disk each time. */
  units(): AsyncGenerator<RunUnit>;
  /** The start of a digest of all units: two runs with the same result have the same. */
  digest(): Promise<string>;
}

const DATASET = 'dataset.jsonl';

/** Opens the folder that a run wrote. */
export async function openRun(folder: string): Promise<FinishedRun | { readonly problem: Problem }> {
  if (isHalfPublished(folder)) {
    const message = 'A run was stopped while it put its files here: some are new, and some are missing or of the run before.';
    return { problem: { severity: 'error', id: 'half-published', file: folder, message, hint: 'Run heddle run once more with this folder as --out; it puts the rest in place first.' } };
  }
  let record: RunRecord;
  let codebook: string;
  try {
    record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as RunRecord;
    codebook = await readFile(join(folder, 'codebook.csv'), 'utf8');
    await access(join(folder, DATASET));
  } catch (error) {
    const message = `The folder holds no complete result of a run with all its formats (${codeOf(error)}).`;
    return { problem: { severity: 'error', id: 'no-run', file: folder, message, hint: 'Run heddle run first (with csv and jsonl among its formats, as it does unless told otherwise), or name its folder with --run.' } };
  }
  const path = join(folder, DATASET);
  return {
    folder,
    codebook: { id: record.lexicon.id, name: record.lexicon.name, version: record.lexicon.version },
    themes: themesOf(codebook, join(folder, 'codebook.csv')),
    coder: record.lexicon.coder,
    lexicon: record.options.lexicon,
    threads: threadsOf(record.options.paths),
    units: () => unitsOf(path),
    digest: () => digestOf(path),
  };
}

interface RunRecord {
  readonly options: { readonly paths: readonly string[]; readonly lexicon: string };
  readonly lexicon: { readonly id: string; readonly name: string; readonly version: string; readonly coder: string };
}

/** The folder of the first input, or the one that its file lies in. */
function threadsOf(paths: readonly string[]): string {
  const first = paths[0] ?? '.';
  return /\.[a-z]+(\.gz)?$/i.test(first) ? dirname(resolve(first)) : resolve(first);
}

function themesOf(csv: string, file: string): readonly RunTheme[] {
  const { records } = readTable(csv, file, { required: ['theme', 'code', 'name'], optional: ['definition', 'include', 'exclude', 'was', 'codebook', 'version'] });
  const themes: RunTheme[] = [];
  for (const { cells } of records) {
    const of = (name: string): string => cells.get(name) ?? '';
    if (of('code') === '') {
      const was = of('was').split(';').filter((id) => id !== '');
      themes.push({ id: of('theme'), name: of('name'), definition: of('definition'), include: of('include'), exclude: of('exclude'), was, codes: [] });
    } else {
      const theme = themes.pop()!;
      themes.push({ ...theme, codes: [...theme.codes, { id: of('code'), name: of('name') }] });
    }
  }
  return themes;
}

/** The member of a line of `dataset.jsonl`, as far as it is read here. */
interface Line {
  readonly unit_id: string;
  readonly file: string;
  readonly label: string;
  readonly parent_label: string;
  readonly kind: string;
  readonly author: string;
  readonly words: number;
  readonly sentiment: number;
  readonly text: string;
  readonly codings: readonly (RunCoding & { readonly source: string })[];
  readonly review?: { readonly lexicon_sentiment?: number };
}

async function* unitsOf(path: string): AsyncGenerator<RunUnit> {
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (text === '') continue;
    const line = JSON.parse(text) as Line;
    yield {
      id: line.unit_id,
      file: line.file,
      label: line.label,
      parent: line.parent_label,
      kind: line.kind,
      author: line.author,
      words: line.words,
      sentiment: line.review?.lexicon_sentiment ?? line.sentiment,
      text: line.text,
      codings: line.codings.filter(({ source }) => source === 'lexicon'),
    };
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('hex').slice(0, 8);
}
