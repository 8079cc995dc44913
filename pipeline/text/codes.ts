/**
 * The UTF-16 units of a text as numbers. Loops over characters read them faster than the string.
 * The engine copies them at once; its order of bytes is that of every machine Node runs on.
 */
export function codesOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
}
