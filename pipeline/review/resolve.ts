import { CONSENSUS, contradictsItself, DONE, MEMO, NEW_CODE, readItem, SENTIMENT, type Decision } from './decision.js';
import { askedThemes, ThemeFollower, type CoderVerdict, type ThemeNames } from './follow.js';

/** What a run does where coders differ and nobody has decided between them. */
export const CONFLICT_POLICIES = ['leave', 'lexicon', 'majority', 'stop'] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

/** What people say of a theme in a unit. */
export interface ThemeOutcome {
  readonly theme: string;
  readonly verdict: 'yes' | 'no' | 'contested';
  readonly source: 'person' | 'consensus';
  /** Who gave a verdict, unsure ones not counted, in order. */
  readonly coders: readonly string[];
}

export interface StanceOutcome {
  readonly theme: string;
  /** The place of the coding in the unit's text, in code points. */
  readonly start: number;
  readonly end: number;
  readonly stance: 'neg' | 'neu' | 'pos' | 'mix';
  readonly coder: string;
}

/** All that people decided of one unit. */
export interface UnitOutcome {
  /** In the codebook's order; themes nobody decided on are absent. */
  readonly themes: readonly ThemeOutcome[];
  /** Themes somebody was unsure of, which counts as not decided. */
  readonly unsure: readonly string[];
  readonly stances: readonly StanceOutcome[];
  /** -2 to 2; null where nobody corrected it; `contested` where corrections differ in direction. */
  readonly sentiment: number | 'contested' | null;
  /** Who looked: their unit is done or they decided anything. In order. */
  readonly coders: readonly string[];
  readonly memos: readonly { readonly coder: string; readonly text: string }[];
  readonly newCodes: readonly { readonly coder: string; readonly text: string }[];
}

/** Puts the decisions of all coders on one unit together. One is made for a file of decisions and a codebook. */
export class Resolver {
  private readonly follower: ThemeFollower;
  private readonly asked: ReadonlySet<string>;

  constructor(
    private readonly themes: readonly ThemeNames[],
    all: readonly Decision[],
    private readonly policy: ConflictPolicy = 'leave',
  ) {
    this.follower = new ThemeFollower(themes);
    this.asked = askedThemes(all);
  }

  /** Takes every decision on a unit; gives what holds. Coders differ where one says yes and another no; the consensus overrules them. */
  resolve(decisions: readonly Decision[]): UnitOutcome {
    const coders = [...new Set(decisions.map(({ coder }) => coder))].sort();
    const verdicts = coders.map((coder) => this.verdictsOf(decisions, coder));
    const themes: ThemeOutcome[] = [];
    const unsure: string[] = [];
    for (const { id } of this.themes) {
      const given = coders.map((coder, i) => ({ coder, verdict: verdicts[i]!.get(id) ?? null }));
      if (given.some(({ verdict }) => verdict === 'unsure')) unsure.push(id);
      const outcome = this.themeOutcome(id, given);
      if (outcome) themes.push(outcome);
    }
    return {
      themes,
      unsure,
      stances: this.stances(decisions),
      sentiment: sentimentOf(decisions),
      coders,
      memos: textsOf(decisions, MEMO),
      newCodes: textsOf(decisions, NEW_CODE),
    };
  }

  /** What a coder says of every theme of today. */
  verdictsOf(decisions: readonly Decision[], coder: string): ReadonlyMap<string, CoderVerdict> {
    return this.follower.verdicts(decisions.filter((decision) => decision.coder === coder), this.asked);
  }

  private themeOutcome(theme: string, given: readonly { readonly coder: string; readonly verdict: CoderVerdict }[]): ThemeOutcome | null {
    const agreed = given.find(({ coder, verdict }) => coder === CONSENSUS && (verdict === 'yes' || verdict === 'no'));
    if (agreed) return { theme, verdict: agreed.verdict as 'yes' | 'no', source: 'consensus', coders: [CONSENSUS] };
    const heard = given.filter(({ verdict }) => verdict === 'yes' || verdict === 'no' || verdict === 'both');
    if (heard.length === 0) return null;
    const coders = heard.map(({ coder }) => coder);
    const yes = heard.filter(({ verdict }) => verdict === 'yes').length;
    const no = heard.filter(({ verdict }) => verdict === 'no').length;
    if (yes === heard.length) return { theme, verdict: 'yes', source: 'person', coders };
    if (no === heard.length) return { theme, verdict: 'no', source: 'person', coders };
    if (this.policy === 'lexicon') return null;
    if (this.policy === 'majority' && yes !== no) return { theme, verdict: yes > no ? 'yes' : 'no', source: 'person', coders };
    return { theme, verdict: 'contested', source: 'person', coders };
  }

  private stances(decisions: readonly Decision[]): readonly StanceOutcome[] {
    const byPlace = new Map<string, StanceOutcome[]>();
    for (const decision of decisions) {
      const read = readItem(decision.item);
      if (read?.kind !== 'stance' || contradictsItself(decision)) continue;
      const [theme, ...others] = this.follower.succession(read.theme).now;
      if (theme === undefined || others.length > 0) continue;
      const found = { theme, start: read.start, end: read.end, stance: decision.value as StanceOutcome['stance'], coder: decision.coder };
      const key = `${theme}@${read.start}-${read.end}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), found]);
    }
    return [...byPlace.values()].flatMap((all) => {
      const agreed = all.find(({ coder }) => coder === CONSENSUS) ?? all[0]!;
      // Coders who differ leave the lexicon's stance as it is.
      return agreed.coder === CONSENSUS || all.every(({ stance }) => stance === agreed.stance) ? [agreed] : [];
    });
  }
}

/** True where a coder went through the whole unit. */
export function isDone(decisions: readonly Decision[], coder: string): boolean {
  return decisions.some((decision) => decision.coder === coder && decision.item === DONE && decision.value === 'yes');
}

function sentimentOf(decisions: readonly Decision[]): UnitOutcome['sentiment'] {
  const given = decisions.filter(({ item }) => item === SENTIMENT);
  const agreed = given.find(({ coder }) => coder === CONSENSUS);
  if (agreed && !contradictsItself(agreed)) return Number(agreed.value);
  if (given.length === 0) return null;
  if (given.some((decision) => contradictsItself(decision))) return 'contested';
  const values = given.map(({ value }) => Number(value));
  if (new Set(values.map(Math.sign)).size > 1) return 'contested';
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function textsOf(decisions: readonly Decision[], item: string): readonly { readonly coder: string; readonly text: string }[] {
  return decisions.filter((decision) => decision.item === item).map(({ coder, value }) => ({ coder, text: value }));
}
