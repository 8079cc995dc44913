/** The text of a batch of rows. Line ends, delimiters and quotation marks are looked for in `raw`; what stands between them is asked for with `slice`. */
export interface RowText {
  readonly raw: string;
  /** True for a stretch without backslashes and without signs of control other than line ends. Some say false without looking. */
  isUnescaped(start: number, end: number): boolean;
  /** What stands between two places of `raw`, decoded. */
  slice(start: number, end: number): string;
}

/** A text that is decoded already. */
export class DecodedText implements RowText {
  constructor(readonly raw: string) {}

  isUnescaped(): boolean {
    return false;
  }

  slice(start: number, end: number): string {
    return this.raw.slice(start, end);
  }
}

const REPLACEMENT = '\uFFFD';

/**
 * UTF-8 that is read as it stands, one character a byte (Latin-1), which costs next to nothing. Only stretches that are more than ASCII
 * are decoded, each when it is asked for. Asked in order, the bytes are looked through once.
 */
export class ByteText implements RowText {
  readonly raw: string;
  /** True when bytes that were decoded may not have been UTF-8. */
  mayBeBroken = false;
  private readonly bytes: Buffer;
  private readonly wide: NextByte;
  private readonly escaped: NextByte;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.raw = this.bytes.toString('latin1');
    this.wide = new NextByte(bytes, false);
    this.escaped = new NextByte(bytes, true);
  }

  isUnescaped(start: number, end: number): boolean {
    return this.escaped.from(start) >= end;
  }

  slice(start: number, end: number): string {
    if (this.wide.from(start) >= end) return this.raw.slice(start, end);
    const text = this.bytes.toString('utf8', start, end);
    if (text.includes(REPLACEMENT)) this.mayBeBroken = true;
    return text;
  }
}

const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;

/** Where the next byte is that is no ASCII, or else the next backslash or sign of control that ends no line. Four bytes are tried at once. */
class NextByte {
  /** The bytes by fours, from the first place where the machine can read them so. */
  private readonly fours: Int32Array;
  private readonly firstFour: number;
  private found = -1;
  private searched = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly isEscape: boolean,
  ) {
    this.firstFour = Math.min(-bytes.byteOffset & 3, bytes.length);
    this.fours = new Int32Array(bytes.buffer, bytes.byteOffset + this.firstFour, (bytes.length - this.firstFour) >> 2);
  }

  /** The first place at or after `start`; Infinity where there is none. */
  from(start: number): number {
    if (start < this.searched || this.found < start) {
      this.searched = start;
      this.found = this.search(start);
    }
    return this.found;
  }

  private search(start: number): number {
    const { bytes, fours, firstFour, isEscape } = this;
    for (let at = start; at < bytes.length; at++) {
      if (((at - firstFour) & 3) === 0) {
        const four = (at - firstFour) >> 2;
        at = firstFour + 4 * (isEscape ? pastUnescaped(fours, four) : pastAscii(fours, four));
      }
      if (at < bytes.length && (isEscape ? escapes(bytes, at) : bytes[at]! >= 0x80)) return at;
    }
    return Infinity;
  }
}

/** The first four from `from` on in which there is more than ASCII. */
function pastAscii(fours: Int32Array, from: number): number {
  let i = from;
  while (i < fours.length && (fours[i]! & 0x80808080) === 0) i++;
  return i;
}

/** The first four from `from` on that may have a backslash or a sign of control: the highest bit of a byte is set where it is one; of a byte above such a one it may be. */
function pastUnescaped(fours: Int32Array, from: number): number {
  let i = from;
  for (; i < fours.length; i++) {
    const four = fours[i]!;
    const slashed = four ^ 0x5c5c5c5c;
    const isControl = ((four - 0x20202020) | 0) & ~four;
    const isBackslash = ((slashed - 0x01010101) | 0) & ~slashed;
    if (((isControl | isBackslash) & 0x80808080) !== 0) break;
  }
  return i;
}

function escapes(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]!;
  if (byte >= 0x20) return byte === BACKSLASH;
  return byte !== LF && !(byte === CR && bytes[at + 1] === LF);
}
