/** More rows than any workbook that Heddle writes, with room for what people add. */
export const MOST_ROWS = 50_000;

/** A file that is no review, with what to say of it. */
export class FileRefused extends Error {
  constructor(
    readonly id: string,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

export function tooManyRows(sheet: string, rows: number): FileRefused {
  const where = sheet === '' ? 'The table' : `The sheet "${sheet}"`;
  return new FileRefused('too-many-rows', `${where} has ${rows} rows; a review has at most ${MOST_ROWS}.`, 'Delete the rows that are not part of the review, or import the workbook before they were added.');
}
