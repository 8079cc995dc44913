/** What the first bytes of common files that are no text look like. */
interface Signature {
  readonly bytes: readonly number[];
  readonly offset: number;
  readonly name: string;
  readonly hint: string;
}

const PICTURE = 'Save the thread itself as text; words inside a picture cannot be read.';
const ARCHIVE = 'If it is a Word document or a zipped folder, open it and save the thread as plain text (UTF-8).';

const SIGNATURES: readonly Signature[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], offset: 0, name: 'a PNG picture', hint: PICTURE },
  { bytes: [0xff, 0xd8, 0xff], offset: 0, name: 'a JPEG picture', hint: PICTURE },
  { bytes: [0x47, 0x49, 0x46, 0x38, 0x37, 0x61], offset: 0, name: 'a GIF picture', hint: PICTURE },
  { bytes: [0x47, 0x49, 0x46, 0x38, 0x39, 0x61], offset: 0, name: 'a GIF picture', hint: PICTURE },
  { bytes: [0x57, 0x45, 0x42, 0x50], offset: 8, name: 'a WebP picture', hint: PICTURE },
  { bytes: [0x49, 0x49, 0x2a, 0x00], offset: 0, name: 'a TIFF picture', hint: PICTURE },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], offset: 0, name: 'a TIFF picture', hint: PICTURE },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], offset: 0, name: 'a PDF document', hint: 'Copy the thread from the page and save it as plain text (UTF-8).' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], offset: 0, name: 'a ZIP archive, such as a Word document or a workbook', hint: ARCHIVE },
  { bytes: [0x50, 0x4b, 0x05, 0x06], offset: 0, name: 'an empty ZIP archive', hint: ARCHIVE },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], offset: 0, name: 'an old Word or Excel file', hint: 'Open it and save the thread as plain text (UTF-8).' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], offset: 0, name: 'a rich-text (RTF) document', hint: 'Open it in a word processor and save it as plain text (UTF-8).' },
  { bytes: [0x1f, 0x8b, 0x08], offset: 0, name: 'a gzip archive', hint: 'Unpack it first.' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], offset: 0, name: 'a 7-Zip archive', hint: 'Unpack it first.' },
];

/**
 * Says whether bytes are plainly no text.
 * Takes the bytes; gives what they look like and what to do, or null where they may be text.
 */
export function looksBinary(bytes: Uint8Array): { readonly name: string; readonly hint: string } | null {
  for (const signature of SIGNATURES) {
    if (signature.bytes.every((byte, index) => bytes[signature.offset + index] === byte)) return signature;
  }
  return null;
}

/**
 * Says what a file that holds NUL bytes may be.
 * Half the bytes of English text in UTF-16 are NUL, which no other text comes near.
 */
export function describeNuls(bytes: Uint8Array): { readonly name: string; readonly hint: string } {
  const length = Math.min(bytes.length, 4096);
  let nuls = 0;
  for (let index = 0; index < length; index++) if (bytes[index] === 0) nuls++;
  if (nuls * 5 >= length * 2) {
    return {
      name: 'UTF-16 text without a byte-order mark',
      hint: 'Open it in a text editor and save it as UTF-8.',
    };
  }
  return { name: 'a binary file (it holds NUL bytes)', hint: 'Save the thread as plain text (UTF-8).' };
}
