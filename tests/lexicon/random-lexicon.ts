import fc from 'fast-check';
import { isEmptyable, type ReferenceTables } from './reference.js';

/** Random lexicons and texts over a vocabulary so small that patterns match often. */

export const LEMMAS = { leave: ['leave', 'leaves', 'leaving', 'left'], case: ['case', 'cases'] } as const;
const SPELLINGS = [['organise', 'organize'], ['labour', 'labor']] as const;
const LISTS = {
  staff: ['PSO', 'team', 'co-worker', 'case (team|load)'],
  many: ['too many', 'many [many] case', 'team NEAR/1 load', '[too] .. team load', '@staff many'],
} as const;

export const TABLES: ReferenceTables = { lemmas: LEMMAS, spellings: SPELLINGS, lists: LISTS };

const TEXT_WORDS = [
  'case', 'cases', 'Case', 'load', 'caseload', 'team', 'too', 'many', 'leave', 'Left', 'leaving', "leave's", 'co', 'worker', 'coworker', 'coxworker', 'PSO', 'psos',
  'PSO’s', 'P.S.O', "p.s.o's", 'IT', 'it', 'ITs', "don't", 'don’t', 'dont', 'organise', 'Organize', 'labor', 'and', '140%',
];
const PATTERN_WORDS = [
  'case', 'Cases', 'load', 'caseload', 'team', 'too', 'many', 'leave', 'left', 'co', 'worker', 'PSO', '=IT', '=It', 'it', '=PSO', "don't", 'organise', 'labour', 'co-worker',
  'case-load', 'case*', '*load', 'c*e', '*e?', 'co?worker', 'case?', 'co-work*', '{leave}', '{case}', '{leave|case}', '@staff', '@many', '/cases?/', '/1[0-9]0%/', '"AND"',
  '"too many"', '"PSO"',
];

const words = fc.constantFrom(...PATTERN_WORDS);
const gap = fc.constantFrom('..', '..1', '..0', '..4');

/** Words in a row, with a gap here and there. */
const rowOf = (item: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> =>
  fc
    .tuple(item, fc.array(fc.tuple(fc.option(gap, { freq: 3 }), item), { maxLength: most - 1 }))
    .map(([first, more]) => [first, ...more.flatMap(([between, next]) => (between === null ? [next] : [between, next]))].join(' '));
const groupOf = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((options) => `(${options.join('|')})`),
    fc.array(inner, { minLength: 1, maxLength: 2 }).map((options) => `[${options.join('|')}]`),
    fc.tuple(inner, fc.constantFrom('NEAR/0', 'NEAR/2', 'BEFORE/1', 'BEFORE/3'), inner).map((parts) => `(${parts.join(' ')})`),
  );
const innerRow = rowOf(fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: groupOf(words) }), 2);
const usualRow = rowOf(fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: groupOf(innerRow) }), 3);
/** More ways of writing than are written out in one piece. */
const wideRow = fc
  .tuple(fc.constantFrom('case', 'team', 'it'), fc.array(fc.constantFrom('[too]', '[many]', '[case]', '[load]', '[it]', '..1'), { minLength: 4, maxLength: 6 }), fc.constantFrom('load', 'team', 'many'))
  .map(([first, optional, last]) => [first, ...optional, last].join(' '));
const row = fc.oneof({ weight: 12, arbitrary: usualRow }, { weight: 1, arbitrary: wideRow });

const distance = fc.tuple(fc.constantFrom('NEAR', 'BEFORE'), fc.integer({ min: 0, max: 4 })).map(([name, most]) => `${name}/${most}`);
const near = fc
  .tuple(row, fc.option(fc.array(fc.tuple(distance, row), { minLength: 1, maxLength: 2 }), { freq: 3 }))
  .map(([left, more]) => [left, ...(more ?? []).flat()].join(' '));

/** A line of a lexicon; the slow matcher writes patterns out in full, so they are kept short. */
export const pattern = fc
  .tuple(near, fc.option(fc.array(fc.tuple(fc.constantFrom('AND', 'NOT'), near), { minLength: 1, maxLength: 2 }), { freq: 3 }))
  .map(([left, more]) => [left, ...(more ?? []).flat()].join(' '))
  .filter((line) => line.length <= 60 && !isEmptyable(line, TABLES));

const strength = fc.constantFrom('', '', '', ' ^0.5', ' ^2', ' ^0.25');
export type Lines = readonly string[];
export interface RandomRule {
  readonly cues: Readonly<Record<'decisive' | 'strong' | 'weak', Lines>>;
  readonly unless: Lines;
  readonly except: Lines;
}
export interface RandomTheme {
  readonly own: RandomRule;
  readonly part: RandomRule;
}

const lines = (most: number): fc.Arbitrary<Lines> => fc.array(pattern, { maxLength: most });
const withStrength = fc.array(fc.tuple(pattern, strength).map(([text, own]) => text + own), { maxLength: 3 });
const rule: fc.Arbitrary<RandomRule> = fc.record({
  cues: fc.record({ decisive: withStrength, strong: withStrength, weak: withStrength }),
  unless: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: lines(2) }),
  except: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: lines(2) }),
});
export const themes: fc.Arbitrary<readonly RandomTheme[]> = fc.array(fc.record({ own: rule, part: rule }), { minLength: 1, maxLength: 2 });

const sentence = fc
  .tuple(fc.constantFrom(...TEXT_WORDS), fc.array(fc.tuple(fc.constantFrom(' ', ' ', ' ', ', ', '-', ' - '), fc.constantFrom(...TEXT_WORDS)), { maxLength: 12 }))
  .map(([first, rest]) => first + rest.map(([sign, word]) => sign + word).join(''));
export const text = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((sentences) => `${sentences.join('! ')}!`);

/** A random theme as the editor would write it. */
export function themeFile(id: string, { own, part }: RandomTheme): string {
  const block = (indent: string, key: string, patterns: Lines): string =>
    patterns.length === 0 ? '' : `${indent}${key}: |\n${patterns.map((line) => `${indent}  ${line}\n`).join('')}`;
  const ruleText = (indent: string, { cues, unless, except }: RandomRule): string =>
    [...Object.entries(cues), ['unless', unless] as const, ['except', except] as const].map(([key, patterns]) => block(indent, key, patterns)).join('');
  return `id: ${id}\nname: ${id}\n${ruleText('', own)}codes:\n  part:\n    name: Part\n${ruleText('    ', part)}`;
}

export const CODEBOOK_FILE = `id: random
policy:
  thresholds:
    - {up to: 10, at least: 1}
    - {up to: 25, at least: 1.5}
    - {at least: 2}
lists:
${Object.entries(LISTS).map(([name, patterns]) => `  ${name}: |\n${patterns.map((line) => `    ${line}\n`).join('')}`).join('')}`;
