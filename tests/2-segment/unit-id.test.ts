import { describe, expect, it } from 'vitest';
import { segment } from '../../pipeline/2-segment/segment.js';
import type { Row } from '../../pipeline/model.js';
import { cutText } from './outline.js';

function ids(...comments: readonly string[]): readonly string[] {
  const lines = comments.map((comment, index) => `  ${index + 1}. ${comment}\n    ReplyDelete\n`);
  return cutText(`Post.\n${comments.length} comments:\n${lines.join('')}`).units.slice(1).map((unit) => unit.id);
}

describe('the id of a unit', () => {
  it('is the thread\'s id and a hash in small letters and digits', () => {
    expect(ids('Hello there.')[0]).toMatch(/^t#[a-z0-9]{14}$/);
  });

  it('does not change with case, punctuation, quotation marks or blanks, and does with words', () => {
    const [id] = ids('Don\u2019t wait, act!');
    for (const same of ["don't  WAIT act", '\u201cDon\u2019t wait\u201d \u2013 act...']) expect(ids(same)[0]).toBe(id);
    for (const other of ['Dont wait, act!', 'Don\u2019t wait, acts!', 'Act, don\u2019t wait!', 'Don\u2019tw ait act']) expect(ids(other)[0]).not.toBe(id);
  });

  it('tells post, comment and reply with the same words apart', () => {
    const units = cutText('Agreed.\n2 comments:\n  1. Agreed.\n    ReplyDelete\n    Replies\n    1. Agreed.\n      Delete\n').units;
    expect(new Set(units.map((unit) => unit.id)).size).toBe(3);
  });

  it('numbers equals in their order, and keeps the ids of all when others come in between', () => {
    const [a, b, c] = ids('Agreed.', 'agreed', 'Agreed!');
    expect([b, c]).toEqual([`${a}-2`, `${a}-3`]);
    expect(ids('Agreed.', 'No.', 'agreed', 'Agreed!').filter((id) => id.startsWith(a))).toEqual([a, b, c]);
  });

  it('is the same in both layouts', () => {
    const glued = cutText('Post.\nFirst words.\nReplyDeleteMore words.\nTo it.\nDelete').units.map((unit) => unit.id);
    const numbered = cutText('Post.\n2 comments:\n  1. First words.\n    More words.\n    ReplyDelete\n    Replies\n    1. To it.\n      Delete').units.map((unit) => unit.id);
    expect(glued).toEqual(numbered);
  });

  it('tells wordless comments apart by their characters', () => {
    const [a, b] = ids('😂', '👍');
    expect(a).not.toBe(b);
    expect(b).not.toBe(`${a}-2`);
  });

  it('spreads: of three hundred thousand different rows no two have the same hash, as 32 bits alone would give', () => {
    let text = '';
    const rows: Row[] = [];
    for (let number = 1; number <= 300_000; number++) {
      const start = text.length;
      text += `Case ${number} of ${number % 7}\n`;
      rows.push({ number, id: '', parent: '', author: '', postedAt: '', text: { start, end: text.length - 1 }, attributes: [] });
    }
    const { units } = segment({ id: 't', file: 't.csv', digest: '', encoding: 'utf-8', text, rows, attributes: [], warnings: [] });
    const hashes = units.map((unit) => unit.id.slice(2).replace(/-r\d+$/, ''));
    for (const half of [hashes, hashes.map((hash) => hash.slice(0, 7)), hashes.map((hash) => hash.slice(7))]) {
      const lost = hashes.length - new Set(half).size;
      if (half === hashes) expect(lost).toBe(0);
      else expect(lost).toBeLessThan(60);
    }
  });
});
