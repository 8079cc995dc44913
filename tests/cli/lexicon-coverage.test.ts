import { describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

describe('heddle lexicon coverage', () => {
  it('says of the sample threads what got nothing and which patterns fired', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'coverage', 'seeds/11-no-replies-count-off.txt', 'seeds/12-one-comment.txt', '--format', 'json');
    const found = JSON.parse(stdout) as { readonly units: number; readonly covered: number; readonly patterns: readonly { readonly codings: number }[]; readonly uncovered: readonly unknown[] };
    expect(found.units).toBeGreaterThan(4);
    expect(found.covered + found.uncovered.length).toBe(found.units);
    expect(found.patterns.some(({ codings }) => codings > 0)).toBe(true);
    expect([stderr.includes(' error '), status]).toEqual([false, stderr.includes(' warning ') ? 1 : 0]);
  });

  it('cannot run on nothing', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'coverage', 'nowhere', '--lexicon', 'lexicons/probation');
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain('error no-such-file');
  });
});
