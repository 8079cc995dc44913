import { join } from 'node:path';
import type { TableShape, WantedColumns } from '../../pipeline/1-read/table-shape.js';
import type { Problem } from '../../pipeline/model.js';
import type { BesideFacts, InputBeside } from '../files/beside.js';
import { codeOf, type Input } from '../files/inputs.js';
import { sniffTable } from '../files/sniff-table.js';
import { unpack } from '../files/unpack.js';

/** An input that can be read: tables have been looked into. */
export interface OpenInput {
  readonly input: Input;
  readonly beside: BesideFacts;
  /** Null for texts. */
  readonly shape: TableShape | null;
  /** Where the rows are: the input itself, or what was unpacked from it. */
  readonly path: string;
  /** Where the records begin, behind byte-order mark and header. */
  readonly start: number;
  /** One-based line at `start`. */
  readonly firstLine: number;
  readonly bytes: number;
}

/** Unpacks what is packed and looks into the tables. Inputs that cannot be used are problems, and the others go on. */
export async function openInputs(
  inputs: readonly InputBeside[],
  wanted: WantedColumns,
  unpacked: string,
): Promise<{ opened: readonly OpenInput[]; problems: readonly Problem[] }> {
  const opened: OpenInput[] = [];
  const problems: Problem[] = [];
  for (const [number, each] of inputs.entries()) {
    try {
      const found = await openInput(each, wanted, join(unpacked, String(number)));
      problems.push(...found.problems);
      if (found.opened) opened.push(found.opened);
    } catch (error) {
      const { file } = each.input;
      problems.push({ severity: 'error', id: 'unreadable', file, message: `The file cannot be read (${codeOf(error)}); it was left out.`, hint: 'Check who may read it, and that it is whole.' });
    }
  }
  return { opened, problems };
}

async function openInput(
  { input, beside }: InputBeside,
  wanted: WantedColumns,
  place: string,
): Promise<{ opened: OpenInput | null; problems: readonly Problem[] }> {
  const isTable = input.format !== 'text';
  const source = isTable || input.gzip ? await unpack(input, place) : { path: input.path, bytes: input.bytes };
  const text = { input, beside, shape: null, path: source.path, start: 0, firstLine: 1, bytes: source.bytes };
  if (input.format === 'text') return { opened: text, problems: [] };
  const sniffed = sniffTable(source.path, input.file, input.format, wanted);
  // A table that merely lies in the folder need not hold comments.
  if ('problem' in sniffed) return { opened: null, problems: [input.named ? sniffed.problem : lessSevere(sniffed.problem)] };
  const { shape, start, firstLine, problems } = sniffed;
  return { opened: { ...text, shape, start, firstLine }, problems };
}

function lessSevere(problem: Problem): Problem {
  return problem.id === 'no-text-column' ? { ...problem, severity: 'warning' } : problem;
}
