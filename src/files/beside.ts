import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../pipeline/model.js';
import type { Input } from './inputs.js';
import { codeOf } from './inputs.js';
import { readTable, type TableRecord } from './table.js';

/** What `threads.csv` and `exclude.csv` say of one file. It is sent to workers, so it is plain data. */
export interface BesideFacts {
  readonly title: string;
  readonly postedOn: string;
  readonly address: string;
  readonly savedOn: string;
  readonly groups: readonly { readonly name: string; readonly value: string }[];
  /** Ids and labels of units to leave out, in order. */
  readonly excluded: readonly string[];
}

export interface InputBeside {
  readonly input: Input;
  readonly beside: BesideFacts;
  /** The whole file is left out. */
  readonly isExcluded: boolean;
}

const THREADS = 'threads.csv';
const EXCLUDE = 'exclude.csv';
const THREAD_COLUMNS = ['title', 'date', 'address', 'saved'] as const;

interface Folder {
  readonly threads: ReadonlyMap<string, TableRecord>;
  readonly groups: readonly string[];
  readonly exclusions: readonly TableRecord[];
}

/** Reads the tables that lie beside the inputs, and gives each input what they say of it. */
export async function readBeside(inputs: readonly Input[]): Promise<{ readonly inputs: readonly InputBeside[]; readonly problems: readonly Problem[] }> {
  const folders = new Map<string, Folder>();
  const problems: Problem[] = [];
  for (const { folder } of inputs) if (!folders.has(folder)) folders.set(folder, await readFolder(folder, problems));
  const described = inputs.map((input) => describe(input, folders.get(input.folder)!));
  return { inputs: described, problems };
}

async function readFolder(folder: string, problems: Problem[]): Promise<Folder> {
  const threads = await read(join(folder, THREADS), problems);
  const exclude = await read(join(folder, EXCLUDE), problems);
  const known = new Set<string>(['file', 'id', ...THREAD_COLUMNS]);
  return {
    threads: new Map(threads.records.map((record) => [cell(record, 'file'), record])),
    groups: threads.columns.filter((name) => name !== '' && !known.has(name)),
    exclusions: exclude.records,
  };
}

async function read(path: string, problems: Problem[]): Promise<{ columns: readonly string[]; records: readonly TableRecord[] }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') problems.push({ severity: 'error', id: 'unreadable', file: path, message: `The file cannot be read (${codeOf(error)}).` });
    return { columns: [], records: [] };
  }
  const isThreads = path.endsWith(THREADS);
  const header = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
  const any = header.split(/[,;\t]/).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase().replaceAll(' ', '_'));
  const optional = isThreads ? any : ['unit_id', 'file', 'label', 'reason', ...any];
  const table = readTable(text, path, { required: isThreads ? ['file'] : [], optional });
  problems.push(...table.problems);
  return table;
}

function describe(input: Input, folder: Folder): InputBeside {
  const name = input.path.slice(input.folder.length + 1);
  const record = folder.threads.get(name) ?? folder.threads.get(name.replace(/\.[^.]*$/, ''));
  const of = (column: string): string => (record ? cell(record, column) : '');
  const id = of('id') || input.id;
  const mine = folder.exclusions.filter((row) => cell(row, 'unit_id').startsWith(`${id}#`) || [name, input.file].includes(cell(row, 'file')));
  const excluded = mine.map((row) => cell(row, 'unit_id') || cell(row, 'label')).filter((value) => value !== '');
  return {
    input: { ...input, id },
    beside: {
      title: of('title'),
      postedOn: of('date'),
      address: of('address'),
      savedOn: of('saved'),
      groups: folder.groups.map((group) => ({ name: group, value: of(group) })),
      excluded,
    },
    isExcluded: mine.some((row) => cell(row, 'unit_id') === '' && cell(row, 'label') === ''),
  };
}

function cell(record: TableRecord, column: string): string {
  return (record.cells.get(column) ?? '').trim();
}
