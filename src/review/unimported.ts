import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '../../pipeline/model.js';
import { valuesOf } from '../../pipeline/review/decision.js';
import { readGrids } from '../files/review/grid.js';
import { returnedFile } from '../files/review/returned.js';
import type { FinishedRun } from '../files/review/run.js';
import { unitFinder } from './find-units.js';
import { CellTaker } from './returned-cells.js';
import type { ReviewState } from './state.js';
import { knownThemes, themeNames } from './themes.js';

const UNREAD: ReadonlySet<string> = new Set(['unreadable-cell', 'unplaced-row', 'unplaced-coding', 'unknown-theme']);

/** What a file holds that would be lost if it were written over: decisions that are not stored, or something that is no review at all. Null where nothing is. */
export async function unimported(path: string, run: FinishedRun, state: ReviewState): Promise<Problem | null> {
  if (!(await stat(path).catch(() => null))) return null;
  const refuse = (id: string, message: string, hint: string): Problem => ({ severity: 'error', id, file: path, message: `${message} It was left as it was.`, hint });
  const read = await readGrids(path);
  const file = 'problem' in read ? read : returnedFile(basename(path), read.grids, themeNames(run.themes));
  if ('problem' in file) return refuse('cannot-replace', `A file of this name is there already, and cannot be read as a review (${file.problem.id}).`, 'Move it away, or name another file with --out.');
  const { cells, problems } = new CellTaker(file, '', await unitFinder(run, [file]), knownThemes(run.themes, state.decisions)).take();
  const stored = new Set(state.decisions.flatMap(({ unit, item, value }) => [value, ...valuesOf(value, item)].map((one) => `${unit}\0${item}\0${one}`)));
  // What was cleared is not stored anywhere, and can be cleared again.
  const open = cells.filter(({ unit, item, exported, returned }) => returned !== exported && returned !== '' && !stored.has(`${unit}\0${item}\0${returned}`));
  // What could not be understood was not stored either.
  const places = [...open.map(({ place }) => place), ...problems.filter(({ id }) => UNREAD.has(id)).map(({ file: place }) => place)];
  const [first] = places;
  if (first === undefined) return null;
  return refuse('not-imported', `The file holds ${places.length} ${places.length === 1 ? 'decision that is' : 'decisions that are'} not stored, the first at ${first}.`, 'Import it first with heddle review import and mend what it lists, or name another file with --out.');
}
