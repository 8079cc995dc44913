import { readText } from '../../pipeline/1-read/text.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import type { Segmented } from '../../pipeline/model.js';
import { rebuild } from './rebuild.js';

/** Cuts a text as if it had been read from `t.txt`, and makes sure that it can be rebuilt. */
export function cutText(text: string): Segmented {
  const read = readText(new TextEncoder().encode(text), { id: 't', file: 't.txt' });
  if ('problem' in read) throw new Error(read.problem.message);
  const cut = segment(read.source);
  if (rebuild(cut) !== text) throw new Error('the text cannot be rebuilt from its units and furniture');
  return cut;
}

/** A line a unit: `3.1<3| first paragraph | second`. */
export function outline(cut: Segmented): readonly string[] {
  return cut.units.map((unit) => {
    const paragraphs = unit.paragraphs.map((span) => cut.text.slice(span.start, span.end));
    return [`${unit.label}${unit.parent === '' ? '' : `<${unit.parent}`}`, ...paragraphs].join(' | ');
  });
}

/** Kinds of warnings with their lines, such as `declared-count:4`. */
export function warned(cut: Segmented): readonly string[] {
  return cut.warnings.map((warning) => `${warning.id}:${warning.line ?? ''}`);
}
