import type { Span } from '../model.js';

/** Where a report credits what it says. */
const ATTRIBUTION = /\b(?:said|says|told|warned|stated|insisted|announced|according to|concluded|revealed|reported|found that|added that|estimated that|tells|spokes(?:man|woman|person))\b/i;
/** The writer speaks of themselves, or to somebody. */
const OWN_VOICE = /\b(?:i|i'm|i’m|i've|i’ve|i'd|i’d|i'll|i’ll|im|ive|me|my|mine|myself|we|we're|we’re|we've|we’ve|us|our|ours|you|your|you're|you’re|lol)\b/i;
/** Words inside quotation marks are those of the people in the report. */
const IN_MARKS = /["“][^"“”]{0,2000}["”]|^“[^"“”]{0,2000}$/g;
const EXCLUSIVE = /^exclusive:\s/i;
/** Shorter texts are no report, unless something in them is quoted. */
export const FEWEST_PARAGRAPHS = 3;
/** A report does not begin with a line as short as this. */
const FEWEST_LETTERS = 60;

/**
 * A pasted news report without quotation marks round it: at least three paragraphs in a row in which nobody says I, we or you
 * outside quotation marks, most of them crediting what they say to somebody.
 */
export function reportSpans(text: string, paragraphs: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  let run: Span[] = [];
  let credited = 0;
  const close = (): void => {
    if (run.length >= FEWEST_PARAGRAPHS && credited * 2 >= run.length) for (const paragraph of run) spans.push(paragraph);
    run = [];
    credited = 0;
  };
  for (const paragraph of paragraphs) {
    const written = text.slice(paragraph.start, paragraph.end);
    if (EXCLUSIVE.test(written)) spans.push(paragraph);
    const plain = written.replace(IN_MARKS, ' ');
    const isCredited = ATTRIBUTION.test(plain);
    if (OWN_VOICE.test(plain) || (run.length === 0 && written.length < FEWEST_LETTERS)) {
      close();
      continue;
    }
    run.push(paragraph);
    if (isCredited) credited++;
  }
  close();
  return spans;
}
