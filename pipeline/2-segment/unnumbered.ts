import { addParagraph, draftComment, draftPost, draftReply } from './draft.js';
import type { Cut, Draft } from './draft.js';
import type { Lines } from './lines.js';
import { markerAlone } from './marker.js';
import { declaredCount, isFrame, isReplies } from './page.js';
import type { UnnumberedStart } from './recognise.js';
import type { Warnings } from './warnings.js';

/**
 * Cuts a thread that was copied from the page by a browser that left out the numbers: each unit ends with its marker.
 * Takes the lines up to `end` (where the page's frame begins) and where the comments begin; gives post, comments and replies in order.
 */
export function cutUnnumbered(lines: Lines, end: number, start: UnnumberedStart, warnings: Warnings): Cut {
  const drafts: Draft[] = [];
  const post = draftPost();
  const postEnd = start.countLine >= 0 ? start.countLine : start.firstComment;
  for (let index = 0; index < postEnd; index++) addParagraph(post, lines.starts[index], lines.ends[index]);
  if (post.paragraphs.length > 0) drafts.push(post);

  let comments = 0;
  let replies = 0;
  let waiting: number[] = [];
  const finish = (isReply: boolean): void => {
    if (isReply) replies++;
    else {
      comments++;
      replies = 0;
    }
    const draft = isReply ? draftReply(String(comments), replies) : draftComment(comments);
    for (const index of waiting) addParagraph(draft, lines.starts[index], lines.ends[index]);
    drafts.push(draft);
    waiting = [];
  };
  for (let index = start.firstComment; index < end; index++) {
    const marker = markerAlone(lines, index);
    const begins = waiting.length === 0;
    if (marker === 'ReplyDelete') finish(false);
    else if (marker === 'Delete' && comments > 0 && !begins) finish(true);
    else if (!(begins && (isReplies(lines, index) || isFrame(lines, index)))) waiting.push(index);
  }
  if (waiting.length > 0) {
    finish(false);
    const message = `The last comment has no end marker: the file was probably cut off. It was read as comment ${comments}; it could be a reply.`;
    warnings.add('warning', 'cut-off', lines.numbers[end - 1], message);
  }
  noteReading(lines, start, warnings);
  const line = start.countLine;
  return { drafts, declared: line < 0 ? null : { count: declaredCount(lines, line) ?? 0, line: lines.numbers[line] } };
}

function noteReading(lines: Lines, start: UnnumberedStart, warnings: Warnings): void {
  const line = lines.numbers[start.firstComment];
  const message = 'The comments have no numbers, and their markers stand on lines of their own, with “Replies” below: each marker was read as the end of its comment.';
  warnings.add('warning', 'no-numbers', line, message, 'If the page can still be reached, save the thread again with its numbers.');
  if (start.countLine >= 0) return;
  const unsure = 'No line such as “12 comments:” ends the post; the last paragraph before the first marker was read as the first comment.';
  warnings.add('warning', 'no-count-line', line, unsure);
}
