import { describe, expect, it } from 'vitest';
import { cutText, outline, warned } from './outline.js';

/** Kinds of warnings, without the note that a file could have been cut off. */
function told(text: string): readonly string[] {
  return warned(cutText(text)).filter((warning) => !warning.startsWith('open-end'));
}

describe('a glued thread', () => {
  it('gives each marker the paragraph before it', () => {
    const cut = cutText(
      ['The canteen shuts in May.', 'Sorry.', 'Sign the sheet by the door.', 'ReplyDeletehttps://example.org/sheet', 'It is gone.', 'ReplyDeleteI could not find it.', 'DeleteIt is back.', 'DeleteTa.'].join('\n'),
    );
    expect(outline(cut)).toEqual([
      'post | The canteen shuts in May. | Sorry.',
      '1 | Sign the sheet by the door. | https://example.org/sheet',
      '2 | It is gone.',
      '2.1<2 | I could not find it.',
      '2.2<2 | It is back. | Ta.',
    ]);
    expect([cut.layout, cut.title, cut.postedOn, cut.declaredComments]).toEqual(['glued', '', '', null]);
    expect(warned(cut)).toEqual(['open-end:8']);
  });

  it('reads markers that stand alone', () => {
    const cut = cutText('Post.\nOne.\nReplyDelete\nTo one.\nDelete\n\nTwo.\nReplyDelete\n');
    expect(outline(cut)).toEqual(['post | Post.', '1 | One.', '1.1<1 | To one.', '2 | Two.']);
    expect(cut.warnings).toEqual([]);
  });

  it('keeps long comments whole', () => {
    const paragraphs = Array.from({ length: 11 }, (_, index) => `Part ${index + 2}.`);
    const cut = cutText(['Post.', 'Part 1.', `ReplyDelete${paragraphs[0]}`, ...paragraphs.slice(1), 'Next.', 'ReplyDelete'].join('\r\n'));
    expect(outline(cut)).toEqual(['post | Post.', ['1', 'Part 1.', ...paragraphs].join(' | '), '2 | Next.']);
  });

  it('takes Deleted, Deletes and the like for words', () => {
    const text = ['Post.', 'One.', 'ReplyDeleteDeleted my account', 'Deletes itself.', 'Delete\u2019s a big word.', 'Deleters.', 'Two.', 'ReplyDelete'].join('\n');
    expect(outline(cutText(text))).toEqual(['post | Post.', '1 | One. | Deleted my account | Deletes itself. | Delete\u2019s a big word. | Deleters.', '2 | Two.']);
    expect(told(text)).toEqual([]);
  });

  it('decides what a blank or a stop after Delete means, and says how', () => {
    const text = ['Post.', 'One.', 'ReplyDeleteMore.', 'Delete the lot, I say.', 'Delete, then. Again.', 'To one.', 'Delete And so on.', 'Two.', 'ReplyDelete'].join('\n');
    expect(outline(cutText(text))).toEqual(['post | Post.', '1 | One. | More. | Delete the lot, I say. | Delete, then. Again.', '1.1<1 | To one. | And so on.', '2 | Two.']);
    expect(told(text)).toEqual(['doubtful-marker:4', 'doubtful-marker:5', 'doubtful-marker:7']);
  });

  it('reads markers with a blank after each of them', () => {
    const text = ['Post.', 'One.', 'ReplyDelete two small words', 'To one.', 'Delete and so on.', 'Two.', 'ReplyDelete done'].join('\n');
    expect(outline(cutText(text))).toEqual(['post | Post.', '1 | One. | two small words', '1.1<1 | To one. | and so on.', '2 | Two. | done']);
    expect(told(text)).toEqual([]);
  });

  it('reads small letters, figures, quotation marks, dots and dashes glued to a marker', () => {
    for (const tail of ['fun fact', '08:52 no', '\u2018Quite\u2019', "'Getafix", '...and then', '\u2026so', '--oo00oo--', ':-)', '😂', 'do tell']) {
      expect(outline(cutText(`Post.\nOne.\nReplyDeleteTwo.\nDelete${tail}`))).toEqual(['post | Post.', '1 | One.', `1.1<1 | Two. | ${tail}`]);
    }
  });

  it('strips one marker from a line, not two', () => {
    expect(outline(cutText('Post.\nOne.\nReplyDeleteDelete the lot\nTwo.\nReplyDeleteReply at once'))).toEqual(['post | Post.', '1 | One. | Delete the lot', '2 | Two. | Reply at once']);
  });

  it('takes the first line for a comment where its marker follows, and says there is no post', () => {
    const text = 'One.\nReplyDeleteTwo.\nDelete\n';
    expect(outline(cutText(text))).toEqual(['1 | One.', '1.1<1 | Two.']);
    expect(told(text)).toEqual(['no-post:1']);
  });

  it('keeps a comment whose beginning was cut off, and a reply without a comment', () => {
    const text = 'ReplyDeletethe end of it.\nTo it.\nDelete\n';
    expect(outline(cutText(text))).toEqual(['1 | the end of it.', '1.1<1 | To it.']);
    expect(told(text)).toEqual(['empty-unit:1', 'no-post:1']);
    const orphan = 'Post.\nTo what?\nDeleteTo what else?\nDelete';
    expect(outline(cutText(orphan))).toEqual(['post | Post.', '1 | To what?', '1.1<1 | To what else?']);
    expect(told(orphan)).toEqual(['reply-without-comment:3']);
  });

  it('keeps a comment of which only the marker is left', () => {
    const text = 'Post.\nOne.\nReplyDelete\nReplyDeleteThree.\nReplyDelete\n';
    expect(outline(cutText(text))).toEqual(['post | Post.', '1 | One.', '2', '3 | Three.']);
    expect(told(text)).toEqual(['empty-unit:4']);
  });

  it('leaves out the frame of the page and reads a count before the first comment', () => {
    const cut = cutText('Post.\n3 comments:\nOne.\nReplyDeleteMore.\nTwo.\nReplyDelete\nAdd comment\nNewer PostOlder PostHome\nSubscribe to: Post Comments (Atom)\n');
    expect(outline(cut)).toEqual(['post | Post.', '1 | One. | More.', '2 | Two.']);
    expect(cut.declaredComments).toBe(3);
    expect(warned(cut)).toEqual(['declared-count:2']);
  });

  it('keeps Home as a word where no frame follows', () => {
    expect(outline(cutText('Post.\nOne.\nReplyDeleteWhere to?\nHome'))).toEqual(['post | Post.', '1 | One. | Where to? | Home']);
  });

  it('reads a date and a title where the page begins with them', () => {
    const cut = cutText('Friday 2 May 2025\nTea\nText.\nOne.\nReplyDelete');
    expect([cut.postedOn, cut.title]).toEqual(['Friday 2 May 2025', 'Tea']);
  });

  it('says so where no text is glued to any marker and comments have several paragraphs', () => {
    const text = 'Post.\nOne.\nReplyDelete\nMore.\nTwo.\nReplyDelete\n';
    expect(outline(cutText(text))).toEqual(['post | Post.', '1 | One. | More.', '2 | Two.']);
    expect(told(text)).toEqual(['markers-alone:3']);
  });
});

describe('a thread copied without its numbers', () => {
  const page = ['Post.', '', '3 comments:', '', 'One.', 'More of one.', '', 'ReplyDelete', 'Replies', '', 'To one.', 'More.', '', 'Delete', '', 'Two.', '', 'ReplyDelete'];

  it('has its markers at the end of comments', () => {
    const cut = cutText(page.join('\n'));
    expect(outline(cut)).toEqual(['post | Post.', '1 | One. | More of one.', '1.1<1 | To one. | More.', '2 | Two.']);
    expect([cut.declaredComments, warned(cut)]).toEqual([3, ['no-numbers:5']]);
  });

  it('is read without its count line, and to its end where it was cut off', () => {
    const cut = cutText([...page.slice(0, 1), ...page.slice(4, 5), ...page.slice(7), '', 'Three and'].join('\n'));
    expect(outline(cut)).toEqual(['post | Post.', '1 | One.', '1.1<1 | To one. | More.', '2 | Two.', '3 | Three and']);
    expect(warned(cut).map((warning) => warning.split(':')[0])).toEqual(['cut-off', 'no-numbers', 'no-count-line']);
  });
});
