import type { ReviewBook } from './book.js';

/** The sheet of instructions, as a heading and a text a row. The row `coder` is read back. */
export function instructionLines(book: ReviewBook): readonly (readonly [string, string])[] {
  const { coder, codebook, run, blind, test, adjudicates, rows, remarks } = book;
  const reading: readonly (readonly [string, string])[] = adjudicates
    ? [
        ['What this is', 'The units on which coders differ. Each row asks about the themes that are not hatched; the column "what coders said" tells who said what.'],
        ['Deciding', 'Choose yes or no for each theme that is asked about. Your decision stands as the consensus; what each coder said is kept beside it. A theme left empty stays open, and so does one you are unsure of.'],
      ]
    : [
        ['Deciding', 'A column a theme: choose yes where the unit is about it, no where it is not, unsure where you cannot tell. The sheet "codebook" defines the themes.'],
        ['Done', 'Set done to yes when you have been through the whole row. In a done row a theme left blank means no; in any other row it means that you have not looked at it.'],
        blind
          ? ['Suggestions', 'This workbook is blind: it does not show what Heddle found, so that what you decide can be compared with it.']
          : ['Suggestions', 'A shaded cell, and the column "Heddle suggests", is what the lexicon found. It is no decision: in a row that is done, a shaded cell left blank means no. The words that led to it are coloured in the text.'],
        ['Sentiment', 'Fill it only where you judge it: -2 very negative, -1 negative, 0 neither, 1 positive, 2 very positive.'],
        ['Memo, new code', 'A memo goes into the dataset with your name. A new code is a theme that the codebook lacks; it becomes a draft for the editor of the lexicon.'],
        ...(blind ? [] : [['Stance', 'The sheets of the themes show every coded passage. Fill the last column only where the stance is wrong: neg, neu, pos or mix.'] as const]),
      ];
  return [
    ['coder', coder],
    ['', coder === '' ? 'Write your name into the cell above, always in the same way.' : 'The name above says whose decisions these are.'],
    ...reading,
    ['Long texts', 'A row cannot be higher than 400 points. Where a text goes on below its cell, click it and read on in the line above the sheet, or widen the column.'],
    ['What you may do', 'Sort by the arrows in the header, filter, hide and widen; delete rows you leave out; add columns of your own; save as XLSX or as CSV, in Excel, LibreOffice or Google Sheets. Do not edit the texts: it would not change them. Leave the hidden columns where they are.'],
    ['Handing back', 'heddle review import, with the name of this file'],
    ['This workbook', `codebook ${codebook.id} ${codebook.version}, run ${run}, ${rows.length} units${blind ? ', blind' : ''}${test ? ', set aside for tests' : ''}`],
    ...remarks.map((remark) => ['Note', remark] as const),
  ];
}
