import { annotate } from '../../pipeline/3-annotate/annotate.js';
import type { RoleReader } from '../../pipeline/3-annotate/roles.js';
import type { Annotated, Segmented, Span, Unit } from '../../pipeline/model.js';
import { Forms } from '../../pipeline/text/forms.js';

const forms = new Forms();

/** Annotates units given as their paragraphs, as if they stood in one thread; `rows` as if they were rows of a table. */
export function annotated(units: readonly (readonly string[])[], roles: RoleReader | null = null, layout: 'thread' | 'rows' = 'thread'): Annotated {
  let text = '';
  const cut = units.map((paragraphs, index): Unit => {
    const spans: Span[] = paragraphs.map((paragraph) => {
      const start = text.length;
      text += `${paragraph}\n`;
      return { start, end: start + paragraph.length };
    });
    return { id: `t#${index}`, label: String(index + 1), parent: '', kind: 'comment', author: '', postedAt: '', paragraphs: spans, text: paragraphs.join('\n'), attributes: [] };
  });
  const batch: Segmented = {
    id: 't', file: 't.txt', digest: '', encoding: 'utf-8', text, attributes: [], warnings: [], layout: layout === 'rows' ? 'table' : 'numbered', title: '', postedOn: '', declaredComments: null, units: cut,
    ...(layout === 'rows' ? { rows: [] } : {}),
  };
  return annotate(batch, forms, { hyphens: 'split', roles });
}

/** What is quoted of the last of the units: its share and the stretches as they are written. */
export function quotedIn(...units: readonly (readonly string[])[]): { readonly quoted: string; readonly stretches: readonly string[] } {
  const { annotations, text } = annotated(units);
  const last = annotations[annotations.length - 1]!;
  return { quoted: last.quoted, stretches: last.quotations.map(({ start, end }) => text.slice(start, end)) };
}
