import { describe, expect, test } from 'vitest';
import { holdingByUnit, placeDecisions, UnitsInMemory } from '../../pipeline/review/place.js';
import { factsOf, similarity, sketchOf, textDigest } from '../../pipeline/review/sketch.js';
import { decision, unitOf } from './samples.js';

const LONG = 'We were promised a smaller caseload in the spring and by the autumn mine had grown by a third, with two colleagues gone.';
const EDITED = 'We were promised a smaller caseload in the spring and by the winter mine had grown by a half, with two colleagues gone.';
const OTHER = 'Nobody in our office has heard a word about the pay award, not even the union representative.';
const first = unitOf('old#aaaaaaaaaaaaaa', LONG, '1', 'old.txt');
const second = unitOf('old#bbbbbbbbbbbbbb', OTHER, '2', 'old.txt');
const decided = [first, second].map((unit) => decision({ ...factsOf(unit), item: 'theme:pay', value: 'yes' }));
const place = (...units: ReturnType<typeof unitOf>[]) =>
  placeDecisions(decided, new UnitsInMemory(units)).map(({ unit, how, now }) => ({ unit, how, now }));

describe('placeDecisions', () => {
  test('keeps units that moved within their thread', () => {
    expect(place({ ...second, label: '7' }, { ...first, label: '8' }).map(({ how }) => how)).toEqual(['kept', 'kept']);
  });

  test('follows a thread whose file was renamed', () => {
    const renamed = [first, second].map((unit) => ({ ...unit, id: unit.id.replace('old', 'new'), file: 'new.txt' }));
    expect(place(...renamed)).toEqual([
      { unit: 'old#aaaaaaaaaaaaaa', how: 'moved', now: 'new#aaaaaaaaaaaaaa' },
      { unit: 'old#bbbbbbbbbbbbbb', how: 'moved', now: 'new#bbbbbbbbbbbbbb' },
    ]);
  });

  test('marks an edited text as stale and says which unit it is now', () => {
    expect(place(unitOf('old#cccccccccccccc', EDITED, '1', 'old.txt'), second)[0]).toEqual({ unit: 'old#aaaaaaaaaaaaaa', how: 'stale', now: 'old#cccccccccccccc' });
  });

  test('finds an edited text in a renamed thread', () => {
    const units = [unitOf('new#cccccccccccccc', EDITED, '5', 'new.txt'), { ...second, id: 'new#bbbbbbbbbbbbbb', file: 'new.txt' }];
    expect(place(...units)[0]).toMatchObject({ how: 'stale', now: 'new#cccccccccccccc' });
  });

  test('a unit that is gone is lost, and its decisions are still listed', () => {
    const placed = placeDecisions(decided, new UnitsInMemory([second]));
    expect(placed.map(({ how }) => how)).toEqual(['lost', 'kept']);
    expect(placed.flatMap(({ decisions }) => decisions)).toHaveLength(2);
  });

  test('does not take a short text of some other thread for a unit that is gone, where there are several', () => {
    const thanks = decision({ ...factsOf(unitOf('old#dddddddddddddd', 'Thanks!', '3', 'old.txt')), item: 'theme:pay', value: 'no' });
    const others = ['x', 'y'].map((name) => unitOf(`${name}#dddddddddddddd`, 'Thanks!', '1', `${name}.txt`));
    expect(placeDecisions([thanks], new UnitsInMemory([first, ...others])).map(({ how }) => how)).toEqual(['lost']);
  });

  test('a row of a table whose text was edited under the same id is stale', () => {
    const row = unitOf('survey:12', LONG, '12', 'survey.csv');
    const on = decision({ ...factsOf(row), item: 'theme:pay', value: 'yes' });
    expect(placeDecisions([on], new UnitsInMemory([{ ...row, text: EDITED }]))[0]).toMatchObject({ how: 'stale', now: 'survey:12' });
  });

  test('a stale decision is superseded once its coder has decided on the new text', () => {
    const now = unitOf('old#cccccccccccccc', EDITED, '1', 'old.txt');
    const again = decision({ ...factsOf(now), item: 'theme:pay', value: 'no' });
    const placed = placeDecisions([decided[0]!, again], new UnitsInMemory([now]));
    expect(placed.map(({ how }) => how)).toEqual(['superseded', 'kept']);
    expect([...holdingByUnit(placed).values()].flat().map(({ value }) => value)).toEqual(['no']);
  });
});

describe('digest and sketch', () => {
  test('quotation marks, blanks and case change neither', () => {
    expect(textDigest('“Don’t”  go,\nthey said')).toBe(textDigest('"Don\'t" GO they said.'));
    expect(textDigest('go')).not.toBe(textDigest('gone'));
  });

  test('the sketch tells edited texts from others', () => {
    expect(similarity(sketchOf(LONG), sketchOf(LONG))).toBe(1);
    expect(similarity(sketchOf(LONG), sketchOf(EDITED))).toBeGreaterThan(0.6);
    expect(similarity(sketchOf(LONG), sketchOf(OTHER))).toBeLessThan(0.4);
  });
});
