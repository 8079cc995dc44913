import { readTable } from '../../pipeline/1-read/table.js';
import { segment } from '../../pipeline/2-segment/segment.js';
import { annotate } from '../../pipeline/3-annotate/annotate.js';
import { RoleReader } from '../../pipeline/3-annotate/roles.js';
import { Tagger } from '../../pipeline/4-tag/tag.js';
import { Scorer } from '../../pipeline/5-score/score.js';
import { Fingerprinter } from '../../pipeline/6-link/fingerprint.js';
import { digestIds } from '../../pipeline/6-link/ids.js';
import { FragmentRenderer } from '../../pipeline/7-report/fragment.js';
import type { CodingTools } from '../../pipeline/run.js';
import { Forms } from '../../pipeline/text/forms.js';
import type { TableBytes } from './corpus-file.js';

export const STAGES = ['read', 'segment', 'annotate', 'tag', 'score', 'render'] as const;
export type Stage = (typeof STAGES)[number];

/** Runs the stages one by one over batches and adds up the seconds that each took. */
export class StageClock {
  readonly seconds: Record<Stage, number> = { read: 0, segment: 0, annotate: 0, tag: 0, score: 0, render: 0 };
  units = 0;
  codings = 0;
  private readonly forms = new Forms();
  private readonly roles: RoleReader | null;
  private readonly tagger: Tagger;
  private readonly scorer: Scorer;
  private readonly fingerprinter = new Fingerprinter();
  private readonly renderer: FragmentRenderer;
  private readonly themes: readonly string[];

  constructor(private readonly tools: CodingTools) {
    this.themes = tools.lexicon.codebook.themes.map(({ id }) => id);
    this.roles = tools.roles ? new RoleReader(tools.roles) : null;
    this.tagger = new Tagger(tools.lexicon, { tagger: tools.tagger });
    this.scorer = new Scorer(tools.sentiment, this.themes);
    this.renderer = new FragmentRenderer({ csv: true, json: false, explain: false, themes: this.themes, attributes: [], coder: 'bench' });
  }

  /** Takes a batch through all stages and gives what is rendered. */
  run({ bytes, range }: TableBytes): readonly Uint8Array[] {
    const { source, empty, broken } = this.timed('read', () => readTable(bytes, range));
    const thread = this.timed('segment', () => segment(source));
    const annotated = this.timed('annotate', () => annotate(thread, this.forms, { hyphens: this.tools.lexicon.codebook.policy.hyphens, roles: this.roles }));
    const tagged = this.timed('tag', () => this.tagger.tag(annotated));
    const scored = this.timed('score', () => this.scorer.score(tagged));
    this.units += scored.units.length;
    this.codings += scored.taggings.count;
    const { id, file, title, postedOn, layout, encoding, declaredComments } = scored;
    return this.timed('render', () =>
      this.renderer.render(scored, {
        thread: { id, file, title, postedOn, address: '', savedOn: '', layout, encoding, declaredComments, digest: '' },
        left: { empty, broken, excluded: 0 },
        bytes: bytes.length,
        fingerprints: this.fingerprinter.take(scored, false),
        idDigests: digestIds(scored.units),
      }),
    );
  }

  private timed<T>(stage: Stage, work: () => T): T {
    const before = performance.now();
    const result = work();
    this.seconds[stage] += (performance.now() - before) / 1000;
    return result;
  }
}
