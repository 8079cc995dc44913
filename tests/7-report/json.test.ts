import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../../pipeline/7-report/bytes.js';
import { jsonString } from '../../pipeline/7-report/json.js';

function written(text: string): string {
  const out = new ByteWriter();
  jsonString(out, text);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out.bytes());
}

describe('JSON strings', () => {
  it('are those of JSON.stringify, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(written(text)).toBe(JSON.stringify(text))), { numRuns: 300 });
    for (let code = 0; code < 0x3000; code++) {
      const text = String.fromCharCode(code);
      expect(written(text)).toBe(JSON.stringify(text));
      expect(written(`${text}${'long '.repeat(20)}`)).toBe(JSON.stringify(`${text}${'long '.repeat(20)}`));
    }
  });

  it('hold U+FFFD for half a character', () => {
    expect(written('a\ud83db')).toBe('"a\uFFFDb"');
    expect(written(`${'long '.repeat(20)}\ud83db`)).toBe(`"${'long '.repeat(20)}\uFFFDb"`);
    expect(written('\udc00')).toBe('"\uFFFD"');
    expect(written('\ud83d\ude21')).toBe('"😡"');
  });
});
