import type { RowText } from './row-text.js';

/**
 * What stands around the values in the lines of a table, where these are strings and nothing else: `{"id": "`, `", "text": "` and `"}`.
 * Programs write all lines alike, so that one frame, taken from a line that was parsed, reads the others by looking for their quotation marks.
 */
export class LineFrame {
  private constructor(
    private readonly pieces: readonly string[],
    /** The names of the columns, in the order of the line. */
    readonly columns: readonly string[],
  ) {}

  /** The frame of a line without escapes that was parsed; null where it has values other than strings. */
  static of(line: string, record: Readonly<Record<string, unknown>>): LineFrame | null {
    if (!Object.values(record).every((value) => typeof value === 'string')) return null;
    // Without escapes the quotation marks are those of names and values by turns.
    const [opening, ...parts] = line.split('"');
    const columns: string[] = [];
    const pieces: string[] = [];
    let piece = opening!;
    for (let i = 0; i + 3 < parts.length; i += 4) {
      const [name, colon, , rest] = parts.slice(i, i + 4);
      columns.push(name!);
      pieces.push(`${piece}"${name!}"${colon!}"`);
      piece = `"${rest!}`;
    }
    return columns.length === 0 ? null : new LineFrame([...pieces, piece], columns);
  }

  /** Reads the values of the line between two places, which has no escapes and no signs of control. False where its frame is another. */
  read(text: RowText, start: number, end: number, values: string[]): boolean {
    const { pieces } = this;
    const { raw } = text;
    const last = pieces.length - 1;
    let at = start;
    for (let i = 0; i < last; i++) {
      if (!raw.startsWith(pieces[i]!, at)) return false;
      at += pieces[i]!.length;
      const close = raw.indexOf('"', at);
      if (close < 0 || close >= end) return false;
      values[i] = text.slice(at, close);
      at = close;
    }
    return at + pieces[last]!.length === end && raw.startsWith(pieces[last]!, at);
  }
}
