import { csvCell } from '../../pipeline/review/decisions-csv.js';

/** A table as the CSV that Excel opens: byte-order mark, CRLF, nothing that a spreadsheet would run as a formula. */
export function csvTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvCell(cell))).join(',');
  return `\ufeff${[header, ...rows].map(line).join('\r\n')}\r\n`;
}
