import { readFile } from 'node:fs/promises';
import { readText } from '../../pipeline/1-read/text.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import type { Problem, Segmented } from '../../pipeline/model.js';
import { codeOf, findInputs } from './inputs.js';

/** A thread as it was cut, as plain data. */
export interface SegmentedThread {
  readonly id: string;
  readonly file: string;
  readonly layout: string;
  readonly title: string;
  readonly posted_on: string;
  readonly declared_comments: number | null;
  readonly units: readonly {
    readonly unit_id: string;
    readonly label: string;
    readonly parent_label: string;
    readonly kind: string;
    /** Each with its place in the file's text, in UTF-16 units. */
    readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  }[];
}

/** Reads and cuts threads without coding them. */
export async function segmentFiles(paths: readonly string[]): Promise<{ threads: readonly SegmentedThread[]; problems: readonly Problem[] }> {
  const found = await findInputs(paths, '');
  const problems: Problem[] = [...found.problems];
  const threads: SegmentedThread[] = [];
  for (const { path, id, file, format } of found.inputs) {
    if (format !== 'text') {
      problems.push({ severity: 'note', id: 'table', file, message: 'The file is a table: each of its rows is a unit.' });
      continue;
    }
    let bytes: Uint8Array;
    try {
      bytes = await readFile(path);
    } catch (error) {
      problems.push({ severity: 'error', id: 'unreadable', file, message: `The file cannot be read (${codeOf(error)}).`, hint: 'Check who may read it.' });
      continue;
    }
    const read = readText(bytes, { id, file });
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    const cut = segment(read.source);
    problems.push(...cut.warnings);
    threads.push(plain(cut));
  }
  return { threads, problems };
}

function plain(cut: Segmented): SegmentedThread {
  return {
    id: cut.id,
    file: cut.file,
    layout: cut.layout,
    title: cut.title,
    posted_on: cut.postedOn,
    declared_comments: cut.declaredComments,
    units: cut.units.map(({ id, label, parent, kind, paragraphs }) => ({
      unit_id: id,
      label,
      parent_label: parent,
      kind,
      paragraphs: paragraphs.map(({ start, end }) => ({ start, end, text: cut.text.slice(start, end) })),
    })),
  };
}
