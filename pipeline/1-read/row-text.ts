/** The text of a batch of rows. Line ends, delimiters and quotation marks are looked for in `raw`; what stands between them is asked for with `slice`. */
export interface RowText {
  readonly raw: string;
  /** True for a stretch that is plain ASCII in `raw` as it is, without backslashes and without signs of control but line ends. */
  isPlain(start: number, end: number): boolean;
  /** What stands between two places of `raw`, decoded. */
  slice(start: number, end: number): string;
}

/** A text that is decoded already. */
export class DecodedText implements RowText {
  constructor(readonly raw: string) {}

  isPlain(): boolean {
    return false;
  }

  slice(start: number, end: number): string {
    return this.raw.slice(start, end);
  }
}

const LF = 0x0a;
const CR = 0x0d;
const BACKSLASH = 0x5c;
const REPLACEMENT = '\uFFFD';

/**
 * UTF-8 that is read as it stands, one character a byte (Latin-1), which costs next to nothing. Only stretches that are more than plain ASCII
 * are decoded, each when it is asked for. Ask in order: the bytes are looked through once.
 */
export class ByteText implements RowText {
  readonly raw: string;
  /** True when bytes that were decoded may not have been UTF-8. */
  mayBeBroken = false;
  private readonly bytes: Buffer;
  /** The bytes by fours, from the first place where the machine can read them so. */
  private readonly fours: Int32Array;
  private readonly firstFour: number;
  private odd = -1;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.raw = this.bytes.latin1Slice();
    this.firstFour = Math.min(-bytes.byteOffset & 3, bytes.length);
    this.fours = new Int32Array(bytes.buffer, bytes.byteOffset + this.firstFour, (bytes.length - this.firstFour) >> 2);
  }

  isPlain(start: number, end: number): boolean {
    if (this.odd < start) this.odd = this.nextOdd(start);
    return this.odd >= end;
  }

  slice(start: number, end: number): string {
    if (this.isPlain(start, end)) return this.raw.slice(start, end);
    const text = this.bytes.utf8Slice(start, end);
    if (text.includes(REPLACEMENT)) this.mayBeBroken = true;
    return text;
  }

  private nextOdd(from: number): number {
    const { bytes, fours, firstFour } = this;
    let at = from;
    while (at < bytes.length) {
      if (((at - firstFour) & 3) === 0) {
        let four = (at - firstFour) >> 2;
        while (four < fours.length && isPlainFour(fours[four]!)) four++;
        at = firstFour + (four << 2);
        if (at >= bytes.length) break;
      }
      if (isOdd(bytes, at)) return at;
      at++;
    }
    return Infinity;
  }
}

/** True for four bytes of ASCII of which none is a backslash or a sign of control, line ends included. All four are tried at once: the highest bit of each says what it fails. */
function isPlainFour(four: number): boolean {
  const slashed = four ^ 0x5c5c5c5c;
  const isControl = ((four - 0x20202020) | 0) & ~four;
  const isBackslash = ((slashed - 0x01010101) | 0) & ~slashed;
  return ((four | isControl | isBackslash) & 0x80808080) === 0;
}

function isOdd(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]!;
  if (byte >= 0x20) return byte >= 0x80 || byte === BACKSLASH;
  return byte !== LF && !(byte === CR && bytes[at + 1] === LF);
}
