/** Rows of this program's own CSV, taken apart again. */

/** The cells of one record as they are written, with their quotation marks. Takes the record without its line end. */
export function rawCells(record: string): string[] {
  const cells: string[] = [];
  let from = 0;
  let quoted = false;
  for (let i = 0; i < record.length; i++) {
    const code = record.charCodeAt(i);
    if (code === 0x22) quoted = !quoted;
    else if (code === 0x2c && !quoted) {
      cells.push(record.slice(from, i));
      from = i + 1;
    }
  }
  cells.push(record.slice(from));
  return cells;
}

/** Divides a text of several records; the last may lack its line end. */
export function records(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) quoted = !quoted;
    else if (code === 0x0a && !quoted) {
      found.push(text.slice(from, text.charCodeAt(i - 1) === 0x0d ? i - 1 : i));
      from = i + 1;
    }
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

/** The text that a written cell stands for. */
export function valueOf(raw: string): string {
  const text = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
