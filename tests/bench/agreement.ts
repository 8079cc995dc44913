import type { Comment } from './corpus.js';

/** Themes of one comment by name, as somebody finds them. */
export type FindThemes = (text: string) => ReadonlySet<string>;

export interface ThemeAgreement {
  readonly theme: string;
  readonly both: number;
  /** Found by the tagger alone. */
  readonly tagger: number;
  /** Found by the regex alone. */
  readonly regex: number;
  /** Of what the tagger found, the share that the regex found too; 1 where it found nothing. */
  readonly precision: number;
  /** Of what the regex found, the share that the tagger found too; 1 where it found nothing. */
  readonly recall: number;
  /** A comment on which they differ, or empty. */
  readonly example: string;
}

/** Counts for each theme the comments in which tagger and regex find it. */
export function agreementOf(texts: Iterable<Comment>, tagger: (texts: readonly Comment[]) => readonly ReadonlySet<string>[], regexes: ReadonlyMap<string, RegExp>): readonly ThemeAgreement[] {
  const all = [...texts];
  const found = tagger(all);
  return [...regexes].map(([theme, regex]) => {
    const counts = { both: 0, tagger: 0, regex: 0 };
    let example = '';
    all.forEach(({ text }, index) => {
      const isTagged = found[index]!.has(theme);
      const isMatched = regex.test(text);
      if (isTagged && isMatched) counts.both++;
      else if (isTagged) counts.tagger++;
      else if (isMatched) counts.regex++;
      if (isTagged !== isMatched && example === '') example = text;
    });
    return { theme, ...counts, precision: share(counts.both, counts.tagger), recall: share(counts.both, counts.regex), example };
  });
}

function share(agreed: number, alone: number): number {
  return agreed + alone === 0 ? 1 : agreed / (agreed + alone);
}
