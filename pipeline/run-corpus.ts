import { annotate } from './3-annotate/annotate.js';
import { Tagger } from './4-tag/tag.js';
import type { Policy } from './lexicon/codebook.js';
import type { CompiledLexicon } from './lexicon/compile.js';
import type { SentenceTagger } from './lexicon/matcher.js';
import { taggingsOf } from './lexicon/taggings.js';
import type { SeenCue, SeenUnit } from './lexicon/workbench/impact.js';
import type { Annotated, Segmented, Tagged, Tagging } from './model.js';
import { Forms } from './text/forms.js';

/** Threads kept in memory to try lexicons out on: annotated once, tagged with as many editions as are wanted. */
export class Corpus {
  private readonly annotated = new Map<Policy['hyphens'], readonly Annotated[]>();

  constructor(readonly threads: readonly Segmented[]) {}

  get units(): number {
    return this.threads.reduce((sum, { units }) => sum + units.length, 0);
  }

  /** What a lexicon sees in each unit, in the order of the threads: also the cues that stayed below their threshold. */
  see(lexicon: CompiledLexicon, tagger: SentenceTagger | null): readonly SeenUnit[] {
    const themes = lexicon.codebook.themes.map(({ id }) => id);
    const stage = new Tagger(lexicon, { explain: true, tagger });
    return this.annotations(lexicon.codebook.policy.hyphens).flatMap((batch) => seenIn(stage.tag(batch), themes));
  }

  private annotations(hyphens: Policy['hyphens']): readonly Annotated[] {
    const known = this.annotated.get(hyphens);
    if (known) return known;
    // Never emptied, since the annotations point into it; a corpus that fits into memory has no more forms than do.
    const forms = new Forms();
    const fresh = this.threads.map((thread) => annotate(thread, forms, { hyphens, roles: null }));
    this.annotated.set(hyphens, fresh);
    return fresh;
  }
}

function seenIn(tagged: Tagged, themes: readonly string[]): readonly SeenUnit[] {
  const cues = tagged.units.map((): SeenCue[] => []);
  const add = ({ unit, theme, rule, span, sentence, weight }: Tagging, isGiven: boolean): void => {
    cues[unit]!.push({
      theme: themes[theme]!,
      rule,
      ...span,
      words: tagged.text.slice(span.start, span.end),
      sentence: tagged.text.slice(tagged.sentences.starts[sentence], tagged.sentences.ends[sentence]),
      weight,
      isGiven,
    });
  };
  for (const tagging of taggingsOf(tagged)) add(tagging, true);
  for (const tagging of taggingsOf(tagged, tagged.belowThreshold)) add(tagging, false);
  return tagged.units.map(({ label }, index) => ({ file: tagged.file, label, cues: cues[index]! }));
}
