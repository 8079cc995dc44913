import { lineLength, lineText } from './lines.js';
import type { Lines } from './lines.js';

/** Lines of the page's frame that nobody writes in a comment. */
const FRAME = /^(?:Load more(?:\.\.\.|…)|Add comment|Post a Comment|Newer Posts?\s*Older Posts?\s*Home|Newer Posts?\s*Home|(?:Home\s*)?Older Posts?(?:\s*Home)?|Newer Posts?|Subscribe to:(?:\s*(?:Post )?Comments \(Atom\))?|(?:Post )?Comments \(Atom\)|View (?:mobile|web) version|Powered by Blogger\.?|Note: only a member of this blog may post a comment\.)$/;

const LONGEST_FRAME_LINE = 80;

/** Says whether a line is one of the page's own, such as `Load more...` or `Newer Post Older Post Home`. */
export function isFrame(lines: Lines, index: number): boolean {
  return lineLength(lines, index) <= LONGEST_FRAME_LINE && FRAME.test(lineText(lines, index));
}

/**
 * Where the page's frame below the comments begins.
 * Takes the lines; gives a line index, or the count of lines where there is no frame.
 * The frame begins at a line that nobody writes in a comment, and holds only such lines and `Home` or `Reply`.
 */
export function frameStart(lines: Lines): number {
  let first = lines.count;
  for (let index = lines.count - 1; index >= 0; index--) {
    if (isFrame(lines, index)) first = index;
    else if (!isSmallLink(lines, index)) break;
  }
  return first;
}

function isSmallLink(lines: Lines, index: number): boolean {
  return lineLength(lines, index) === 4 && lineText(lines, index) === 'Home';
}

/** The count in a line such as `46 comments:`, `1 comment` or `No comments:`; null for any other line. */
export function declaredCount(lines: Lines, index: number): number | null {
  if (lineLength(lines, index) > 20) return null;
  const found = /^(No|[\d,]{1,9})\s+comments?\s*:?$/i.exec(lineText(lines, index));
  if (found === null) return null;
  return found[1].toLowerCase() === 'no' ? 0 : Number(found[1].replaceAll(',', ''));
}

/** Whether a line is the page's `Replies`, which stands between a comment and the answers to it. */
export function isReplies(lines: Lines, index: number): boolean {
  return index >= 0 && lineLength(lines, index) === 7 && lineText(lines, index) === 'Replies';
}
