import { describe, expect, it } from 'vitest';
import { cutText, outline, warned } from './outline.js';

const HEAD = 'Monday 3 March 2025\n\nThe kettle has gone\n\nIt went on Friday.\n\n';

/** A thread with one unit a line: `  1. text` and so on, its head before it. */
function thread(...lines: readonly string[]): string {
  return `${HEAD}${lines.join('\n')}\n`;
}

const POST = 'post | Monday 3 March 2025 | The kettle has gone | It went on Friday.';

describe('a numbered thread', () => {
  it('gives post, comments and replies with labels, parents, date, title and count', () => {
    const cut = cutText(
      thread('3 comments:', '', '  1. Who took it?', '', '    I did not.', '', '    ReplyDelete', '    Replies', '    1. Nor I.', '      Honest.', '', '      Delete', '', '  2. Tea is over.', '', '    ReplyDelete'),
    );
    expect(outline(cut)).toEqual([POST, '1 | Who took it? | I did not.', '1.1<1 | Nor I. | Honest.', '2 | Tea is over.']);
    expect([cut.layout, cut.title, cut.postedOn, cut.declaredComments]).toEqual(['numbered', 'The kettle has gone', 'Monday 3 March 2025', 3]);
    expect(cut.warnings).toEqual([]);
    expect(cut.units.map((unit) => unit.kind)).toEqual(['post', 'comment', 'reply', 'comment']);
  });

  it('tells both numbers where the declared count does not fit', () => {
    const cut = cutText(thread('9 comments:', '  1. One.', '    ReplyDelete', '  2. Two.', '    ReplyDelete'));
    expect(warned(cut)).toEqual(['declared-count:7']);
    expect(cut.warnings[0].message).toMatch(/\b9\b.*\b2\b/);
    expect(cut.units.length).toBe(3);
  });

  it('counts to a hundred and more, with the indent kept or shifted to the left', () => {
    for (const shifted of [false, true]) {
      const lines = ['120 comments:'];
      for (let number = 1; number <= 120; number++) {
        const indent = shifted ? 3 - String(number).length : 2;
        lines.push(`${' '.repeat(indent)}${number}. Comment ${number}.`, '    ReplyDelete');
      }
      const cut = cutText(thread(...lines));
      expect(cut.units.length).toBe(121);
      expect(cut.units[120].text).toBe('Comment 120.');
      expect(cut.warnings).toEqual([]);
    }
  });

  it('counts replies past nine', () => {
    const replies = Array.from({ length: 12 }, (_, index) => [`    ${index + 1}. Reply ${index + 1}.`, '      Delete']).flat();
    const cut = cutText(thread('13 comments:', '  1. Ask.', '    ReplyDelete', '    Replies', ...replies));
    expect(cut.units[13].label).toBe('1.12');
    expect(cut.warnings).toEqual([]);
  });

  it('leaves numbered lists where they are, even when their numbers go on', () => {
    const cut = cutText(
      thread('1. A heading of the post', '2 comments:', '  1. My list:', '    1. tea', '    2. milk', '    ReplyDelete', '    Replies', '    1. Mine:', '      1. sugar', '      2. spoon', '      Delete'),
    );
    expect(outline(cut)).toEqual([`${POST} | 1. A heading of the post`, '1 | My list: | 1. tea | 2. milk', '1.1<1 | Mine: | 1. sugar | 2. spoon']);
    expect(cut.warnings).toEqual([]);
  });

  it('knows the count line among several, in the post and in a comment', () => {
    const cut = cutText(thread('12 comments:', 'was what we had in May. In June:', '2 comments:', '1. tea', '', '1 comment:', '', '  1. You forgot:', '    12 comments:', '    1. milk', '    ReplyDelete'));
    expect(outline(cut)).toEqual([`${POST} | 12 comments: | was what we had in May. In June: | 2 comments: | 1. tea`, '1 | You forgot: | 12 comments: | 1. milk']);
    expect(cut.declaredComments).toBe(1);
  });

  it('keeps a thread that somebody pasted into a comment', () => {
    const cut = cutText(
      thread('2 comments:', '  1. They wrote elsewhere:', '    3 comments:', '      1. old one', '        ReplyDelete', '      2. old two', '    Shocking.', '    ReplyDelete', '  2. Agreed.', '    ReplyDelete'),
    );
    expect(outline(cut)).toEqual([POST, '1 | They wrote elsewhere: | 3 comments: | 1. old one | ReplyDelete | 2. old two | Shocking.', '2 | Agreed.']);
    expect(warned(cut)).toEqual(['marker-in-text:11']);
  });

  it('ends a comment at its marker though a paragraph of it stands further left', () => {
    const cut = cutText(thread('2 comments:', '  1. One', 'at the margin', '    ReplyDelete', '  2. Two.', '    ReplyDelete'));
    expect(outline(cut)).toEqual([POST, '1 | One | at the margin', '2 | Two.']);
    expect(cut.warnings).toEqual([]);
  });

  it('reads a post without comments', () => {
    const cut = cutText(thread('No comments:', '', 'Post a Comment', 'Newer Post Older Post Home', 'Subscribe to: Post Comments (Atom)'));
    expect(outline(cut)).toEqual([POST]);
    expect([cut.declaredComments, warned(cut)]).toEqual([0, []]);
  });

  it('says so where nothing says where comments begin', () => {
    const cut = cutText(HEAD);
    expect(outline(cut)).toEqual([POST]);
    expect(warned(cut)).toEqual(['no-comments:']);
  });

  it('keeps the last comment of a file that was cut off', () => {
    const cut = cutText(thread('5 comments:', '  1. One.', '    ReplyDelete', '  2. Two and', '    a ha'));
    expect(outline(cut)).toEqual([POST, '1 | One.', '2 | Two and | a ha']);
    expect(warned(cut)).toEqual(['cut-off:11', 'declared-count:7']);
  });

  it('keeps comments without text', () => {
    const cut = cutText(thread('3 comments:', '  1. ', '    ReplyDelete', '  2.', '    This comment has been removed by the author.', '    ReplyDelete', '  3. Three.', '    ReplyDelete'));
    expect(outline(cut)).toEqual([POST, '1', '2 | This comment has been removed by the author.', '3 | Three.']);
    expect(warned(cut)).toEqual(['empty-unit:8']);
  });

  it('takes words that look like markers for words where nothing ends', () => {
    const cut = cutText(
      thread('2 comments:', '  1. Buttons:', '    Delete', '    Replies', '    ReplyDelete', '    is what the page says.', '    Reply', '    ReplyDelete', '    Replies', '    1. Delete', '      Delete', '      the lot', '      Deleted', '      Delete'),
    );
    expect(outline(cut)).toEqual([POST, '1 | Buttons: | Delete | Replies | ReplyDelete | is what the page says. | Reply', '1.1<1 | Delete | Delete | the lot | Deleted']);
    expect(warned(cut)).toEqual(['marker-in-text:9', 'marker-in-text:11', 'marker-in-text:13', 'marker-in-text:17']);
  });

  it('reads markers that other browsers put on separate lines, and the page\'s own lines', () => {
    for (const marker of [['    Reply', '    Delete'], ['    Reply Delete'], ['    Reply']]) {
      const cut = cutText(
        thread('3 comments:', '  1. One.', '', ...marker, '    Replies', '    1. To one.', '      Delete', '      Reply', '  2. Two.', ...marker, '', 'Load more...', 'Add comment', 'Newer Post Older Post Home', 'Subscribe to: Post Comments (Atom)'),
      );
      expect(outline(cut)).toEqual([POST, '1 | One.', '1.1<1 | To one.', '2 | Two.']);
    }
  });

  it('finds replies where the line “Replies” is missing', () => {
    const cut = cutText(thread('3 comments:', '  1. One.', '    ReplyDelete', '    1. To one.', '      Delete', '    2. To one.', '      Delete'));
    expect(outline(cut)).toEqual([POST, '1 | One.', '1.1<1 | To one.', '1.2<1 | To one.']);
  });

  it('opens a comment at the right indent with the next number though a marker is missing, and says so', () => {
    const cut = cutText(thread('3 comments:', '  1. One.', '  2. Two.', '    ReplyDelete', '  3. Three.', '    ReplyDelete'));
    expect(outline(cut)).toEqual([POST, '1 | One.', '2 | Two.', '3 | Three.']);
    expect(warned(cut)).toEqual(['missing-marker:9']);
  });

  it('keeps the page\'s number where one is missing', () => {
    const cut = cutText(thread('2 comments:', '  1. One.', '    ReplyDelete', '  3. Three.', '    ReplyDelete'));
    expect(outline(cut)).toEqual([POST, '1 | One.', '3 | Three.']);
    expect(warned(cut)).toEqual(['number-gap:10']);
  });

  it('reads Windows and old Mac line ends, tabs and non-breaking spaces', () => {
    const text = thread('2 comments:', '  1. One.', '', '    ReplyDelete', '    Replies', '    1. To one.\u00a0 ', '      Delete');
    const expected = [POST, '1 | One.', '1.1<1 | To one.'];
    const variants = [text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), text.replaceAll('  ', '\t'), text.replaceAll('  ', '\u00a0\u00a0'), `\uFEFF${text}`];
    for (const variant of variants) {
      const cut = cutText(variant);
      expect(outline(cut)).toEqual(expected);
      expect(cut.warnings).toEqual([]);
    }
  });

  it('reads a thread whose indents were lost', () => {
    const cut = cutText(
      ['Post.', '6 comments:', '1. One:', '2. is a list', 'ReplyDelete', 'Replies', '1. To one.', 'Delete', '2. To one.', 'Delete', '2. Two.', 'ReplyDelete', 'Replies', '1. To two.', 'Delete', '3. Three.', 'ReplyDelete'].join('\n'),
    );
    expect(outline(cut)).toEqual(['post | Post.', '1 | One: | 2. is a list', '1.1<1 | To one.', '1.2<1 | To one.', '2 | Two.', '2.1<2 | To two.', '3 | Three.']);
  });

  it('finds the comments where the count line is missing, and says where', () => {
    const cut = cutText(thread('  1. One.', '    ReplyDelete', '  2. Two.', '    ReplyDelete'));
    expect(outline(cut)).toEqual([POST, '1 | One.', '2 | Two.']);
    expect(warned(cut)).toEqual(['no-count-line:7']);
  });

  it('begins with the comments where there is no post', () => {
    const cut = cutText('1 comment:\n  1. One.\n    ReplyDelete\n');
    expect(outline(cut)).toEqual(['1 | One.']);
    expect(warned(cut)).toEqual(['no-post:1']);
  });
});

describe('a heading', () => {
  it.each(['Monday 17 October 2022', 'Tue, 5 Mar 2024', 'March 5, 2024', '5th March 2024 at 07:30', '2024-03-05', '05/03/2024'])('is read with the date %s', (date) => {
    const cut = cutText(`${date}\nA title\nText.\nNo comments:\n`);
    expect([cut.postedOn, cut.title]).toEqual([date, 'A title']);
    expect(cut.units[0].paragraphs.length).toBe(3);
  });

  it('is empty where the first line is no date', () => {
    const cut = cutText('Monday was bad\nA title\nText.\nNo comments:\n');
    expect([cut.postedOn, cut.title]).toEqual(['', '']);
  });
});
