import type { Layout, Segmented, Source, Unit } from '../model.js';
import { addParagraph, draftPost } from './draft.js';
import type { Cut, Draft } from './draft.js';
import { cutGlued } from './glued.js';
import { readHeading } from './heading.js';
import { readLines } from './lines.js';
import type { Lines } from './lines.js';
import { cutNumbered } from './numbered.js';
import { frameStart } from './page.js';
import { recognise } from './recognise.js';
import { joinParagraphs, unitsOfRows } from './table.js';
import { hashUnit, idsOf } from './unit-id.js';
import { cutUnnumbered } from './unnumbered.js';
import { collectWarnings } from './warnings.js';
import type { Warnings } from './warnings.js';

/**
 * Cuts a source into its units: the post, its comments and their replies, or the rows of a table.
 * Takes what the reader gives; gives it with layout, title, date, declared count and units, and with a warning wherever
 * the text could be read in more ways than one. Never fails: a text in no known layout is one post.
 * What lies between the paragraphs of the units is the page's furniture; both together are the text, character by character.
 */
export function segment(source: Source): Segmented {
  if (source.rows !== undefined) {
    return { ...source, layout: 'table', title: '', postedOn: '', declaredComments: null, units: unitsOfRows(source, source.rows) };
  }
  const warnings = collectWarnings(source.file);
  const lines = readLines(source.text);
  const { layout, cut } = cutThread(lines, warnings);
  noteDeclared(cut, warnings);
  const post = cut.drafts[0]?.kind === 'post' ? cut.drafts[0] : undefined;
  if (post === undefined) warnings.add('warning', 'no-post', lines.numbers[0] ?? 1, 'The text begins with its comments; there is no post.');
  const heading = readHeading(source.text, post?.paragraphs ?? []);
  return {
    ...source,
    warnings: [...source.warnings, ...warnings.list()],
    layout,
    ...heading,
    declaredComments: cut.declared?.count ?? null,
    units: unitsOf(source, cut.drafts),
  };
}

function cutThread(lines: Lines, warnings: Warnings): { readonly layout: Layout; readonly cut: Cut } {
  const frame = frameStart(lines);
  const end = frame > 0 ? frame : lines.count;
  const found = recognise(lines, end);
  if (found.layout === 'numbered') {
    const cut = cutNumbered(lines, end, found, warnings);
    if (found.countLine < 0) {
      const message = 'No line such as “12 comments:” ends the post; the comments were taken to begin here.';
      warnings.add('warning', 'no-count-line', lines.numbers[found.firstComment], message);
    }
    return { layout: 'numbered', cut };
  }
  if (found.layout === 'unnumbered') return { layout: 'glued', cut: cutUnnumbered(lines, end, found, warnings) };
  if (found.layout === 'glued') return { layout: 'glued', cut: cutGlued(lines, end, warnings) };
  return { layout: 'numbered', cut: cutPlain(lines, end, warnings) };
}

/** A text in which nothing says where a comment begins is a post. */
function cutPlain(lines: Lines, end: number, warnings: Warnings): Cut {
  const post = draftPost();
  for (let index = 0; index < end; index++) addParagraph(post, lines.starts[index], lines.ends[index]);
  if (post.paragraphs.length === 0) return { drafts: [], declared: null };
  const message = 'No comments were found: no line such as “12 comments:”, no numbers and no “ReplyDelete”. The whole text was read as a post.';
  warnings.add('warning', 'no-comments', null, message, 'If it holds comments, save the thread again from the page.');
  return { drafts: [post], declared: null };
}

function noteDeclared(cut: Cut, warnings: Warnings): void {
  if (cut.declared === null) return;
  const found = cut.drafts.filter((draft) => draft.kind !== 'post').length;
  const { count, line } = cut.declared;
  if (found === count) return;
  const why = found < count ? 'Comments that were deleted are still counted by the page; nothing was added.' : 'Nothing was left out.';
  warnings.add('warning', 'declared-count', line, `The page says ${count} ${count === 1 ? 'comment' : 'comments'}, and ${found} ${found === 1 ? 'is' : 'are'} in the file. ${why}`);
}

function unitsOf(source: Source, drafts: readonly Draft[]): readonly Unit[] {
  const idOf = idsOf(source.id);
  return drafts.map(({ kind, label, parent, paragraphs }) => ({
    id: idOf(hashUnit(source.text, kind, paragraphs)),
    label,
    parent,
    kind,
    author: '',
    postedAt: '',
    paragraphs,
    text: joinParagraphs(source.text, paragraphs),
    attributes: [],
  }));
}
