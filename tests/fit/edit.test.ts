import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editTheme, type ThemeEdit } from '../../pipeline/fit/edit.js';
import { DEFAULT_POLICY, type Theme } from '../../pipeline/lexicon/codebook.js';
import { readThemeFile } from '../../pipeline/lexicon/theme-file.js';

const UNION = [
  'id: union   # the short name',
  'name: Unions',
  'definition: >-',
  '  What unions do.',
  '',
  'strong: |',
  '  # named unions',
  '  branch meeting',
  '  {ballot}   ^0.80',
  '  vote for ^0.8  ',
  '',
  'weak: |',
  '  subs ^0.5',
  '  rep',
  'codes:',
  '  strike:',
  '    name: Strikes',
  '    decisive: |',
  '      (out on|go on) strike',
  'examples:',
  '  ignored: |',
  '    We vote for ^0.8 of it.',
  '',
].join('\n');

function themeOf(source: string): Theme {
  const { theme, problems } = readThemeFile('union.yml', source, DEFAULT_POLICY);
  expect(problems).toEqual([]);
  return theme!;
}

function edited(source: string, edit: ThemeEdit, theme = themeOf(source)): string {
  const result = editTheme('union.yml', source, theme, edit, DEFAULT_POLICY);
  if ('problem' in result) throw new Error(result.problem.message);
  return result.source;
}

const NOTHING: ThemeEdit = { strengths: new Map(), threshold: null };

describe('editing a theme file', () => {
  test('puts strengths in, changes them, and takes out what the section gives anyway', () => {
    const lines = edited(UNION, { strengths: new Map([[8, 0.62], [9, 1], [10, 0.5], [13, 0.25], [19, 1.7]]), threshold: null }).split('\n');
    expect(lines[7]).toBe('  branch meeting ^0.62');
    expect(lines[8]).toBe('  {ballot}');
    expect(lines[9]).toBe('  vote for ^0.5  ');
    expect(lines[12]).toBe('  subs');
    expect(lines[18]).toBe('      (out on|go on) strike ^1.7');
    const others = lines.filter((_, index) => ![7, 8, 9, 12, 18].includes(index));
    expect(others).toEqual(UNION.split('\n').filter((_, index) => ![7, 8, 9, 12, 18].includes(index)));
  });

  test('writes two decimals at most', () => {
    expect(edited(UNION, { strengths: new Map([[8, 0.123456]]), threshold: 0.7000001 })).toContain('branch meeting ^0.12\n');
    expect(edited(UNION, { strengths: new Map(), threshold: 0.7000001 })).toContain('\nthreshold: 0.7\n');
  });

  test('puts the threshold below the id, or changes the line that is there and keeps its comment', () => {
    const first = edited(UNION, { strengths: new Map(), threshold: 1.1 });
    expect(first).toBe(UNION.replace('short name\n', 'short name\nthreshold: 1.1\n'));
    const commented = first.replace('threshold: 1.1', 'threshold:  1.1  # by hand');
    expect(edited(commented, { strengths: new Map(), threshold: 0.85 })).toBe(commented.replace('1.1', '0.85'));
  });

  test('keeps line ends, and a file without one at its end', () => {
    const windows = UNION.replaceAll('\n', '\r\n').trimEnd();
    const result = edited(windows, { strengths: new Map([[8, 0.62]]), threshold: 2 });
    expect(result).toBe(windows.replace('branch meeting', 'branch meeting ^0.62').replace('short name\r\n', 'short name\r\nthreshold: 2\r\n'));
  });

  test('every other byte stays, whatever is edited', () => {
    const lines = [8, 9, 10, 13, 14, 19];
    const hundredths = fc.integer({ min: 1, max: 1000 }).map((value) => value / 100);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...lines), hundredths), { selector: ([line]) => line }),
        fc.option(hundredths),
        fc.constantFrom('\n', '\r\n'),
        (strengths, threshold, end) => {
          const source = UNION.replaceAll('\n', end);
          const edit = { strengths: new Map(strengths), threshold };
          const result = edited(source, edit);
          const after = result.split(end).filter((line) => !line.startsWith('threshold:'));
          source.split(end).forEach((line, index) => {
            if (edit.strengths.has(index + 1)) expect(after[index].replace(/ +\^[\d.]+/, '').trimEnd()).toBe(line.replace(/ +\^[\d.]+/, '').trimEnd());
            else expect(after[index]).toBe(line);
          });
          const theme = themeOf(result);
          const before = themeOf(source);
          expect(theme.threshold).toBe(threshold ?? 1);
          const shift = threshold === null ? 0 : 1;
          const read = new Map(theme.rules.flatMap((rule) => rule.patterns.map((pattern) => [pattern.place.line - shift, pattern] as const)));
          for (const pattern of before.rules.flatMap((rule) => rule.patterns)) {
            const now = read.get(pattern.place.line)!;
            expect(now.text).toBe(pattern.text);
            expect(now.strength).toBe(edit.strengths.get(pattern.place.line) ?? pattern.strength);
          }
        },
      ),
    );
  });

  test('without edits the file is as it was', () => {
    expect(edited(UNION, NOTHING)).toBe(UNION);
  });

  test('refuses a file that was changed since it was read', () => {
    const theme = themeOf(UNION);
    const moved = UNION.replace('  branch meeting\n', '  annual conference\n  branch meeting\n');
    const result = editTheme('union.yml', moved, theme, { strengths: new Map([[8, 0.62]]), threshold: null }, DEFAULT_POLICY);
    expect(result).toMatchObject({ problem: { id: 'not-written', line: 8 } });
    const elsewhere = editTheme('union.yml', UNION.replace('  rep\n', '  reps\n'), theme, { strengths: new Map([[8, 0.62]]), threshold: null }, DEFAULT_POLICY);
    expect(elsewhere).toMatchObject({ problem: { id: 'not-written', line: 14 } });
  });

  test('refuses patterns that stand in no block of their own', () => {
    const source = 'id: union\nstrong:\n  - "branch meeting ^0.8"\n';
    const result = editTheme('union.yml', source, themeOf(source), { strengths: new Map([[3, 0.5]]), threshold: null }, DEFAULT_POLICY);
    expect(result).toMatchObject({ problem: { id: 'not-written', line: 3 } });
  });
});
