import fc from 'fast-check';

/** A thread as its author made it; the writers below save it in one layout or the other. */
export interface MadeUnit {
  readonly paragraphs: readonly string[];
  readonly replies: readonly (readonly string[])[];
}

export interface MadeThread {
  readonly post: readonly string[];
  readonly comments: readonly MadeUnit[];
}

/** How a page's text was saved. */
export interface Saving {
  readonly newline: '\n' | '\r\n' | '\r';
  readonly indent: '  ' | '\t' | '\u00a0\u00a0' | '    ';
  readonly blankLines: boolean;
  readonly byteOrderMark: boolean;
  readonly frame: boolean;
}

export const saving: fc.Arbitrary<Saving> = fc.record({
  newline: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
  indent: fc.constantFrom('  ' as const, '\t' as const, '\u00a0\u00a0' as const, '    ' as const),
  blankLines: fc.boolean(),
  byteOrderMark: fc.boolean(),
  frame: fc.boolean(),
});

const WORDS = ['tea', 'kettle', 'Monday', 'we', 'the', 'rota', '\u2018so\u2019', '😂', '12', 'a\u00a0b', 'caf\u00e9', '\u{1D54F}', '...', '\u2014', 'Delete', 'ReplyDelete', '3.', 'Replies'];

const sentence = fc
  .tuple(fc.constantFrom('Tea', 'Well', '"Quite', '\u201cNo', '08:52', '...', '😂', 'fun', 'https://example.org/x', '\u00c9t\u00e9'), fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }))
  .map(([first, rest]) => [first, ...rest].join(' '));

const odd = fc.constantFrom('1. tea', '2. milk', '3. spoon', '14. cup', '1.', 'Deleted my account', 'Deletes', 'Delete the lot', 'From Twitter:-', '--oo00oo--', '4.5 of them', 'Reply to that', 'Home', 'Newer');

/** Words that are markers elsewhere; where a sentence follows them nothing ends there. */
const markerWord = fc.tuple(fc.constantFrom('Delete', 'Reply', 'ReplyDelete', 'Replies', '12 comments:', 'Add comment', 'Reply Delete'), sentence);

function paragraphs(markers: boolean, most: number): fc.Arbitrary<readonly string[]> {
  const single = fc.oneof({ weight: 4, arbitrary: sentence.map((text) => [text]) }, { weight: 2, arbitrary: odd.map((text) => [text]) });
  const piece = markers ? fc.oneof({ weight: 5, arbitrary: single }, { weight: 1, arbitrary: markerWord.map((pair) => [...pair]) }) : single;
  return fc.array(piece, { minLength: 1, maxLength: most }).map((pieces) => pieces.flat());
}

/** Threads of up to `most` comments; with `markers`, also with paragraphs that are a marker's word. */
export function madeThread(markers: boolean, most: number): fc.Arbitrary<MadeThread> {
  const comment = fc.record({
    paragraphs: paragraphs(markers, 5),
    replies: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(paragraphs(markers, 3), { maxLength: 13 }) }),
  });
  return fc.record({ post: paragraphs(markers, 6), comments: fc.array(comment, { minLength: 1, maxLength: most, size: 'max' }) });
}

const FRAME = ['Load more...', 'Add comment', 'Newer Post Older Post Home', 'Subscribe to: Post Comments (Atom)'];

/** Writes the thread as it is copied from the page. */
export function writeNumbered(thread: MadeThread, how: Saving): string {
  const lines: string[] = [];
  const unit = (paragraphs: readonly string[], number: number, depth: number, marker: string): void => {
    const inner = how.indent.repeat(depth + 1);
    paragraphs.forEach((paragraph, index) => {
      lines.push(index === 0 ? `${how.indent.repeat(depth)}${number}. ${paragraph}` : inner + paragraph);
      if (how.blankLines) lines.push('');
    });
    lines.push(inner + marker);
  };
  for (const paragraph of thread.post) lines.push(paragraph, '');
  const count = thread.comments.reduce((sum, comment) => sum + 1 + comment.replies.length, 0);
  lines.push(count === 1 ? '1 comment:' : `${count} comments:`, '');
  thread.comments.forEach((comment, index) => {
    unit(comment.paragraphs, index + 1, 1, 'ReplyDelete');
    if (comment.replies.length > 0) lines.push(`${how.indent.repeat(2)}Replies`);
    comment.replies.forEach((reply, place) => unit(reply, place + 1, 2, 'Delete'));
  });
  return finish(lines, how);
}

/** Writes the thread as a scraper flattens it: each unit's first paragraph, then its links, then the rest. */
export function writeGlued(thread: MadeThread, how: Saving): string {
  let text = thread.post.map((paragraph) => `${paragraph}\n`).join('');
  const unit = (paragraphs: readonly string[], marker: string): void => {
    text += `${paragraphs[0]}\n${marker}`;
    for (const paragraph of paragraphs.slice(1)) text += `${paragraph}\n`;
  };
  for (const comment of thread.comments) {
    unit(comment.paragraphs, 'ReplyDelete');
    for (const reply of comment.replies) unit(reply, 'Delete');
  }
  return finish(text.replace(/\n$/, '').split('\n'), how);
}

function finish(lines: readonly string[], how: Saving): string {
  const all = how.frame ? [...lines, '', ...FRAME] : lines;
  return (how.byteOrderMark ? '\uFEFF' : '') + all.join(how.newline) + how.newline;
}

/** What a reader must find in it: `label<parent` and the paragraphs, a unit each. */
export function expected(thread: MadeThread): readonly (readonly string[])[] {
  const units: (readonly string[])[] = [['post', '', 'post', ...thread.post]];
  thread.comments.forEach((comment, index) => {
    const label = String(index + 1);
    units.push([label, '', 'comment', ...comment.paragraphs]);
    comment.replies.forEach((reply, place) => units.push([`${label}.${place + 1}`, label, 'reply', ...reply]));
  });
  return units;
}
