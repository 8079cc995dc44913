import { describe, expect, it } from 'vitest';
import { heddle } from './heddle.js';

describe('heddle lexicon suggest', () => {
  it('learns from the codings of the sample threads, with evidence for every word', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'suggest', 'training', 'seeds', '--least', '3', '--format', 'json');
    const found = JSON.parse(stdout) as { readonly carrying: number; readonly terms: readonly { readonly target: number; readonly threads: number; readonly evidence: readonly unknown[] }[]; readonly bayes: readonly unknown[] };
    expect([stderr, status]).toEqual(['', 0]);
    expect(found.carrying).toBeGreaterThan(20);
    expect(found.terms.length).toBeGreaterThan(0);
    for (const { target, threads, evidence } of found.terms) {
      expect(target).toBeGreaterThanOrEqual(3);
      expect(threads).toBeGreaterThanOrEqual(2);
      expect(evidence).toHaveLength(2);
    }
    expect(found.bayes.length).toBeGreaterThan(0);
  });

  it('cannot run on a theme that there is none of', () => {
    const { stdout, stderr, status } = heddle('lexicon', 'suggest', 'trainin');
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain('error unknown-theme');
  });
});
