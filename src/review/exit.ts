import type { Problem } from '../../pipeline/model.js';

/** 0 done, 1 done with problems, 2 nothing was done. */
export function exitStatus(problems: readonly Problem[], isDone: boolean): 0 | 1 | 2 {
  if (!isDone) return 2;
  return problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}
