import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Theme } from '../../../pipeline/lexicon/codebook.js';
import { readThemeFile } from '../../../pipeline/lexicon/theme-file.js';
import { editPatterns } from '../../../pipeline/lexicon/workbench/edit-patterns.js';
import { readRows, rowsOfTheme, type PatternRow } from '../../../pipeline/lexicon/workbench/pattern-table.js';
import { lexiconOf } from '../lexicon-of.js';

const SOURCE = [
  '# kept', 'id: garden', 'definition: Growing.', 'strong: |', '  # digging', '  spade', '  bucket   ^0.9', '', '  # the rest', '  hoe', 'unless: |', '  in spades', 'codes:', '  water:', '    strong: |', '      hose',
  'examples:', '  coded: |', '    My [[spade]].', '',
].join('\r\n');

function themeOf(source: string): Theme {
  const { theme } = readThemeFile('garden.yml', source, DEFAULT_POLICY);
  if (!theme) throw new Error('no theme');
  return theme;
}

function edited(rows: readonly PatternRow[], source = SOURCE): string {
  const edit = editPatterns('garden.yml', source, themeOf(source), rows, DEFAULT_POLICY);
  return 'problem' in edit ? `${edit.problem.id} ${edit.problem.line}` : edit.source;
}

describe('a table of patterns', () => {
  const rows = rowsOfTheme(themeOf(SOURCE), SOURCE);
  const pattern = (name: string): PatternRow => rows.find((row) => row.pattern === name)!;
  const added = (changes: Partial<PatternRow>): PatternRow => ({ theme: 'garden', code: '', section: 'strong', strength: 1, pattern: 'rake', unless: null, note: '', exported: '', ...changes });
  const replaced = (from: string, to: string): string => {
    expect(SOURCE).toContain(from);
    return SOURCE.replace(from, to);
  };

  it('has a row a pattern with the comment above it, and changes nothing when it comes back as it went', () => {
    expect(rows.map(({ code, section, strength, pattern: text, note }) => [code, section, strength, text, note])).toEqual([
      ['', 'strong', 1, 'spade', 'digging'],
      ['', 'strong', 0.9, 'bucket', ''],
      ['', 'strong', 1, 'hoe', 'the rest'],
      ['', 'unless', 0, 'in spades', ''],
      ['water', 'strong', 1, 'hose', ''],
    ]);
    expect(edited(rows)).toBe(SOURCE);
    expect(edited([...rows].reverse())).toBe(SOURCE);
  });

  it('shows each cue the guards of its rule, and takes what is written there as guards of that rule', async () => {
    expect(rows.map(({ pattern: text, unless }) => [text, unless])).toEqual([['spade', 'in spades'], ['bucket', 'in spades'], ['hoe', 'in spades'], ['in spades', null], ['hose', 'in spades']]);
    const codebook = await lexiconOf({ 'garden.yml': SOURCE }).then((lexicon) => lexicon.codebook);
    const back = (changes: Readonly<Record<string, string>>, others: readonly PatternRow[] = []): string => {
      const cells = [...rows, ...others].map(({ theme, code, section, strength, pattern: text, unless, note, exported }) => {
        const all = { theme, code, section, strength: String(strength), pattern: text, unless: changes[text] ?? unless ?? '', note: note ?? '', exported_pattern: exported };
        return { cells: new Map(Object.entries(all)), cell: (column: string) => column };
      });
      const read = readRows('p.csv', cells, codebook);
      return read.problems.length > 0 ? read.problems.map(({ id, cell }) => `${id} ${cell}`).join() : edited(read.rows);
    };
    expect(back({})).toBe(SOURCE);
    expect(back({ spade: 'in spades\ncard game*' })).toBe(replaced('  in spades\r\n', '  in spades\r\n  card game*\r\n'));
    expect(back({ hose: 'in spades\nfire' })).toBe(replaced('      hose\r\n', '      hose\r\n    unless: |\r\n      fire\r\n'));
    expect(back({ hoe: '' })).toBe(replaced('  in spades\r\n', ''));
    // A new row never had the guards.
    expect(back({}, [added({ unless: '' })])).toBe(replaced('  hoe\r\n', '  hoe\r\n  rake\r\n'));
    expect(back({ spade: '(card' })).toBe('unclosed-bracket unless');
  });

  it('touches only the lines of rows that changed', () => {
    const change = (name: string, changes: Partial<PatternRow>): readonly PatternRow[] => rows.map((row) => (row.pattern === name ? { ...row, ...changes } : row));
    expect(edited(change('spade', { strength: 0.5 }))).toBe(replaced('  spade\r\n', '  spade ^0.5\r\n'));
    expect(edited(change('bucket', { strength: 1 }))).toBe(replaced('  bucket   ^0.9', '  bucket'));
    expect(edited(change('hoe', { pattern: 'hoes' }))).toBe(replaced('  hoe\r\n', '  hoes\r\n'));
    expect(edited(change('hoe', { note: 'weeds\nand more' }))).toBe(replaced('  # the rest\r\n', '  # weeds\r\n  # and more\r\n'));
    expect(edited(rows.filter((row) => row.pattern !== 'bucket'))).toBe(replaced('  bucket   ^0.9\r\n', ''));
  });

  it('puts new patterns behind the row before them, and opens sections that are not there', () => {
    expect(edited([pattern('spade'), added({ note: 'new' }), ...rows.slice(1)])).toBe(replaced('  spade\r\n', '  spade\r\n  # new\r\n  rake\r\n'));
    expect(edited([...rows, added({ section: 'weak', strength: 0.25 }), added({ pattern: 'fork', section: 'weak', strength: 0.5 })])).toBe(replaced('codes:\r\n', 'weak: |\r\n  rake\r\n  fork ^0.5\r\ncodes:\r\n'));
    expect(edited([...rows, added({ code: 'water', section: 'weak', strength: 0.25 })])).toBe(replaced('      hose\r\n', '      hose\r\n    weak: |\r\n      rake\r\n'));
  });

  it('refuses what it cannot write in a line of its own', () => {
    const source = 'id: garden\ndefinition: Growing.\nstrong: spade\n';
    expect(edited([added({ pattern: 'hoe', exported: 'spade' })], source)).toBe('not-written 3');
  });

  it('reads cells as Excel leaves them and places what is wrong with them', async () => {
    const { codebook } = await lexiconOf({ 'codebook.yml': 'id: plots\n', 'garden.yml': SOURCE.replaceAll('\r\n', '\n') });
    const read = (...cells: readonly string[]): ReturnType<typeof readRows> =>
      readRows('table.csv', [{ cells: new Map(['theme', 'code', 'section', 'strength', 'pattern'].map((name, i) => [name, cells[i] ?? ''])), cell: (column) => column }], codebook);
    expect(read('garden', '', 'Strong', '0,5', ' rake ').rows).toEqual([{ theme: 'garden', code: '', section: 'strong', strength: 0.5, pattern: 'rake', unless: null, note: null, exported: '' }]);
    expect(read('garden', '', 'weak', '', 'rake').rows[0]?.strength).toBe(0.25);
    expect(read('garden', '', 'weak', '', '')).toEqual({ rows: [], problems: [] });
    const fault = (...cells: readonly string[]): readonly unknown[] => read(...cells).problems.map(({ id, cell }) => [id, cell]);
    expect(fault('gardn', '', 'strong', '', 'rake')).toEqual([['unknown-theme', 'theme']]);
    expect(fault('garden', 'soil', 'strong', '', 'rake')).toEqual([['unknown-code', 'code']]);
    expect(fault('garden', '', 'loud', '', 'rake')).toEqual([['unknown-section', 'section']]);
    expect(fault('garden', '', 'strong', '1. Feb', 'rake')).toEqual([['bad-strength', 'strength']]);
    expect(read('garden', '', 'strong', '', '(rake').problems.map(({ cell }) => cell)).toEqual(['pattern']);
  });
});
