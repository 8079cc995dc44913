import type { Span, UnitKind } from '../model.js';

/** A unit as a layout's reader cuts it, before it has an id. */
export interface Draft {
  readonly kind: UnitKind;
  readonly label: string;
  readonly parent: string;
  readonly paragraphs: Span[];
}

/** What a layout's reader gives. */
export interface Cut {
  readonly drafts: readonly Draft[];
  readonly declared: { readonly count: number; readonly line: number } | null;
}

/** Adds a paragraph unless there is nothing in it. */
export function addParagraph(draft: Draft, start: number, end: number): void {
  if (start < end) draft.paragraphs.push({ start, end });
}

/** Begins the post. */
export function draftPost(): Draft {
  return { kind: 'post', label: 'post', parent: '', paragraphs: [] };
}

/** Begins a comment at the top level. */
export function draftComment(number: number): Draft {
  return { kind: 'comment', label: String(number), parent: '', paragraphs: [] };
}

/** Begins a reply to the comment with the label `parent`. */
export function draftReply(parent: string, number: number): Draft {
  return { kind: 'reply', label: `${parent}.${number}`, parent, paragraphs: [] };
}
