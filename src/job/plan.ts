import type { Problem } from '../../pipeline/model.js';
import { codeOf } from '../files/inputs.js';
import { cutTable } from '../files/cut-table.js';
import type { BatchToCode } from '../workers/batch.js';
import type { OpenInput } from './tables.js';

export type Planned = BatchToCode | { readonly problem: Problem };

/** Gives the batches of a run in input order: a thread each, or rows of a table cut at fixed sizes. The cuts depend on the input alone. */
export function* planBatches(inputs: readonly OpenInput[]): Generator<Planned> {
  let number = 0;
  for (const { input, beside, shape, path, start, firstLine } of inputs) {
    const place = { path, id: input.id, file: input.file, beside };
    if (shape === null) {
      yield { batch: { kind: 'text', number: number++, ...place }, bytes: null };
      continue;
    }
    try {
      for (const cut of cutTable(path, shape, start, firstLine)) {
        if ('message' in cut) yield { problem: { severity: 'warning', file: input.file, ...cut } };
        else {
          const { bytes, ...range } = cut;
          yield { batch: { kind: 'table', number: number++, ...place, shape, ...range }, bytes };
        }
      }
    } catch (error) {
      yield { problem: { severity: 'error', id: 'unreadable', file: input.file, message: `The table cannot be read further (${codeOf(error)}).`, hint: 'Check that it is still there.' } };
    }
  }
}
