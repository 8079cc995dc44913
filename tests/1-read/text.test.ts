import { describe, expect, it } from 'vitest';
import { readText } from '../../pipeline/1-read/text.js';
import type { Problem, Source } from '../../pipeline/model.js';

const NAMED = { id: 'a/b', file: 'a/b.txt' };

function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [...part])));
}

function source(bytes: Uint8Array): Source {
  const read = readText(bytes, NAMED);
  if ('problem' in read) throw new Error(read.problem.message);
  return read.source;
}

function problem(bytes: Uint8Array): Problem {
  const read = readText(bytes, NAMED);
  if ('source' in read) throw new Error(`was read as ${read.source.encoding}`);
  return read.problem;
}

describe('a text', () => {
  it('is read with its digest, name and encoding', () => {
    expect(source(bytesOf('abc'))).toEqual({
      id: 'a/b',
      file: 'a/b.txt',
      digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      encoding: 'utf-8',
      text: 'abc',
      attributes: [],
      warnings: [],
    });
  });

  it('keeps its byte-order mark, so that the file can be rebuilt', () => {
    const bytes = bytesOf([0xef, 0xbb, 0xbf], 'caf\u00e9 😂');
    const { text, encoding } = source(bytes);
    expect([text, encoding]).toEqual(['\uFEFFcaf\u00e9 😂', 'utf-8']);
    expect(bytesOf(text)).toEqual(bytes);
  });

  it('is read from UTF-16 in either order, lone surrogates kept', () => {
    const units = [0xfeff, 0x41, 0x2019, 0xd83d, 0xde02, 0xd800];
    const little = Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
    const big = Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff]));
    const text = String.fromCharCode(...units);
    expect([source(little).text, source(little).encoding]).toEqual([text, 'utf-16le']);
    expect([source(big).text, source(big).encoding]).toEqual([text, 'utf-16be']);
  });

  it('is read as windows-1252 where it is not UTF-8, and the first wrong byte is named', () => {
    const read = source(bytesOf('First\r\nab', [0x93], 'Yes', [0x94, 0x96, 0x80, 0xe9, 0x81]));
    expect([read.text, read.encoding]).toEqual(['First\r\nab\u201cYes\u201d\u2013\u20ac\u00e9\u0081', 'windows-1252']);
    expect(read.warnings).toMatchObject([{ id: 'not-utf8', severity: 'warning', file: 'a/b.txt', line: 2, column: 3 }]);
    expect(read.warnings[0].message).toContain('93');
  });

  it('gives each byte a character of its own in windows-1252', () => {
    const all = Array.from({ length: 255 }, (_, index) => index + 1);
    expect(new Set(source(bytesOf(all)).text).size).toBe(255);
  });

  it.each([
    ['a byte that begins nothing', [0xff], 1],
    ['a continuation without a beginning', [0x61, 0x80], 2],
    ['an overlong form', [0xc0, 0xaf], 1],
    ['an overlong form of three bytes', [0xe0, 0x80, 0xaf], 1],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 2],
    ['a number past the last character', [0xf4, 0x90, 0x80, 0x80], 1],
    ['a broken character after whole ones', [0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x82, 0xc3, 0x41], 3],
  ] as const)('finds %s', (_, bytes, column) => {
    expect(source(bytesOf(bytes, ' x')).warnings).toMatchObject([{ id: 'not-utf8', line: 1, column }]);
  });

  it('counts lines that end with CR alone', () => {
    expect(source(bytesOf('a\rb\r\nc\n\u00e9', [0xff, 0x78])).warnings).toMatchObject([{ line: 4, column: 2 }]);
  });

  it('stays UTF-8 where only its last character was cut off', () => {
    const read = source(bytesOf('Don\u2019t ', [0xe2, 0x80]));
    expect([read.text, read.encoding]).toEqual(['Don\u2019t \uFFFD', 'utf-8']);
    expect(read.warnings).toMatchObject([{ id: 'cut-character', line: 1, column: 7 }]);
  });
});

describe('a file that is no text', () => {
  it.each([
    ['PNG picture', bytesOf([0x89], 'PNG\r\n', [0x1a, 0x0a], 'rest')],
    ['JPEG picture', bytesOf([0xff, 0xd8, 0xff, 0xe0], 'JFIF')],
    ['PDF document', bytesOf('%PDF-1.7\n')],
    ['Word document', bytesOf('PK', [3, 4], 'rest')],
    ['old Word', bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['rich-text', bytesOf('{\\rtf1\\ansi}')],
    ['NUL', bytesOf('some words and then one byte', [0], 'of another kind')],
    ['UTF-16 text without', bytesOf([0x41, 0, 0x42, 0, 0x43, 0, 0x44, 0])],
  ])('is refused: %s', (name, bytes) => {
    const refused = problem(bytes);
    expect(refused).toMatchObject({ severity: 'error', id: 'not-text', file: 'a/b.txt' });
    expect(refused.message).toContain(`is not text: looks like`);
    expect(refused.message).toContain(name);
    expect(refused.hint).toBeTruthy();
  });

  it.each([
    ['nothing', bytesOf()],
    ['a byte-order mark', bytesOf([0xef, 0xbb, 0xbf])],
    ['blanks', bytesOf(' \r\n\t\u00a0\n')],
    ['blanks in UTF-16', bytesOf([0xff, 0xfe, 0x20, 0x00])],
  ])('is refused where it holds %s', (_, bytes) => {
    expect(problem(bytes)).toMatchObject({ severity: 'error', id: 'empty-file', line: 1 });
  });

  it('is refused where UTF-16 is cut in half', () => {
    expect(problem(bytesOf([0xff, 0xfe, 0x41, 0x00, 0x42]))).toMatchObject({ id: 'broken-utf16' });
  });
});
