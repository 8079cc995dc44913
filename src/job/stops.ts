import type { Problem } from '../../pipeline/model.js';

/** Ctrl-C. */
export class Interrupted extends Error {}

/** The run cannot begin: nothing to read, or a lexicon with errors. The problems say why. */
export class CannotRun extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'The run cannot begin.');
  }
}
