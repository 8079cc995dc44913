import type { UnitRow } from '../../pipeline/agreement/study.js';
import type { Problem } from '../../pipeline/model.js';
import { CONSENSUS, contradictsItself, SENTIMENT, type Decision } from '../../pipeline/review/decision.js';
import { askedThemes } from '../../pipeline/review/follow.js';
import { isDone, Resolver } from '../../pipeline/review/resolve.js';
import type { Located, Place, SourcedCoding } from './codings.js';
import { readDecisions } from './review-decisions.js';

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
    const where = { file: thread, label, coder, place };
    units.push({ ...where, sentiment: sentimentOf(own), role: null, quoted: null, unsure });
    for (const [theme, verdict] of verdicts) if (verdict === 'yes') codings.push({ ...where, theme, stance: null, evidence: '', source: 'person' });
  }
  return { codings, units, problems: [...problems, ...notes(file, open, unsureCount)] };
}

/** Groups by unit and coder; the labels are those of the unit's first decision, so that coders who saw different states of a page meet. */
function byUnitAndCoder(decisions: readonly Decision[]): readonly (readonly Decision[])[] {
  const groups = new Map<string, Decision[]>();
  const first = new Map<string, Decision>();
  for (const decision of decisions) {
    const known = first.get(decision.unit) ?? decision;
    first.set(decision.unit, known);
    const own = { ...decision, file: known.file, label: known.label };
    const key = `${decision.unit}\0${decision.coder}`;
    const group = groups.get(key);
    if (group) group.push(own);
    else groups.set(key, [own]);
  }
  return [...groups.values()];
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
