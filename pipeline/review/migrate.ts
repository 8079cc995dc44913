import { BETWEEN_VALUES, CONSENSUS, DONE, readItem, sortDecisions, stanceItem, themeItem, type Decision, type UnitFacts } from './decision.js';
import { askedThemes, ThemeFollower, type ThemeNames } from './follow.js';

/**
 * Rewrites stored decisions on units that come back from review as the workbook showed them: under the ids that units and themes have now.
 * Decisions on other units stay as they are.
 *
 * @param units for each former id of a unit what it is now.
 */
export function migrateDecisions(decisions: readonly Decision[], themes: readonly ThemeNames[], units: ReadonlyMap<string, UnitFacts>, touched: ReadonlySet<string>): readonly Decision[] {
  const follower = new ThemeFollower(themes);
  const asked = askedThemes(decisions);
  const groups = new Map<string, Decision[]>();
  const others: Decision[] = [];
  const byKey = new Map(decisions.map((decision) => [`${decision.unit}\0${decision.coder}\0${decision.item}`, decision]));
  for (const decision of decisions) {
    const now = units.get(decision.unit);
    // What was decided under the present id already holds.
    const isTaken = now !== undefined && byKey.has(`${now.unit}\0${decision.coder}\0${decision.item}`);
    const moved = now && !isTaken ? { ...decision, ...now } : decision;
    if (isTaken || !touched.has(moved.unit)) {
      others.push(moved);
      continue;
    }
    const key = `${moved.unit}\0${moved.coder}\0${moved.digest}`;
    const known = groups.get(key);
    if (known) known.push(moved);
    else groups.set(key, [moved]);
  }
  return sortDecisions([...others, ...[...groups.values()].flatMap((own) => renameThemes(own, follower, asked))]);
}

function renameThemes(own: readonly Decision[], follower: ThemeFollower, asked: ReadonlySet<string>): readonly Decision[] {
  const nowOf = (theme: string): string | null => {
    const { now } = follower.succession(theme);
    return now.length === 1 && now[0] !== theme ? now[0]! : null;
  };
  if (!own.some((decision) => renames(decision, nowOf))) return own;
  const verdicts = follower.verdicts(own, asked);
  const renamed = new Map<string, Decision>();
  for (const decision of own) {
    const read = readItem(decision.item);
    const now = read?.kind === 'theme' || read?.kind === 'stance' ? nowOf(read.theme) : null;
    if (decision.item === DONE) renamed.set(DONE, { ...decision, among: amongNow(decision.among, nowOf, asked, follower) });
    else if (now === null || (read?.kind === 'theme' && (verdicts.get(now) ?? null) === null)) {
      if (!renamed.has(decision.item)) renamed.set(decision.item, decision);
    } else if (read?.kind === 'stance') renamed.set(stanceItem(now, `${read.start}-${read.end}`), { ...decision, item: stanceItem(now, `${read.start}-${read.end}`) });
    else {
      const verdict = verdicts.get(now)!;
      renamed.set(themeItem(now), { ...decision, item: themeItem(now), value: verdict === 'both' ? ['no', 'yes'].join(BETWEEN_VALUES) : verdict! });
    }
  }
  return [...renamed.values()];
}

function renames({ item, among }: Decision, nowOf: (theme: string) => string | null): boolean {
  const read = readItem(item);
  return (read?.kind === 'theme' || read?.kind === 'stance' ? nowOf(read.theme) : null) !== null || among.some((theme) => nowOf(theme) !== null);
}

/** A merged theme was asked about when all its parts were that anybody was asked about. */
function amongNow(among: readonly string[], nowOf: (theme: string) => string | null, asked: ReadonlySet<string>, follower: ThemeFollower): readonly string[] {
  const given = new Set(among);
  const now = among.map((theme) => {
    const next = nowOf(theme);
    if (next === null) return theme;
    const parts = [...asked].filter((part) => part === next || (nowOf(part) === next && follower.succession(part).now.length === 1));
    return parts.every((part) => given.has(part)) ? next : theme;
  });
  return [...new Set(now)].sort();
}

/** A name that a person may have as a coder; says what is wrong, or null. */
export function wrongCoder(name: string, adjudicates: boolean): string | null {
  if (name === '') return 'Nobody knows whose decisions these are.';
  if (/^heddle(@|$)/i.test(name)) return `"${name}" is the lexicon, not a person.`;
  if (name.toLowerCase() === CONSENSUS && !adjudicates) return `"${CONSENSUS}" decides where coders differ, in a workbook of heddle review adjudicate; it is no coder's name.`;
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f]/.test(name) || name.length > 60) return 'A name is one line of at most 60 characters.';
  return null;
}
