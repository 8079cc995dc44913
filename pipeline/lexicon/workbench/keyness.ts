/**
 * How strongly a term goes with one corpus rather than another: Dunning's log-likelihood as Rayson and Garside (2000) use it for keyness.
 * Takes its counts in both and their sizes. 3.84 is the 5 % level of one test, 15.13 the 0.01 % level; many terms are tested at once, so it ranks and does not prove.
 */
export function logLikelihood(target: number, reference: number, targetSize: number, referenceSize: number): number {
  const share = (target + reference) / (targetSize + referenceSize);
  const part = (count: number, size: number): number => (count === 0 ? 0 : count * Math.log(count / (size * share)));
  return Math.max(0, 2 * (part(target, targetSize) + part(reference, referenceSize)));
}

/** How many doublings more frequent a term is in the target than in the reference (Hardie 2014); a count of nothing stands for a half. */
export function logRatio(target: number, reference: number, targetSize: number, referenceSize: number): number {
  return Math.log2(((target || 0.5) / targetSize) / ((reference || 0.5) / referenceSize));
}

/** A term typical of the target. */
export interface KeyTerm {
  readonly term: string;
  /** Units that have it, in target and reference. */
  readonly target: number;
  readonly reference: number;
  /** Threads of the target that have it. */
  readonly threads: number;
  readonly logLikelihood: number;
  readonly logRatio: number;
}

interface Count {
  target: number;
  reference: number;
  threads: number;
  lastThread: string;
}

export interface KeynessOptions {
  /** Fewer units or threads of the target are chance, or one person's habit. */
  readonly leastUnits: number;
  readonly leastThreads: number;
  /** The 5 % level, when absent. */
  readonly leastLogLikelihood?: number;
}

const MOST_TERMS = 1_000_000;

/**
 * Counts terms in two sets of units. A term counts once a unit, and a set's size is the sum of its units' distinct terms,
 * so that neither long units nor somebody who repeats himself weigh more. Units of one thread come in a row.
 */
export class TermCounts {
  private readonly counts = new Map<string, Count>();
  private targetSize = 0;
  private referenceSize = 0;
  private limit = MOST_TERMS;

  /** Takes the distinct terms of a unit. */
  add(terms: Iterable<string>, isTarget: boolean, thread: string): void {
    for (const term of terms) {
      if (isTarget) this.targetSize++;
      else this.referenceSize++;
      let count = this.counts.get(term);
      if (!count) this.counts.set(term, (count = { target: 0, reference: 0, threads: 0, lastThread: '' }));
      if (!isTarget) {
        count.reference++;
        continue;
      }
      count.target++;
      if (count.lastThread !== thread) count.threads++;
      count.lastThread = thread;
    }
    if (this.counts.size > this.limit) this.forgetRare();
  }

  /** The terms that are more frequent in the target, the most typical first. A phrase stands for its words where they are in no more units of either set. */
  keyTerms({ leastUnits, leastThreads, leastLogLikelihood = 3.84 }: KeynessOptions): readonly KeyTerm[] {
    const terms: KeyTerm[] = [];
    for (const [term, { target, reference, threads }] of this.counts) {
      if (target < leastUnits || threads < leastThreads) continue;
      const sizes = [this.targetSize, Math.max(1, this.referenceSize)] as const;
      const ratio = logRatio(target, reference, ...sizes);
      const likelihood = logLikelihood(target, reference, ...sizes);
      if (ratio > 0 && likelihood >= leastLogLikelihood) terms.push({ term, target, reference, threads, logLikelihood: likelihood, logRatio: ratio });
    }
    return withoutParts(terms).sort((a, b) => b.logLikelihood - a.logLikelihood || b.target - a.target || (a.term < b.term ? -1 : 1));
  }

  /** On very large corpora, memory stays bounded by forgetting what was met once. */
  private forgetRare(): void {
    for (const [term, { target, reference }] of this.counts) if (target + reference === 1) this.counts.delete(term);
    this.limit = Math.max(MOST_TERMS, this.counts.size * 2);
  }
}

function withoutParts(terms: readonly KeyTerm[]): KeyTerm[] {
  const counts = new Map(terms.map((one) => [one.term, one]));
  const parts = new Set<string>();
  for (const { term, target, reference } of terms) {
    const words = term.split(' ');
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= words.length; to++) {
        const part = words.slice(from, to).join(' ');
        const known = part === term ? undefined : counts.get(part);
        if (known && known.target === target && known.reference === reference) parts.add(part);
      }
    }
  }
  return terms.filter(({ term }) => !parts.has(term));
}
