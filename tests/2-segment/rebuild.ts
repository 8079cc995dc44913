import type { Segmented } from '../../pipeline/model.js';

/** The file's text from its paragraphs and what lies between them; throws where spans are out of order, empty or outside. */
export function rebuild(cut: Segmented): string {
  let text = '';
  let at = 0;
  for (const unit of cut.units) {
    for (const { start, end } of unit.paragraphs) {
      if (start < at || end <= start || end > cut.text.length) throw new Error(`span ${start}-${end} of ${unit.label} after ${at}`);
      text += cut.text.slice(at, start) + cut.text.slice(start, end);
      at = end;
    }
    const joined = unit.paragraphs.map((span) => cut.text.slice(span.start, span.end)).join('\n');
    if (joined !== unit.text) throw new Error(`text of ${unit.label} is not its paragraphs`);
  }
  return text + cut.text.slice(at);
}
