import type { FormTable, Span, TokenTable, Unit } from '../model.js';

/** Fewer words in a row than this are looked at for nothing: they may be chance. */
const RUN = 7;
/** So many words in a row are no chance between two commenters, wherever they stand. */
const SURE_RUN = 12;
/** A repeated run that is most of its paragraph was set there to be answered. */
const SHARE_OF_PARAGRAPH = 0.8;

/**
 * Finds words that an earlier unit of the same thread has already: somebody is being quoted, with or without marks.
 * A hash table over all runs of the batch, by position, so that equal hashes are compared word by word.
 */
export class RepeatedWords {
  private readonly words: Int32Array;
  private readonly slots: Int32Array;

  constructor(
    private readonly tokens: TokenTable,
    forms: FormTable,
  ) {
    this.words = foldedForms(tokens, forms);
    let capacity = 16;
    while (capacity < tokens.count * 2) capacity *= 2;
    this.slots = new Int32Array(capacity);
  }

  /** The repeated stretches of the unit with these tokens; its own runs are remembered for the units after it. A unit that repeats another whole quotes nobody: it is a duplicate. */
  of(unit: Unit, firstToken: number, endToken: number): readonly Span[] {
    const found: { first: number; end: number }[] = [];
    for (let token = firstToken; token + RUN <= endToken; token++) {
      if (this.find(token, firstToken) < 0) continue;
      const last = found[found.length - 1];
      if (last && token <= last.end) last.end = token + RUN;
      else found.push({ first: token, end: token + RUN });
    }
    for (let token = firstToken; token + RUN <= endToken; token++) this.add(token);
    if (found.length === 0 || isWhole(found, endToken - firstToken)) return [];
    return this.convincing(unit, found);
  }

  /** A run that goes over the end of a paragraph is cut there: a quotation lies inside one. */
  private convincing(unit: Unit, found: readonly { first: number; end: number }[]): readonly Span[] {
    const { starts, ends } = this.tokens;
    const { paragraphs } = unit;
    const spans: Span[] = [];
    let next = 0;
    for (const { first, end } of found) {
      const from = starts[first]!;
      const to = ends[end - 1]!;
      while (paragraphs[next]!.end <= from) next++;
      for (let index = next; index < paragraphs.length && paragraphs[index]!.start < to; index++) {
        const around = paragraphs[index]!;
        const span = { start: Math.max(from, around.start), end: Math.min(to, around.end) };
        const fills = span.end - span.start >= SHARE_OF_PARAGRAPH * (around.end - around.start);
        if (end - first >= SURE_RUN || fills) spans.push(span);
      }
    }
    return spans;
  }

  /** The earlier place of the run that begins here, or -1. */
  private find(token: number, before: number): number {
    const mask = this.slots.length - 1;
    for (let slot = this.hash(token) & mask; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const other = this.slots[slot]! - 1;
      if (other < before && this.equal(other, token)) return other;
    }
    return -1;
  }

  private add(token: number): void {
    const mask = this.slots.length - 1;
    let slot = this.hash(token) & mask;
    while (this.slots[slot] !== 0) {
      // A run that is known already is not added again, so that a text of one word stays quick.
      if (this.equal(this.slots[slot]! - 1, token)) return;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = token + 1;
  }

  private hash(token: number): number {
    let hash = 0x811c9dc5 | 0;
    for (let i = token; i < token + RUN; i++) hash = Math.imul(hash ^ this.words[i]!, 0x01000193) ^ (hash >>> 13);
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  private equal(a: number, b: number): boolean {
    for (let i = 0; i < RUN; i++) if (this.words[a + i] !== this.words[b + i]) return false;
    return true;
  }
}

function isWhole(found: readonly { readonly first: number; readonly end: number }[], words: number): boolean {
  return found.reduce((sum, { first, end }) => sum + end - first, 0) >= 0.95 * words;
}

/** Each token's form with capitals made small: the id of the first form met that differs in case alone. */
function foldedForms(tokens: TokenTable, forms: FormTable): Int32Array {
  const foldedOf = new Int32Array(forms.size).fill(-1);
  const byLower = new Map<string, number>();
  const words = new Int32Array(tokens.count);
  for (let token = 0; token < tokens.count; token++) {
    const form = tokens.forms[token]!;
    let folded = foldedOf[form]!;
    if (folded < 0) {
      const lower = forms.surface(form).toLowerCase();
      folded = byLower.get(lower) ?? form;
      byLower.set(lower, folded);
      foldedOf[form] = folded;
    }
    words[token] = folded;
  }
  return words;
}
