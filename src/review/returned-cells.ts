import type { Problem } from '../../pipeline/model.js';
import { DONE, MEMO, NEW_CODE, SENTIMENT, stanceItem, themeItem, type UnitFacts } from '../../pipeline/review/decision.js';
import type { ReturnedCell } from '../../pipeline/review/merge.js';
import { textDigest } from '../../pipeline/review/sketch.js';
import { readDone, readFreeText, readSentiment, readStance, readVerdict } from '../files/review/cells-read.js';
import { LONGEST_CELL, PLACE_COLUMN, placeOf, samplingOf, THEME_COLUMN } from '../files/review/book.js';
import { exportedValues, type ReturnedFile, type ReturnedRow, type ReturnedSheet } from '../files/review/returned.js';

/** Finds the unit a row is about; null where nobody can tell. */
export type UnitFinder = (row: ReturnedRow) => { readonly facts: UnitFacts; readonly isKnown: boolean } | null;

export interface TakenCells {
  readonly cells: readonly ReturnedCell[];
  /** For each former id of a unit what it is now. */
  readonly formerly: ReadonlyMap<string, UnitFacts>;
  readonly units: number;
  readonly unknown: number;
  readonly problems: readonly Problem[];
}

const MOST_LISTED = 200;
const SPREADSHEETS_OWN = /^([\d.,:/-]+|#[A-Z0-9/]+[!?]?|Err:\d+)$/;

/** Takes the decisions out of a file that came back. What cannot be understood or placed is listed with its cell, and the rest is taken. */
export class CellTaker {
  private readonly cells: ReturnedCell[] = [];
  private readonly formerly = new Map<string, UnitFacts>();
  private readonly units = new Set<string>();
  private readonly problems: Problem[] = [];
  private unknown = 0;
  private unlisted = 0;

  /** @param known ids of themes, of today and former ones; others are listed and not taken. */
  constructor(
    private readonly file: ReturnedFile,
    private readonly coder: string,
    private readonly find: UnitFinder,
    private readonly known: ReadonlySet<string>,
  ) {}

  take(): TakenCells {
    for (const sheet of this.file.sheets) {
      if (sheet.kind === 'units') this.takeUnits(sheet);
      else this.takeStances(sheet);
    }
    if (this.unlisted > 0) this.problems.push({ severity: 'warning', id: 'more-problems', file: this.file.file, message: `${this.unlisted} more cells like these are not listed.` });
    return { cells: this.cells, formerly: this.formerly, units: this.units.size, unknown: this.unknown, problems: this.problems };
  }

  private takeUnits(sheet: ReturnedSheet): void {
    const themes = sheet.columns.filter((name) => name.startsWith('theme_')).map((name) => name.slice('theme_'.length));
    const taken = [...new Set(themes)].filter((theme) => this.isKnown(theme, sheet));
    for (const row of sheet.rows) {
      const written = [...taken.map((theme) => `theme_${theme}`), 'sentiment', 'memo', 'new_code', 'done'].filter((column) => (row.cell(column) ?? '') !== '');
      const unit = this.unitOf(row, written);
      if (!unit) continue;
      this.compareText(row, unit);
      const exported = exportedValues(row) ?? new Map<string, string>();
      const cell = this.cellMaker(row, unit);
      for (const theme of taken) cell(`theme_${theme}`, themeItem(theme), readVerdict, 'Write yes, no or unsure, or leave the cell empty.');
      cell('sentiment', SENTIMENT, readSentiment, 'Write a number from -2 to 2, or leave the cell empty.');
      cell('memo', MEMO, (text) => readFreeText(text, exported.get(MEMO) ?? ''), '');
      cell('new_code', NEW_CODE, (text) => readFreeText(text, exported.get(NEW_CODE) ?? ''), '');
      const asked = row.hidden.asked === '' ? taken : row.hidden.asked.split(' ').filter((theme) => taken.includes(theme));
      cell('done', DONE, readDone, 'Write yes, or leave the cell empty.', asked);
    }
  }

  private takeStances(sheet: ReturnedSheet): void {
    const filled = sheet.rows.filter((row) => (row.cell('stance') ?? '') !== '');
    const apart = sheet.rows.find((row) => this.isApart(row));
    if (!apart) for (const row of sheet.rows) this.takeStance(row);
    else if (filled.length > 0) this.list('sorted-apart', apart.place('words'), `The visible columns were sorted without the hidden ones, so that nobody can tell which passage a stance is about: ${filled.length} stances of the sheet were not taken.`, 'Undo the sorting, or export again and fill them there; the arrows in the header sort all columns.');
  }

  /** True where the visible columns of a coding are those of another. */
  private isApart(row: ReturnedRow): boolean {
    const place = placeOf(row.cell(PLACE_COLUMN) ?? '');
    const [thread, label, words] = [row.cell('thread') ?? '', row.cell('unit') ?? '', row.cell('words') ?? ''];
    const facts = place && words !== '' ? this.find(row)?.facts : undefined;
    if (!place || !facts || (thread === facts.file && label === facts.label)) return false;
    // A page that was saved again has its comments in other places, and a spreadsheet may take words for a number: both have to be amiss.
    return Array.from(words).length !== place.end - place.start;
  }

  private takeStance(row: ReturnedRow): void {
    const written = row.cell('stance') ?? '';
    const unit = this.unitOf(row, written === '' ? [] : ['stance']);
    const theme = row.cell(THEME_COLUMN) ?? '';
    const place = placeOf(row.cell(PLACE_COLUMN) ?? '');
    if (!unit) return;
    if (!place || theme === '') {
      if (written !== '') this.list('unplaced-coding', row.place('stance'), `The row no longer says which passage its stance "${written}" is about.`, 'Export again and fill it there.');
      return;
    }
    this.cellMaker(row, unit)('stance', stanceItem(theme, `${place.start}-${place.end}`), readStance, 'Write neg, neu, pos or mix, or leave the cell empty.');
  }

  private cellMaker(row: ReturnedRow, facts: UnitFacts): (column: string, item: string, read: (text: string) => string | null, hint: string, among?: readonly string[]) => void {
    const exported = exportedValues(row) ?? new Map<string, string>();
    const sampling = samplingOf(row.hidden.sample);
    return (column, item, read, hint, among = []) => {
      const text = row.cell(column);
      if (text === null) return;
      const before = exported.get(item) ?? '';
      const returned = text === before ? before : read(text);
      if (returned === null) {
        this.list('unreadable-cell', row.place(column), `"${text.slice(0, 60)}" is no answer here; the cell was left as it was.`, hint);
        return;
      }
      if (returned === '' && before === '') return;
      this.cells.push({ ...facts, ...sampling, coder: this.coder, item, exported: before, returned, among, run: this.file.run, place: row.place(column) });
    };
  }

  private unitOf(row: ReturnedRow, written: readonly string[]): UnitFacts | null {
    const found = this.find(row);
    if (!found) {
      if (written.length > 0) this.list('unplaced-row', row.place(written[0]!), `Nobody can tell which unit the row is about: its hidden columns are gone and no unit has its text. ${written.length} of its cells are filled.`, 'Copy the row’s decisions into the row of its unit.');
      return null;
    }
    const { facts, isKnown } = found;
    if (!isKnown && !this.units.has(facts.unit)) this.unknown++;
    this.units.add(facts.unit);
    for (const former of row.hidden.formerly.split(' ')) if (former !== '' && former !== facts.unit) this.formerly.set(former, facts);
    return facts;
  }

  private compareText(row: ReturnedRow, facts: UnitFacts): void {
    const text = row.cell('text');
    // A text that was cut to fit its cell, a number written in a spreadsheet's own way, and what one took for a formula, are nobody's edits.
    if (text === null || text === '' || text.length > LONGEST_CELL - 10 || SPREADSHEETS_OWN.test(text) || textDigest(text) === facts.digest) return;
    this.list('edited-text', row.place('text'), 'The text was edited. Texts are not taken back; the decisions of the row are stored for the text as it was.', 'Edit the thread’s own file where the text itself is wrong.');
  }

  private isKnown(theme: string, sheet: ReturnedSheet): boolean {
    if (this.known.has(theme)) return true;
    const filled = sheet.rows.filter((row) => (row.cell(`theme_${theme}`) ?? '') !== '');
    const [first] = sheet.rows;
    if (first) this.list('unknown-theme', (filled[0] ?? first).place(`theme_${theme}`), `The codebook has no theme "${theme}", nor was there one; ${filled.length} filled cells of its column were not taken.`, 'A new theme goes into the column "new code".');
    return false;
  }

  private list(id: string, place: string, message: string, hint: string): void {
    if (this.problems.length >= MOST_LISTED) this.unlisted++;
    else this.problems.push({ severity: 'warning', id, file: place, message, ...(hint === '' ? {} : { hint }) });
  }
}
