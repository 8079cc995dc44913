import type { FormTable, Span, TokenTable } from '../model.js';

/** So many words in a row are no coincidence between two commenters. */
const RUN = 7;

/** Finds runs of words that an earlier unit of the same thread has already: somebody is being quoted, with or without marks. */
export class RepeatedWords {
  private readonly seen = new Set<string>();

  constructor(
    private readonly tokens: TokenTable,
    private readonly forms: FormTable,
  ) {}

  /** The repeated stretches of the unit with these tokens; its own runs are remembered for the units after it. */
  of(firstToken: number, endToken: number): readonly Span[] {
    const own: string[] = [];
    const found: Span[] = [];
    const words: string[] = [];
    for (let token = firstToken; token < endToken; token++) {
      words.push(this.forms.surface(this.tokens.forms[token]!).toLowerCase());
      if (words.length > RUN) words.shift();
      if (words.length < RUN) continue;
      const run = words.join(' ');
      own.push(run);
      if (!this.seen.has(run)) continue;
      const span = { start: this.tokens.starts[token - RUN + 1]!, end: this.tokens.ends[token]! };
      const last = found[found.length - 1];
      if (last && span.start <= last.end) found[found.length - 1] = { start: last.start, end: span.end };
      else found.push(span);
    }
    for (const run of own) this.seen.add(run);
    return found;
  }
}
