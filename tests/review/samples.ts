import type { Decision } from '../../pipeline/review/decision.js';
import type { ReturnedCell } from '../../pipeline/review/merge.js';
import { factsOf } from '../../pipeline/review/sketch.js';

/** Decisions and cells for tests, with what a test does not care about filled in. */

const HOW = { stratum: '', probability: null, blind: false, test: false, run: 'run0' } as const;

export function unitOf(id: string, text: string, label = '1', file = 'thread.txt'): { id: string; file: string; label: string; text: string } {
  return { id, file, label, text };
}

export function decision(fields: Partial<Decision> & Pick<Decision, 'item' | 'value'>): Decision {
  return { ...factsOf(unitOf('thread#aaaaaaaaaaaaaa', 'The pay is poor.')), coder: 'anna', among: [], ...HOW, ...fields };
}

export function cell(fields: Partial<ReturnedCell> & Pick<ReturnedCell, 'item' | 'exported' | 'returned'>): ReturnedCell {
  return { ...factsOf(unitOf('thread#aaaaaaaaaaaaaa', 'The pay is poor.')), coder: 'anna', among: [], place: 'a.xlsx!units:F2', ...HOW, ...fields };
}
