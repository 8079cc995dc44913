import iconv from 'iconv-lite';
import type { Problem } from '../model.js';
import { describeNuls, looksBinary } from './binary.js';
import { firstInvalid } from './utf8.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface Decoded {
  /** The whole file; a byte-order mark stays as U+FEFF, so that the file can be rebuilt. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly warnings: readonly Problem[];
}

/** Longer texts do not fit one string of the engine. */
const LONGEST = 0x1fff_ffe0;

/**
 * Bytes to text. Takes the bytes and the file's name for messages.
 * Reads UTF-8 strictly, UTF-16 by its byte-order mark, and anything else as windows-1252 with a warning.
 * Gives a problem for pictures, documents and archives, for NUL bytes, and for a file with nothing in it.
 */
export function decode(bytes: Uint8Array, file: string): Decoded | { readonly problem: Problem } {
  if (bytes.length === 0) return { problem: emptyFile(file, 'is empty') };
  const binary = looksBinary(bytes);
  if (binary !== null) return { problem: notText(file, binary) };
  if (bytes.length > LONGEST) return { problem: tooLong(file) };
  const utf16 = utf16Mark(bytes);
  const decoded = utf16 === null ? decodeBytes(bytes, file) : decodeUtf16(bytes, utf16, file);
  if ('problem' in decoded) return decoded;
  if (isBlank(decoded.text)) return { problem: emptyFile(file, 'holds nothing but blank space') };
  return decoded;
}

function utf16Mark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decodeBytes(bytes: Uint8Array, file: string): Decoded | { readonly problem: Problem } {
  if (bytes.includes(0)) return { problem: notText(file, describeNuls(bytes)) };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: 'utf-8', warnings: [] };
  } catch {
    return decodeDamaged(bytes, file);
  }
}

function decodeDamaged(bytes: Uint8Array, file: string): Decoded {
  const at = firstInvalid(bytes);
  const place = { file, line: at.line, column: at.column };
  if (at.cutOff && at.multibyte > 0) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const message = 'The file ends in the middle of a character: it was probably cut off while it was saved.';
    const hint = 'Save the thread again if the end matters; the broken character is shown as \uFFFD.';
    return { text, encoding: 'utf-8', warnings: [{ severity: 'warning', id: 'cut-character', ...place, message, hint }] };
  }
  const byte = (bytes[at.offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const message = `The file is not UTF-8 (the first byte that is wrong is ${byte}); it was read as windows-1252.`;
  const hint =
    at.multibyte > 0
      ? 'The text before that byte does hold UTF-8 characters: if accents and quotation marks look wrong, save the file again as UTF-8.'
      : 'If accents or quotation marks look wrong, save the file again as UTF-8.';
  return {
    text: decodeWindows1252(bytes),
    encoding: 'windows-1252',
    warnings: [{ severity: 'warning', id: 'not-utf8', ...place, message, hint }],
  };
}

/** The five bytes that windows-1252 leaves free keep their number, so that no two bytes read alike. */
function decodeWindows1252(bytes: Uint8Array): string {
  const text = iconv.decode(bytes, 'windows-1252', { stripBOM: false });
  if (!text.includes('\uFFFD')) return text;
  let rebuilt = '';
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', from)) {
    rebuilt += text.slice(from, at) + String.fromCharCode(bytes[at] ?? 0xfffd);
    from = at + 1;
  }
  return rebuilt + text.slice(from);
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', file: string): Decoded | { readonly problem: Problem } {
  if (bytes.length % 2 !== 0) {
    const message = 'The file is UTF-16 by its byte-order mark, but has an odd number of bytes, so it is damaged or cut off.';
    const hint = 'Save the thread again, best as UTF-8.';
    return { problem: { severity: 'error', id: 'broken-utf16', file, message, hint } };
  }
  const text = iconv.decode(bytes, encoding, { stripBOM: false });
  if (text.includes('\0')) return { problem: notText(file, { name: 'a binary file (it holds NUL characters)', hint: 'Save the thread as plain text (UTF-8).' }) };
  return { text, encoding, warnings: [] };
}

/** Looks only as far as the first character that shows. */
function isBlank(text: string): boolean {
  return !/[^\s\u200B\u2060]/u.test(text);
}

function emptyFile(file: string, how: string): Problem {
  return {
    severity: 'error',
    id: 'empty-file',
    file,
    line: 1,
    message: `The file ${how}.`,
    hint: 'Save the thread again, or take the file out of the folder.',
  };
}

function notText(file: string, what: { readonly name: string; readonly hint: string }): Problem {
  return { severity: 'error', id: 'not-text', file, message: `The file is not text: looks like ${what.name}; it was left out.`, hint: what.hint };
}

function tooLong(file: string): Problem {
  return {
    severity: 'error',
    id: 'too-long',
    file,
    message: 'The file is larger than 512 MB, which is more than one thread can be.',
    hint: 'Split it into several files, or save it as a table (CSV), which is read in pieces.',
  };
}
