import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../pipeline/model.js';
import { loadStudyRows, type StudyRows } from './study.js';

/** Human codings of some threads, and where the threads lie. */
export interface Gold extends StudyRows {
  /** The folder of the threads that the codings name. */
  readonly threads: string;
  /** The files named in the codings, in the order of their names, that the user asked for. */
  readonly files: readonly string[];
  /** How the threads should be cut, by file and label; null where the folder does not say. */
  readonly segments: ReadonlyMap<string, ReadonlyMap<string, GoldSegment>> | null;
}

export interface GoldSegment {
  readonly parent: string;
  readonly paragraphs: readonly string[];
}

/**
 * Reads a folder of human codings: `codings.csv`, `units.csv` and, where there is one, `segments.json`.
 *
 * @param threads where the threads lie; else `../threads`, `threads` or the folder itself, whichever holds the files named.
 * @param wanted the beginnings of the files' names to keep; all, when empty.
 */
export async function loadGold(folder: string, threads: string | undefined, wanted: readonly string[]): Promise<Gold> {
  const rows = await loadStudyRows([folder]);
  const problems = [...rows.problems];
  const named = [...new Set([...rows.units, ...rows.codings].map((row) => row.file))].sort();
  const files = named.filter((file) => wanted.length === 0 || wanted.some((start) => file.startsWith(start) || path.posix.basename(file).startsWith(start)));
  if (named.length > 0 && files.length === 0) {
    problems.push({ severity: 'error', id: 'no-such-file', file: folder, message: `No file named in the codings begins with ${wanted.join(' or ')}.`, hint: `They name ${named.join(', ')}.` });
  }
  const kept = new Set(files);
  const isKept = (row: { readonly file: string }): boolean => kept.has(row.file);
  const segments = await loadSegments(path.join(folder, 'segments.json'), problems);
  return {
    codings: rows.codings.filter(isKept),
    units: rows.units.filter(isKept),
    problems,
    threads: await findThreads(folder, threads, files),
    files,
    segments,
  };
}

async function findThreads(folder: string, threads: string | undefined, files: readonly string[]): Promise<string> {
  if (threads !== undefined) return threads;
  const places = [path.join(folder, '..', 'threads'), path.join(folder, 'threads'), folder];
  let best = folder;
  let most = 0;
  for (const place of places) {
    const there = await Promise.all(files.map((file) => stat(path.join(place, file)).then((found) => found.isFile(), () => false)));
    const count = there.filter(Boolean).length;
    if (count > most) [best, most] = [place, count];
  }
  return best;
}

async function loadSegments(file: string, problems: Problem[]): Promise<Gold['segments']> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) throw new TypeError('not a list of threads');
    return new Map(parsed.map((thread) => segmentsOf(thread)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push({ severity: 'warning', id: 'bad-segments', file, message: `The segmentation could not be read: ${why}.`, hint: 'The threads are evaluated without it.' });
    return null;
  }
}

function segmentsOf(thread: unknown): [string, ReadonlyMap<string, GoldSegment>] {
  const file = field(thread, 'file');
  const comments = field(thread, 'comments');
  if (typeof file !== 'string' || !Array.isArray(comments)) throw new TypeError('a thread has no file or no comments');
  const post: [string, GoldSegment] = ['post', { parent: '', paragraphs: paragraphsOf(field(thread, 'post')) }];
  return [file, new Map([post, ...comments.map(segmentOf)])];
}

function segmentOf(comment: unknown): [string, GoldSegment] {
  const label = field(comment, 'label');
  const parent = field(comment, 'parent');
  if (typeof label !== 'string') throw new TypeError('a comment has no label');
  return [label, { parent: typeof parent === 'string' ? parent : '', paragraphs: paragraphsOf(comment) }];
}

function paragraphsOf(unit: unknown): readonly string[] {
  const paragraphs = field(unit, 'paragraphs');
  if (!Array.isArray(paragraphs)) throw new TypeError('a unit has no paragraphs');
  return paragraphs.map(String);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
