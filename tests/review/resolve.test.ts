import { describe, expect, test } from 'vitest';
import type { Decision } from '../../pipeline/review/decision.js';
import type { ThemeNames } from '../../pipeline/review/follow.js';
import { Resolver, type ConflictPolicy } from '../../pipeline/review/resolve.js';
import { decision } from './samples.js';

const theme = (id: string, ...was: string[]): ThemeNames => ({ id, was });
const THEMES = [theme('pay'), theme('union')];
const says = (coder: string, item: string, value: string, among: readonly string[] = []): Decision => decision({ coder, item, value, among });
const resolve = (decisions: readonly Decision[], themes: readonly ThemeNames[] = THEMES, policy?: ConflictPolicy) => {
  const { themes: outcomes } = new Resolver(themes, decisions, policy).resolve(decisions);
  return Object.fromEntries(outcomes.map((outcome) => [outcome.theme, `${outcome.verdict} by ${outcome.coders.join('+')}`]));
};

describe('what coders say together', () => {
  test('blanks of a done unit are no, those of another are nothing', () => {
    expect(resolve([says('anna', 'theme:pay', 'yes'), says('anna', 'done', 'yes', ['pay', 'union'])])).toEqual({ pay: 'yes by anna', union: 'no by anna' });
    expect(resolve([says('anna', 'theme:pay', 'yes')])).toEqual({ pay: 'yes by anna' });
  });

  test('a done unit says nothing of a theme it was not asked about', () => {
    expect(resolve([says('anna', 'done', 'yes', ['pay'])])).toEqual({ pay: 'no by anna' });
  });

  test('unsure is missing and named', () => {
    const decisions = [says('anna', 'theme:pay', 'unsure'), says('anna', 'done', 'yes', ['pay']), says('ben', 'theme:pay', 'yes')];
    expect(resolve(decisions)).toEqual({ pay: 'yes by ben' });
    expect(new Resolver(THEMES, decisions).resolve(decisions).unsure).toEqual(['pay']);
  });

  test('yes against no is contested until the consensus decides', () => {
    const differing = [says('anna', 'theme:pay', 'yes'), says('ben', 'theme:pay', 'no')];
    expect(resolve(differing)).toEqual({ pay: 'contested by anna+ben' });
    expect(resolve([...differing, says('consensus', 'theme:pay', 'no')])).toEqual({ pay: 'no by consensus' });
    expect(resolve([...differing, says('consensus', 'theme:pay', 'unsure')])).toEqual({ pay: 'contested by anna+ben' });
  });

  test('other ways with a conflict: what the lexicon says, or what most say', () => {
    const differing = [says('anna', 'theme:pay', 'yes'), says('ben', 'theme:pay', 'no')];
    expect(resolve(differing, THEMES, 'lexicon')).toEqual({});
    expect(resolve(differing, THEMES, 'majority')).toEqual({ pay: 'contested by anna+ben' });
    expect(resolve([...differing, says('cleo', 'theme:pay', 'no')], THEMES, 'majority')).toEqual({ pay: 'no by anna+ben+cleo' });
  });

  test('a coder who contradicts himself contests his own decision', () => {
    expect(resolve([says('anna', 'theme:pay', 'no | yes')])).toEqual({ pay: 'contested by anna' });
  });

  test('the sentiment is the mean where all point the same way', () => {
    const sentiment = (...values: string[]) => new Resolver(THEMES, []).resolve(values.map((value, i) => says(`coder${i}`, 'sentiment', value))).sentiment;
    expect(sentiment('-1', '-2')).toBe(-1.5);
    expect(sentiment('-1', '1')).toBe('contested');
    expect(sentiment()).toBeNull();
  });
});

describe('themes that were renamed, merged and split', () => {
  test('a rename carries everything', () => {
    expect(resolve([says('anna', 'theme:wages', 'yes')], [theme('pay', 'wages')])).toEqual({ pay: 'yes by anna' });
    expect(resolve([says('anna', 'theme:wages', 'no')], [theme('pay', 'wages')])).toEqual({ pay: 'no by anna' });
  });

  test('a merged theme is there when a part was, and not there only when no part was', () => {
    const merged = [theme('pay', 'wages', 'pensions')];
    expect(resolve([says('anna', 'theme:wages', 'yes'), says('anna', 'theme:pensions', 'no')], merged)).toEqual({ pay: 'yes by anna' });
    expect(resolve([says('anna', 'theme:wages', 'no'), says('ben', 'theme:pensions', 'yes')], merged)).toEqual({ pay: 'yes by ben' });
    expect(resolve([says('anna', 'done', 'yes', ['wages', 'pensions'])], merged)).toEqual({ pay: 'no by anna' });
  });

  test('a theme that was split is decided again, unless the whole was not there', () => {
    const split = [theme('pay', 'rewards'), theme('perks', 'rewards')];
    expect(resolve([says('anna', 'theme:rewards', 'yes')], split)).toEqual({});
    expect(resolve([says('anna', 'theme:rewards', 'no')], split)).toEqual({ pay: 'no by anna', perks: 'no by anna' });
  });
});
