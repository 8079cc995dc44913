import type { Quoted, Role, Stance } from '../model.js';

/** A theme that a coder gave to a unit. */
export interface HumanTheme {
  /** Null where the coder left it open. */
  readonly stance: Stance | null;
  /** The phrases that the coder gave for it. */
  readonly evidence: readonly string[];
}

/** What one coder said of one unit; null where they left it open. */
export interface HumanCoding {
  readonly themes: ReadonlyMap<string, HumanTheme>;
  /** Themes that the coder could not tell: missing, neither given nor not. */
  readonly unsure?: ReadonlySet<string>;
  /** -2 to 2. */
  readonly sentiment: number | null;
  readonly role: Role | null;
  readonly quoted: Quoted | null;
}

/** A row of a table of codings: a coder gave a theme to a unit. An empty theme says that the unit was looked at. */
export interface CodingRow {
  readonly file: string;
  readonly label: string;
  readonly coder: string;
  readonly theme: string;
  readonly stance: Stance | null;
  readonly evidence: string;
}

/** A row of a table of units: what a coder said of the unit as a whole. */
export interface UnitRow {
  readonly file: string;
  readonly label: string;
  readonly coder: string;
  readonly sentiment: number | null;
  readonly role: Role | null;
  readonly quoted: Quoted | null;
  /** Themes that the coder could not tell. */
  readonly unsure?: readonly string[];
}

export interface StudyUnit {
  readonly file: string;
  readonly label: string;
  /** By coder, in the order of `Study.coders`; null where the coder did not code the unit. */
  readonly codings: readonly (HumanCoding | null)[];
}

/** Units coded by several coders, with gaps. */
export interface Study {
  readonly coders: readonly string[];
  readonly units: readonly StudyUnit[];
  /** Coders without a table of units, taken to have seen every unit of the files in which they coded anything. */
  readonly assumed: readonly string[];
}

/**
 * Joins codings and units into what each coder said of each unit. A unit without any theme stands in the table of units only;
 * a coder who has no such table is taken to have seen every unit of each file they coded in.
 */
export function assembleStudy(codings: readonly CodingRow[], units: readonly UnitRow[]): Study {
  const rows = [...units, ...codings];
  const coders = [...new Set(rows.map((row) => row.coder))];
  const withUnits = new Set(units.map((row) => row.coder));
  const assumed = coders.filter((coder) => !withUnits.has(coder));
  const filesOf = new Map(
    assumed.map((coder) => [coder, new Set(codings.filter((row) => row.coder === coder).map((row) => row.file))]),
  );

  const places = new Map<string, { readonly file: string; readonly label: string }>();
  for (const { file, label } of rows) {
    const key = unitKey(file, label);
    if (!places.has(key)) places.set(key, { file, label });
  }
  const unitRows = new Map(units.map((row) => [coderKey(row), row]));
  const codingRows = groupBy(codings);

  return {
    coders,
    assumed,
    units: [...places.values()].map(({ file, label }) => ({
      file,
      label,
      codings: coders.map((coder) => {
        const key = coderKey({ file, label, coder });
        const about = unitRows.get(key);
        const given = codingRows.get(key);
        if (!about && !given && !filesOf.get(coder)?.has(file)) return null;
        return {
          themes: themesOf(given ?? []),
          unsure: new Set(about?.unsure),
          sentiment: about?.sentiment ?? null,
          role: about?.role ?? null,
          quoted: about?.quoted ?? null,
        };
      }),
    })),
  };
}

/** A key that no two units share: neither file names nor labels hold a NUL. */
export function unitKey(file: string, label: string): string {
  return `${file}\0${label}`;
}

function coderKey(row: { readonly file: string; readonly label: string; readonly coder: string }): string {
  return `${unitKey(row.file, row.label)}\0${row.coder}`;
}

function groupBy(codings: readonly CodingRow[]): ReadonlyMap<string, readonly CodingRow[]> {
  const groups = new Map<string, CodingRow[]>();
  for (const row of codings) {
    const key = coderKey(row);
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function themesOf(rows: readonly CodingRow[]): ReadonlyMap<string, HumanTheme> {
  const themes = new Map<string, HumanTheme>();
  for (const row of rows) {
    if (row.theme === '' || themes.has(row.theme)) continue;
    const same = rows.filter((other) => other.theme === row.theme);
    const stances = same.flatMap((other) => other.stance ?? []);
    themes.set(row.theme, {
      stance: stances.length === 0 ? null : stanceOf(stances),
      evidence: same.map((other) => other.evidence).filter((evidence) => evidence !== ''),
    });
  }
  return themes;
}

/** The stance of a theme in a unit from those of its codings: mixed where they pull both ways, else the one that is not neutral. */
export function stanceOf(stances: readonly Stance[]): Stance {
  const positive = stances.includes('pos');
  const negative = stances.includes('neg');
  if (stances.includes('mix') || (positive && negative)) return 'mix';
  if (positive) return 'pos';
  return negative ? 'neg' : 'neu';
}
