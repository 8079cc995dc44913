import { strToU8, Zip, ZipDeflate } from 'fflate';

/** The oldest time a zip can name: a workbook does not know when it was written, so that the same review gives the same bytes. */
export const NO_TIME = new Date(1980, 0, 1);
const PIECE = 1 << 16;
/** Half the time of the usual 6, for a tenth more bytes. */
const LEVEL = 3;

/** A file of a zip, in pieces that are made when they are asked for. */
export interface ZipPart {
  readonly name: string;
  readonly pieces: Iterable<string>;
}

/** Zips files one after the other; only the piece at hand is held in memory. The list of contents is to come first, by which programs tell the kind of file. */
export function* zipped(parts: Iterable<ZipPart>): Generator<Uint8Array> {
  const out: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    out.push(chunk);
  });
  for (const { name, pieces } of parts) {
    const file = new ZipDeflate(name, { level: LEVEL });
    file.mtime = NO_TIME;
    zip.add(file);
    let text = '';
    for (const piece of pieces) {
      text += piece;
      if (text.length < PIECE) continue;
      file.push(strToU8(text));
      text = '';
      yield* out.splice(0);
    }
    file.push(strToU8(text), true);
    yield* out.splice(0);
  }
  zip.end();
  yield* out.splice(0);
}
