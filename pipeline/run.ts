import { segment } from './2-segment/segment.js';
import { Annotator } from './3-annotate/annotate.js';
import { RoleReader } from './3-annotate/roles.js';
import { Tagger } from './4-tag/tag.js';
import { reasonsOf } from './5-score/explain.js';
import { leaningReasonsOf } from './5-score/leaning-reasons.js';
import { Scorer } from './5-score/score.js';
import { Fingerprinter } from './6-link/fingerprint.js';
import { digestIds } from './6-link/ids.js';
import type { RenderPlan } from './7-report/batch.js';
import { FragmentRenderer } from './7-report/fragment.js';
import type { ThreadFacts } from './7-report/fragment-form.js';
import type { Matchable } from './lexicon/compile.js';
import type { SentenceTagger } from './lexicon/matcher.js';
import type { SentimentLexicon } from './lexicon/sentiment/lexicon.js';
import type { Problem, Scored, Segmented, Source } from './model.js';
import { Forms } from './text/forms.js';

/**
 * More forms than this are forgotten between two batches, so that memory stays bounded on any table.
 * A little below 2^17, from where on the columns of the forms would be twice as long.
 */
const MOST_FORMS = 120_000;

export interface CodingTools {
  readonly lexicon: Matchable;
  /** The rules that read the role an author claims; null where there are none. */
  readonly roles: Matchable | null;
  readonly sentiment: SentimentLexicon;
  readonly tagger: SentenceTagger | null;
}

/** What people say beside a thread: in `threads.csv` and `exclude.csv`. */
export interface Beside {
  /** Each empty where it says nothing. */
  readonly title: string;
  readonly postedOn: string;
  readonly address: string;
  readonly savedOn: string;
  /** Groups such as period or region, carried like the further columns of a table. */
  readonly groups: readonly { readonly name: string; readonly value: string }[];
  /** Ids and labels of units to leave out. */
  readonly excluded: ReadonlySet<string>;
}

export const NOTHING_BESIDE: Beside = { title: '', postedOn: '', address: '', savedOn: '', groups: [], excluded: new Set() };

/**
 * Stages 2 to 5, one batch after the other.
 * One is kept a worker, since it learns word forms as it goes; what it gives for a batch does not depend on the batches before.
 */
export class Coder {
  private readonly forms = new Forms();
  private readonly annotator: Annotator;
  private readonly tagger: Tagger;
  private readonly scorer: Scorer;
  private readonly themes: readonly string[];

  constructor(
    private readonly tools: CodingTools,
    private readonly explain = false,
  ) {
    const roles = tools.roles ? new RoleReader(tools.roles) : null;
    this.annotator = new Annotator(this.forms, { hyphens: tools.lexicon.codebook.policy.hyphens, roles });
    this.tagger = new Tagger(tools.lexicon, { explain, tagger: tools.tagger });
    this.themes = tools.lexicon.codebook.themes.map(({ id }) => id);
    this.scorer = new Scorer(tools.sentiment, this.themes);
  }

  code(source: Source, beside: Beside = NOTHING_BESIDE): Scored {
    return this.codeSegmented(withBeside(segment(source), beside));
  }

  codeSegmented(segmented: Segmented): Scored {
    if (this.forms.size > MOST_FORMS) this.forms.clear();
    const scored = this.scorer.score(this.tagger.tag(this.annotator.annotate(segmented)));
    if (!this.explain) return scored;
    const { sentiment } = this.tools;
    return { ...scored, sentimentReasons: reasonsOf(scored, sentiment), leaningReasons: leaningReasonsOf(scored, sentiment, this.themes) };
  }
}

/** Codes batches and leaves a fragment of each. */
export class BatchCoder {
  private readonly coder: Coder;
  private readonly fingerprinter = new Fingerprinter();
  private readonly renderer: FragmentRenderer;

  constructor(tools: CodingTools, plan: RenderPlan) {
    this.coder = new Coder(tools, plan.explain);
    this.renderer = new FragmentRenderer(plan);
  }

  /** Stages 2 to 5. */
  code(source: Source, beside: Beside = NOTHING_BESIDE): Scored {
    return this.coder.code(source, beside);
  }

  /** Codes a batch and gives its fragment, in parts that hold until the next call. `left` counts rows the reader left out; `bytes` what it read. */
  fragment(source: Source, beside: Beside, left: { readonly empty: number; readonly broken: number }, bytes: number): Uint8Array[] {
    const whole = segment(source);
    const kept = withBeside(whole, beside);
    const scored = this.coder.codeSegmented(kept);
    return this.renderer.render(scored, {
      thread: threadFacts(kept, beside),
      left: { ...left, excluded: whole.units.length - kept.units.length },
      bytes,
      fingerprints: this.fingerprinter.take(scored, kept.layout !== 'table'),
      idDigests: digestIds(kept.units),
    });
  }

  /** The fragment of a file that could not be read: it holds the problems alone. */
  refusal(problems: readonly Problem[], bytes: number): Uint8Array[] {
    return this.renderer.refusal(problems, bytes);
  }
}

/** A thread with what people say of it, and without the units they leave out. */
export function withBeside(segmented: Segmented, { title, postedOn, groups, excluded }: Beside): Segmented {
  const units = excluded.size === 0 ? segmented.units : segmented.units.filter(({ id, label }) => !excluded.has(id) && !excluded.has(label));
  const values = groups.map(({ value }) => value);
  return {
    ...segmented,
    title: title || segmented.title,
    postedOn: postedOn || segmented.postedOn,
    attributes: [...segmented.attributes, ...groups.map(({ name }) => name)],
    units: groups.length === 0 ? units : units.map((unit) => ({ ...unit, attributes: [...unit.attributes, ...values] })),
  };
}

function threadFacts(thread: Segmented, { address, savedOn }: Beside): ThreadFacts {
  const { id, file, title, postedOn, layout, encoding, declaredComments, digest } = thread;
  return { id, file, title, postedOn, address, savedOn, layout, encoding, declaredComments, digest: layout === 'table' ? '' : digest };
}
