import type { UnitRow } from '../../../pipeline/agreement/study.js';
import type { Problem } from '../../../pipeline/model.js';
import { CONSENSUS, contradictsItself, SENTIMENT, type Decision } from '../../../pipeline/review/decision.js';
import { askedThemes } from '../../../pipeline/review/follow.js';
import { wordsOfId } from '../../../pipeline/review/place.js';
import { isDone, Resolver } from '../../../pipeline/review/resolve.js';
import type { Located, Place, SourcedCoding } from '../codings.js';
import { readDecisions } from './decisions.js';

const DECISIONS = 'decisions.csv';

/**
 * A file of decisions as the rows that agreement is counted from: of done units only, a row a theme given, and what a coder
 * was unsure of, or contradicted himself about, as missing.
 */
export function decidedRows(text: string, file: string): { readonly codings: readonly Located<SourcedCoding>[]; readonly units: readonly Located<UnitRow>[]; readonly problems: readonly Problem[] } {
  const { decisions, problems } = readDecisions(text, file);
  const themes = [...askedThemes(decisions)].sort().map((id) => ({ id, was: [] }));
  const resolver = new Resolver(themes, decisions);
  const place: Place = { file, line: 1, row: 1, columns: [] };
  const codings: Located<SourcedCoding>[] = [];
  const units: Located<UnitRow>[] = [];
  let [open, unsureCount] = [0, 0];
  for (const own of byUnitAndCoder(decisions)) {
    const { coder, file: thread, label } = own[0]!;
    // The consensus was made from what the others said, so nobody is compared with it.
    if (coder === CONSENSUS) continue;
    if (!isDone(own, coder)) {
      open++;
      continue;
    }
    const verdicts = [...resolver.verdictsOf(own, coder)];
    const unsure = verdicts.filter(([, verdict]) => verdict === 'unsure' || verdict === 'both').map(([theme]) => theme);
    unsureCount += unsure.length;
    const where = { file: thread, label, coder, place, unitId: own[0]!.unit };
    units.push({ ...where, sentiment: sentimentOf(own), role: null, quoted: null, unsure });
    for (const [theme, verdict] of verdicts) if (verdict === 'yes') codings.push({ ...where, theme, stance: null, evidence: '', source: 'person' });
  }
  return { codings, units, problems: [...problems, ...notes(file, open, unsureCount)] };
}

/**
 * Groups by unit and coder; the labels are those of the unit's first decision, so that coders who saw different states of a page meet.
 * Two units that had one label at different times are kept apart.
 */
function byUnitAndCoder(decisions: readonly Decision[]): readonly (readonly Decision[])[] {
  const groups = new Map<string, Decision[]>();
  const first = new Map<string, { readonly file: string; readonly label: string }>();
  const taken = new Set<string>();
  for (const decision of decisions) {
    const { unit, file, label } = decision;
    const known = first.get(unit) ?? { file, label: taken.has(`${file}\0${label}`) ? `${label} ${unit}` : label };
    first.set(unit, known);
    taken.add(`${known.file}\0${known.label}`);
    const own = { ...decision, ...known };
    const key = `${decision.unit}\0${decision.coder}`;
    const group = groups.get(key);
    if (group) group.push(own);
    else groups.set(key, [own]);
  }
  return [...groups.values()];
}

/**
 * Gives decided units the file and label they have in a run that is compared with them: by their id, or by their words in a thread that
 * was renamed. Units that no run has any more are left out, since their labels may be another unit's now.
 */
export function withPresentLabels<T extends StudyParts>(rows: T): T {
  const isOfRun = (row: Located<UnitRow>): boolean => row.unitId !== undefined && row.unitId !== '' && !row.place.file.endsWith(DECISIONS);
  const run = rows.units.filter(isOfRun);
  if (run.length === 0 || run.length === rows.units.length) return rows;
  const byId = new Map(run.map(({ unitId, file, label }) => [unitId!, { file, label }]));
  const byWords = new Map<string, { readonly file: string; readonly label: string } | null>();
  for (const { unitId, file, label } of run) byWords.set(wordsOfId(unitId!), byWords.has(wordsOfId(unitId!)) ? null : { file, label });
  const gone = new Set<string>();
  const move = <R extends Located<{ readonly file: string; readonly label: string }>>(row: R): readonly R[] => {
    if (row.unitId === undefined || !row.place.file.endsWith(DECISIONS)) return [row];
    const hash = wordsOfId(row.unitId);
    const now = byId.get(row.unitId) ?? (hash === '' ? null : byWords.get(hash));
    if (!now) gone.add(row.unitId);
    return now ? [{ ...row, ...now }] : [];
  };
  const moved = { ...rows, codings: rows.codings.flatMap(move), units: rows.units.flatMap(move) };
  if (gone.size === 0) return moved;
  const note: Problem = { severity: 'note', id: 'not-in-run', file: '', message: `${gone.size} reviewed units are not in the run that they are compared with, and were left out.` };
  return { ...moved, problems: [...rows.problems, note] };
}

interface StudyParts {
  readonly codings: readonly Located<SourcedCoding>[];
  readonly units: readonly Located<UnitRow>[];
  readonly problems: readonly Problem[];
}

function sentimentOf(own: readonly Decision[]): number | null {
  const found = own.find(({ item }) => item === SENTIMENT);
  return found && !contradictsItself(found) ? Number(found.value) : null;
}

function notes(file: string, open: number, unsure: number): readonly Problem[] {
  const found: Problem[] = [];
  if (open > 0) found.push({ severity: 'note', id: 'not-done', file, message: `${open} rows of coders are not done and enter no agreement.` });
  if (unsure > 0) found.push({ severity: 'note', id: 'unsure', file, message: `${unsure} times a coder was unsure of a theme; that counts as missing.` });
  return found;
}
