import type { HumanCoding } from '../agreement/study.js';
import { CONSENSUS, NEW_CODE, type Decision } from './decision.js';
import { askedThemes, ThemeFollower, type CoderVerdict, type ThemeNames } from './follow.js';
import { newCodesIn } from './new-codes.js';
import { weightOf } from './teach.js';

/** What people said of one unit, in tables of codings and in reviews. */
export interface SaidOfUnit {
  /** By theme of today: the share (0 to 1) of those who could tell that gave it; a consensus counts alone. Absent where nobody told. */
  readonly shares: ReadonlyMap<string, number>;
  /** By theme: who gave it in a review, in order. */
  readonly givenBy: ReadonlyMap<string, readonly string[]>;
  readonly newCodes: readonly { readonly coder: string; readonly name: string }[];
  readonly isReviewed: boolean;
  /** How many units it stands for; null where it was in no sample. */
  readonly weight: number | null;
}

/**
 * What each coder said of a unit, codings and decisions together, by the ids that they used: for whoever follows themes himself.
 * What a coder was not asked about, or could not tell, is unsure. A consensus speaks for all on the themes that it settled.
 * @param ids every id that codings and decisions may have.
 */
export function codingsOf(codings: ReadonlyMap<string, HumanCoding>, decisions: readonly Decision[], ids: readonly string[]): readonly HumanCoding[] {
  const sayings = new Sayings(ids.map((id) => ({ id, was: [] })), decisions);
  const coders = [...new Set([...codings.keys(), ...decisions.map(({ coder }) => coder)])].filter((coder) => coder !== CONSENSUS).sort();
  const settled = decisions.filter(({ coder }) => coder === CONSENSUS);
  return coders.map((coder) => {
    const own = codings.get(coder);
    const { shares } = sayings.of(new Map(own ? [[coder, own]] : []), [...decisions.filter((decision) => decision.coder === coder), ...settled]);
    const given = ids.filter((id) => shares.get(id) === 1);
    return { themes: new Map(given.map((id) => [id, { stance: null, evidence: [] }])), unsure: new Set(ids.filter((id) => !shares.has(id))), sentiment: null, role: null, quoted: null };
  });
}

/** Puts codings and decisions together. A coder's decision in a review takes the place of their coding of the same theme. */
export class Sayings {
  private readonly follower: ThemeFollower;
  private readonly asked: ReadonlySet<string>;

  /** @param decisions all there are: they tell which former themes people were asked about. */
  constructor(
    private readonly themes: readonly ThemeNames[],
    decisions: readonly Decision[],
  ) {
    this.follower = new ThemeFollower(themes);
    this.asked = askedThemes(decisions);
  }

  /** Takes each coder's coding of a unit, and the decisions on it that hold. */
  of(codings: ReadonlyMap<string, HumanCoding>, decisions: readonly Decision[]): SaidOfUnit {
    const coders = [...new Set(decisions.map(({ coder }) => coder))].sort();
    const decided = new Map(coders.map((coder) => [coder, this.follower.verdicts(decisions.filter((decision) => decision.coder === coder), this.asked)]));
    const shares = new Map<string, number>();
    const givenBy = new Map<string, readonly string[]>();
    for (const theme of this.themes) {
      const told = new Map<string, CoderVerdict>([...codings].map(([coder, coding]) => [coder, this.verdictOf(coding, theme)]));
      for (const [coder, verdicts] of decided) {
        const verdict = verdicts.get(theme.id) ?? null;
        if (verdict !== null) told.set(coder, verdict);
      }
      const share = shareOf(told);
      if (share !== null) shares.set(theme.id, share);
      const givers = coders.filter((coder) => decided.get(coder)!.get(theme.id) === 'yes');
      if (givers.length > 0) givenBy.set(theme.id, givers);
    }
    const newCodes = decisions.filter(({ item }) => item === NEW_CODE).flatMap(({ coder, value }) => newCodesIn(value).map((name) => ({ coder, name })));
    return { shares, givenBy, newCodes, isReviewed: decisions.length > 0, weight: weightOf(decisions) };
  }

  /** A part of a theme that was split is open where the whole was given. */
  private verdictOf(coding: HumanCoding, { id, was }: ThemeNames): CoderVerdict {
    if (coding.themes.has(id)) return 'yes';
    const former = was.filter((old) => coding.themes.has(old)).map((old) => this.follower.succession(old).now).filter((now) => now.includes(id));
    if (former.length > 0) return former.some((now) => now.length === 1) ? 'yes' : null;
    return coding.unsure?.has(id) ? 'unsure' : 'no';
  }
}

function shareOf(told: ReadonlyMap<string, CoderVerdict>): number | null {
  const agreed = told.get(CONSENSUS);
  if (agreed === 'yes' || agreed === 'no') return agreed === 'yes' ? 1 : 0;
  const heard = [...told.values()].filter((verdict) => verdict === 'yes' || verdict === 'no');
  return heard.length === 0 ? null : heard.filter((verdict) => verdict === 'yes').length / heard.length;
}
