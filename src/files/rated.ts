import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../pipeline/model.js';
import { loadGold } from './gold.js';

/** A text that people rated: the mean of their ratings, where there is one, and a label. */
export interface RatedLine {
  readonly text: string;
  readonly mean: number | null;
  readonly label: -1 | 0 | 1;
}

export interface RatedFile {
  /** The file's name without its ending. */
  readonly name: string;
  readonly lines: readonly RatedLine[];
  readonly problems: readonly Problem[];
}

const line = z.object({ text: z.string(), mean: z.number().nullable(), label: z.union([z.literal(-1), z.literal(0), z.literal(1)]) });

/** Reads rated texts: a file of a JSON object a line (`text`, `mean`, `label`), or a folder of human codings, whose units' sentiment is the rating. */
export async function readRated(place: string): Promise<RatedFile> {
  const isFolder = await stat(place).then((found) => found.isDirectory(), () => false);
  return isFolder ? readRatedUnits(place) : readRatedLines(place);
}

async function readRatedLines(file: string): Promise<RatedFile> {
  const name = path.basename(file).replace(/\.[^.]+$/, '');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    return { name, lines: [], problems: [{ severity: 'error', id: 'no-file', file, message: 'There is no such file, or it cannot be read.', hint: 'Name a file with one JSON object a line.' }] };
  }
  const lines: RatedLine[] = [];
  const problems: Problem[] = [];
  text.split('\n').forEach((written, index) => {
    if (written.trim() === '') return;
    const parsed = parseLine(written);
    if (parsed !== undefined) lines.push(parsed);
    else {
      const message = 'The line is not an object with text, mean (a number or null) and label (-1, 0 or 1).';
      problems.push({ severity: 'error', id: 'bad-rated-line', file, line: index + 1, message, hint: 'Such as {"text": "Well done", "mean": 2.5, "label": 1}.' });
    }
  });
  return { name, lines, problems };
}

function parseLine(written: string): RatedLine | undefined {
  try {
    return line.safeParse(JSON.parse(written)).data;
  } catch {
    return undefined;
  }
}

async function readRatedUnits(folder: string): Promise<RatedFile> {
  const { segments, units, problems } = await loadGold(folder, undefined, []);
  const ratings = new Map<string, number[]>();
  for (const { file, label, sentiment } of units) {
    if (sentiment === null || sentiment === undefined) continue;
    const key = `${file}\n${label}`;
    ratings.set(key, [...(ratings.get(key) ?? []), Number(sentiment)]);
  }
  const lines: RatedLine[] = [];
  for (const [file, labels] of segments ?? []) {
    for (const [label, { paragraphs }] of labels) {
      const given = ratings.get(`${file}\n${label}`);
      if (given === undefined) continue;
      const mean = given.reduce((sum, rating) => sum + rating, 0) / given.length;
      lines.push({ text: paragraphs.join('\n'), mean, label: mean > 0 ? 1 : mean < 0 ? -1 : 0 });
    }
  }
  return { name: path.basename(path.resolve(folder)), lines, problems };
}
