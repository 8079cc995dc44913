import type { SegmentedThread } from '../files/segment-files.js';

const BEGINNING = 70;

/** A line a unit: label, whom it answers, paragraphs, words, and how it begins. */
export function segmentationText(threads: readonly SegmentedThread[]): string {
  return threads.map(threadText).join('\n');
}

function threadText({ file, layout, title, declared_comments: declared, units }: SegmentedThread): string {
  const comments = units.filter(({ kind }) => kind === 'comment').length;
  const replies = units.filter(({ kind }) => kind === 'reply').length;
  const says = declared === null ? '' : `; the page says ${declared}`;
  const lines = units.map(({ label, parent_label: parent, paragraphs }) => {
    const text = paragraphs.map((paragraph) => paragraph.text).join(' ');
    const words = text.split(/\s+/).filter((word) => word !== '').length;
    const beginning = text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING)}…`;
    return `  ${label.padEnd(6)} ${(parent === '' ? '' : `to ${parent}`).padEnd(7)} ${String(paragraphs.length).padStart(3)} par. ${String(words).padStart(5)} words  ${beginning}`;
  });
  return `${file}: ${layout}${title === '' ? '' : `, “${title}”`}, ${comments} comments, ${replies} replies${says}\n${lines.join('\n')}\n`;
}
