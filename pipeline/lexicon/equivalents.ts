/**
 * Which spellings count as the same word. Everything here adds forms that a pattern matches; the text is never changed.
 * Comparison is on small letters with straight apostrophes.
 */

/** American and British spellings that no rule gives, by stem: every word that begins with one is tried with the other. */
const STEM_PAIRS: readonly (readonly [string, string])[] = [
  ['ageing', 'aging'], ['behaviour', 'behavior'], ['cancell', 'cancel'], ['catalogue', 'catalog'], ['centre', 'center'],
  ['cheque', 'check'], ['colour', 'color'], ['counsell', 'counsel'], ['defence', 'defense'], ['endeavour', 'endeavor'],
  ['enrol', 'enroll'], ['enrolment', 'enrollment'], ['favour', 'favor'], ['flavour', 'flavor'], ['fulfil', 'fulfill'], ['grey', 'gray'],
  ['harbour', 'harbor'], ['honour', 'honor'], ['humour', 'humor'], ['instalment', 'installment'], ['instil', 'instill'],
  ['judgement', 'judgment'], ['acknowledgement', 'acknowledgment'], ['labell', 'label'], ['labour', 'labor'], ['licence', 'license'],
  ['manoeuvre', 'maneuver'], ['marvell', 'marvel'], ['modell', 'model'], ['mould', 'mold'], ['neighbour', 'neighbor'], ['offence', 'offense'],
  ['paediatric', 'pediatric'], ['plough', 'plow'], ['practise', 'practice'], ['pretence', 'pretense'], ['programme', 'program'],
  ['rigour', 'rigor'], ['rumour', 'rumor'], ['sceptic', 'skeptic'], ['signall', 'signal'], ['skilful', 'skillful'], ['splendour', 'splendor'],
  ['theatre', 'theater'], ['totall', 'total'], ['travell', 'travel'], ['tumour', 'tumor'], ['tunnell', 'tunnel'], ['tyre', 'tire'],
  ['vapour', 'vapor'], ['vigour', 'vigor'], ['wilful', 'willful'], ['learnt', 'learned'], ['burnt', 'burned'], ['spelt', 'spelled'], ['dreamt', 'dreamed'], ['leant', 'leaned'],
];

/** -ise and -ize, -yse and -yze with what may follow; the stem keeps `rise` and `size` out. */
const ISE = /^(.{3,}?)(is|iz|ys|yz)(e|es|ed|ing|er|ers|able|ation|ations|ational|)$/;
const OTHER_ENDING: Readonly<Record<string, string>> = { is: 'iz', iz: 'is', ys: 'yz', yz: 'ys' };

/**
 * The word as it is, and as it is spelt on the other side of the Atlantic.
 * Takes a word or the beginning of one (of a glob); `open` says that more may follow.
 */
export function spellings(word: string, open = false): readonly string[] {
  const stems = STEMS_BY_START.get(word.slice(0, 2));
  const ise = word.length > 5 ? ISE.exec(word) : null;
  if (!stems && !ise) return [word];
  const found = new Set([word]);
  if (ise && (open || ise[3] !== '')) found.add(ise[1]! + OTHER_ENDING[ise[2]!]! + ise[3]!);
  for (const [from, to] of stems ?? []) if (word.startsWith(from)) found.add(to + word.slice(from.length));
  return [...found];
}

/** Both directions of every pair, by the first two letters. */
const STEMS_BY_START = new Map<string, (readonly [string, string])[]>();
for (const [british, american] of STEM_PAIRS) {
  for (const pair of [[british, american], [american, british]] as const) {
    const start = pair[0].slice(0, 2);
    STEMS_BY_START.set(start, [...(STEMS_BY_START.get(start) ?? []), pair]);
  }
}

/** `don't` is often written `dont`. */
export function withoutApostrophe(word: string): readonly string[] {
  return word.endsWith("n't") ? [word, `${word.slice(0, -3)}nt`] : [word];
}

/** True for words in capitals (`PSO`, `CAS3`) and those with capitals inside (`OASys`, `PQiP`, `nDelius`). */
export function isAcronym(word: string): boolean {
  if (!/^[\p{L}\d&]+$/u.test(word)) return false;
  const capitals = word.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals >= 2 && (word === word.toUpperCase() || /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{Lu}\p{Ll}\p{Lu}/u.test(word));
}

/** The forms an acronym comes in, in small letters: plural, possessive, dotted. */
export function acronymForms(word: string): readonly string[] {
  const lower = word.toLowerCase();
  const bases = /^\p{L}{2,6}$/u.test(lower) ? [lower, [...lower].join('.')] : [lower];
  return bases.flatMap((base) => [base, `${base}s`, `${base}'s`, `${base}s'`]);
}

/** The forms of a word that is meant to the letter: as it stands, its plural in a small s, its possessive. */
export function exactForms(word: string): readonly string[] {
  return [word, `${word}s`, `${word}'s`];
}

/** Ordinary words that capitals would make an acronym of; they must be written with `=`. */
export const ORDINARY_SHORT_WORDS: ReadonlySet<string> = new Set(
  (
    'a i ad ads add age ago aid aids all am an and any ape apt are arm arms art arts as ask at bad bar bars bat be bed bee big bit bite but buy by call ' +
    'came can cap caps car care case cat cats cope core cup cut dad day deal dim do dog done down due ear eat end fall far fat few fit fix for free fun gap get go god got ' +
    'had has hat he help her him hip his hit home hot how ice if ill in ink is it its job joy key kind law lay led less let lie like lot low mad man map maps ' +
    'may me men met mind mix more most my nap need net nets new nip no nor not note now of off oil old on one or our out own pad pal part past pat path pay pet pip pit plan pop post put ' +
    'ram ran rap rare rat raw read red rest rid rip rod role row run sad safe said same sap sat saw say sea see set she sit six sky so some son star stop sum sun tap tar tag tea ten than that the ' +
    'them then they this tie tip to toe too top try two up us use via vow want war was way we web well wet were what when who why win wish with won work yes yet you'
  ).split(' '),
);
