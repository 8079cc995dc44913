import { describe, expect, it } from 'vitest';
import { readCodings, readUnits } from '../../src/files/codings.js';
import { cellName } from '../../src/files/table.js';

const THEMES = new Set(['pay', 'union']);

describe('codings.csv', () => {
  it('reads what coders write, and what spreadsheets make of it', () => {
    const text = '\ufeffFile;Label;Coder;Theme;Stance;Evidence\r\na.txt;post;A;pay;neg;"low pay; and\r\nless"\r\n\r\na.txt;2.1;A;union;;"\'-3 percent"\r\n';
    const { rows, problems, hasCoder } = readCodings(text, 'codings.csv', THEMES);
    expect(problems).toEqual([]);
    expect(hasCoder).toBe(true);
    expect(rows.map(({ label, theme, stance, evidence }) => [label, theme, stance, evidence])).toEqual([
      ['post', 'pay', 'neg', 'low pay; and\r\nless'],
      ['2.1', 'union', null, '-3 percent'],
    ]);
    expect(rows[0].place.line).toBe(2);
  });

  it('says where a theme or stance is unknown, by line and by cell', () => {
    const text = 'file,label,coder,theme,stance,evidence\na.txt,1,A,pay,neg,"two\nlines"\na.txt,2,A,payy,neg,x\na.txt,3,A,union,angry,x\n';
    const { rows, problems } = readCodings(text, 'codings.csv', THEMES);
    expect(rows.map((row) => row.label)).toEqual(['1', '3']);
    expect(problems).toMatchObject([
      { id: 'unknown-theme', file: 'codings.csv', line: 4, cell: 'D3' },
      { id: 'unknown-stance', line: 5, cell: 'E4' },
    ]);
  });

  it('names unknown, doubled and missing columns', () => {
    expect(readCodings('file,label,theme,colour\na.txt,1,pay,red\n', 'c.csv').problems).toMatchObject([
      { severity: 'warning', id: 'unknown-column', cell: 'D1' },
    ]);
    expect(readCodings('file,theme\na.txt,pay\n', 'c.csv')).toMatchObject({ rows: [], problems: [{ severity: 'error', id: 'missing-column' }] });
    expect(readCodings('file,label,theme,theme\n', 'c.csv').problems).toMatchObject([{ id: 'column-twice', cell: 'D1' }]);
    expect(readCodings('', 'c.csv').problems).toMatchObject([{ id: 'empty-table' }]);
    expect(readCodings('file,label,theme\na.txt,,pay\n', 'c.csv')).toMatchObject({ rows: [], problems: [{ id: 'empty-cell', cell: 'B2' }] });
  });

  it('reads the codings of a run', () => {
    const header = 'coding_id,unit_id,file,label,theme,code,rule,matched,start,end,source_start,source_end,sentence,quoted,negated,stance,stance_score,weight,coder,source';
    const { rows, problems } = readCodings(`${header}\nx,u,a.txt,1,pay,,pay,pay,0,3,0,3,1,0,0,neu,0,1,heddle@1f,lexicon\n`, 'c.csv');
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ label: '1', coder: 'heddle@1f', theme: 'pay', stance: 'neu', source: 'lexicon' }]);
  });
});

describe('units.csv', () => {
  it('reads sentiment, role and quoted; an empty role is no role', () => {
    const { rows, problems } = readUnits('file,label,coder,sentiment,role,quoted\na.txt,1,A,-2,pqip,part\na.txt,2,A,,,none\n', 'units.csv');
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { sentiment: -2, role: 'PQIP', quoted: 'part' },
      { sentiment: null, role: '', quoted: 'none' },
    ]);
  });

  it('reports what cannot be, and keeps the rest of the row', () => {
    const { rows, problems } = readUnits('file,label,coder,sentiment,role,quoted\na.txt,1,A,5,boss,half\na.txt,1,A,1,,none\n', 'units.csv');
    expect(rows).toMatchObject([{ sentiment: null, role: null, quoted: null }]);
    expect(problems.map(({ id, cell }) => [id, cell])).toEqual([
      ['unknown-quoted', 'F2'],
      ['unknown-role', 'E2'],
      ['unknown-sentiment', 'D2'],
      ['unit-twice', 'B3'],
    ]);
  });

  it('takes the units of a run, whose theme and carried columns are no matter', () => {
    const { rows, problems, hasCoder } = readUnits('unit_id,file,label,sentiment,theme_pay,attr_team\nu,a.txt,1,0.25,1,north\n', 'units.csv');
    expect(problems).toEqual([]);
    expect(hasCoder).toBe(false);
    expect(rows).toMatchObject([{ file: 'a.txt', label: '1', sentiment: null }]);
  });
});

it('names cells as spreadsheets do', () => {
  expect([0, 25, 26, 701, 702].map((column) => cellName(column, 7))).toEqual(['A7', 'Z7', 'AA7', 'ZZ7', 'AAA7']);
});
