import { describe, expect, it } from 'vitest';
import { segment } from '../../pipeline/2-segment/segment.js';
import type { Row, Source } from '../../pipeline/model.js';
import { rebuild } from './rebuild.js';

interface Cell {
  readonly text: string;
  readonly id?: string;
  readonly parent?: string;
}

/** A table as the reader gives it, its texts joined by newlines. */
function table(cells: readonly Cell[]): Source {
  let text = '';
  const rows: Row[] = cells.map((cell, index) => {
    if (index > 0) text += '\n';
    const start = text.length;
    text += cell.text;
    const span = { start, end: text.length };
    return { number: index + 1, id: cell.id ?? '', parent: cell.parent ?? '', author: 'A', postedAt: 'B', text: span, attributes: [`x${index}`] };
  });
  return { id: 's/answers', file: 's/answers.csv', digest: '', encoding: 'utf-8', text, rows, attributes: ['x'], warnings: [] };
}

describe('a table', () => {
  it('makes each row a unit with the row\'s own id, parent, author, time and attributes', () => {
    const cut = segment(table([{ text: 'One.', id: 'c7' }, { text: 'To one.', id: 'c8', parent: 'c7' }]));
    expect(cut.layout).toBe('table');
    expect(cut.units).toEqual([
      { id: 's/answers#c7', label: '1', parent: '', kind: 'comment', author: 'A', postedAt: 'B', paragraphs: [{ start: 0, end: 4 }], text: 'One.', attributes: ['x0'] },
      { id: 's/answers#c8', label: '2', parent: 'c7', kind: 'reply', author: 'A', postedAt: 'B', paragraphs: [{ start: 5, end: 12 }], text: 'To one.', attributes: ['x1'] },
    ]);
  });

  it('gives a row without an id one of its words and number', () => {
    const cut = segment(table([{ text: 'Same words.' }, { text: 'same WORDS' }, { text: 'Others.' }]));
    const parts = cut.units.map((unit) => /^s\/answers#([a-z0-9]+)-r(\d+)$/.exec(unit.id));
    expect(parts.map((part) => part?.[2])).toEqual(['1', '2', '3']);
    expect(parts[0]?.[1]).toBe(parts[1]?.[1]);
    expect(parts[0]?.[1]).not.toBe(parts[2]?.[1]);
  });

  it('makes each line of a cell that is not blank a paragraph, and trims cells', () => {
    const cut = segment(table([{ text: '  One. \r\n\r\n Two.\rThree.' }, { text: ' \u00a0Four.  ' }, { text: '' }, { text: ' \n ' }, { text: 'Five.' }]));
    expect(cut.units.map((unit) => unit.text)).toEqual(['One.\nTwo.\nThree.', 'Four.', '', '', 'Five.']);
    expect(cut.units.map((unit) => unit.paragraphs.length)).toEqual([3, 1, 0, 0, 1]);
    expect(rebuild(cut)).toBe(cut.text);
  });

  it('reads rows in any order', () => {
    const source = table([{ text: 'a\nb' }, { text: 'c' }, { text: 'd\ne' }]);
    const cut = segment({ ...source, rows: [...(source.rows ?? [])].reverse() });
    expect(cut.units.map((unit) => unit.text)).toEqual(['d\ne', 'c', 'a\nb']);
  });
});
