/** Where bytes stop being UTF-8. */
export interface InvalidByte {
  readonly offset: number;
  /** One-based; a line ends with LF, CR LF or CR. */
  readonly line: number;
  /** One-based, in characters. */
  readonly column: number;
  /** How many characters of more than one byte were well formed before it. */
  readonly multibyte: number;
  /** The only fault is that the last character is not complete. */
  readonly cutOff: boolean;
}

/**
 * Finds the first byte that is not well-formed UTF-8 (RFC 3629, table in section 4).
 * Takes bytes that are known to hold one; where there is none, the offset is the length.
 */
export function firstInvalid(bytes: Uint8Array): InvalidByte {
  let line = 1;
  let column = 1;
  let multibyte = 0;
  let offset = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (offset < bytes.length) {
    const byte = bytes[offset] ?? 0;
    const width = widthOf(byte);
    const found = width === 1 ? 1 : wellFormed(bytes, offset, width);
    if (found < width) return { offset, line, column, multibyte, cutOff: width > 0 && offset + found === bytes.length };
    if (width === 0) return { offset, line, column, multibyte, cutOff: false };
    if (width > 1) multibyte++;
    offset += width;
    column++;
    if (byte === 0x0a || (byte === 0x0d && bytes[offset] !== 0x0a)) {
      line++;
      column = 1;
    }
  }
  return { offset, line, column, multibyte, cutOff: false };
}

/** How many bytes a first byte asks for; 0 where no character begins with it. */
function widthOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  if (byte < 0xf0) return 3;
  return byte < 0xf5 ? 4 : 0;
}

/** How many of the `width` bytes at `offset` fit together. */
function wellFormed(bytes: Uint8Array, offset: number, width: number): number {
  const first = bytes[offset] ?? 0;
  for (let index = 1; index < width; index++) {
    const byte = bytes[offset + index] ?? 0;
    const low = index > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = index > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return index;
  }
  return width;
}
