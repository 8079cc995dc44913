/** More rows than any sheet that Heddle writes, with room for what people add. */
export const MOST_ROWS = 250_000;

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

export function tooManyRows(sheet: string): FileRefused {
  const where = sheet === '' ? 'The table' : `The sheet "${sheet}"`;
  return new FileRefused('too-many-rows', `${where} has more than ${MOST_ROWS} rows, which no review has.`, 'Delete the rows that are not part of the review, or import the workbook before they were added.');
}
