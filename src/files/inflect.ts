import type { Inflections } from '../../pipeline/lexicon/inflections.js';

/** These endings make nouns and adjectives that nobody conjugates. */
const NO_VERB = /(?:tion|sion|ment|ness|ity|ism|ist|ance|ence|ship|hood|load|er|or|ee|ing|ful|less|ous|ive|able|ible|ly|al|ic|ary|ant|ent|acy|ure)$/;
/** Verbs with such an ending all the same. */
const VERB_ALL_THE_SAME = new Set([
  'mention', 'function', 'position', 'question', 'caution', 'transition', 'petition', 'ration', 'mentor', 'monitor', 'offer', 'suffer', 'deliver', 'consider', 'discover', 'cover', 'recover',
  'order', 'enter', 'answer', 'bother', 'gather', 'hinder', 'murder', 'number', 'offender', 'register', 'remember', 'render', 'refer', 'prefer', 'transfer', 'differ', 'alter', 'shatter', 'batter',
  'lower', 'power', 'trigger', 'wander', 'wonder', 'better', 'foster', 'tender', 'tether', 'matter', 'appeal', 'deal', 'heal', 'steal', 'reveal', 'conceal', 'signal', 'sing', 'bring', 'ring', 'swing', 'cling',
  'panic', 'traffic', 'implement', 'supplement', 'comment', 'document', 'cement', 'lament', 'torment', 'experiment', 'complement', 'compliment', 'augment', 'fragment', 'present', 'represent', 'resent', 'prevent', 'invent', 'lament', 'rent', 'vent', 'consent',
  'grant', 'want', 'rant', 'plant', 'warrant', 'covenant', 'harbor', 'favor', 'labor', 'honor', 'censor', 'sponsor', 'tutor', 'author', 'tailor', 'balance', 'finance', 'advance', 'distance', 'evidence', 'influence', 'silence', 'sentence', 'experience', 'reference', 'commence',
  'measure', 'pressure', 'secure', 'ensure', 'endure', 'cure', 'injure', 'capture', 'feature', 'structure', 'restructure', 'manufacture', 'fracture', 'lecture', 'nurture', 'torture', 'venture', 'picture', 'procure', 'fire', 'drive', 'give', 'live', 'leave', 'survive', 'receive', 'deceive', 'thrive', 'strive', 'forgive', 'relive', 'deprive', 'arrive', 'revive', 'dive',
  'rely', 'apply', 'reply', 'supply', 'comply', 'fly', 'imply', 'multiply', 'bully', 'rally', 'tally', 'sully', 'enable', 'disable', 'table', 'vary', 'overload', 'load', 'offload', 'upload', 'download', 'unload', 'agree', 'see', 'flee', 'free', 'guarantee', 'oversee', 'foresee', 'disagree', 'referee',
  'worship', 'ship', 'champion', 'commission', 'decommission', 'pension', 'tension', 'mission', 'section', 'sanction', 'auction', 'portion', 'apportion', 'motion', 'stand', 'exit', 'visit', 'edit', 'audit', 'quit', 'commit', 'admit', 'permit', 'submit', 'hit', 'sit', 'suit', 'recruit', 'benefit', 'limit', 'inherit', 'exhibit', 'prohibit', 'credit', 'discredit', 'profit', 'orbit', 'omit',
  'suffer', 'canter', 'counter', 'encounter', 'empower', 'engineer', 'volunteer', 'career', 'cheer', 'steer', 'sneer', 'peer', 'jeer', 'veer', 'filter', 'falter', 'shelter', 'swelter', 'muster', 'cluster', 'plaster', 'master', 'pester', 'bluster', 'clutter', 'mutter', 'utter', 'stutter', 'flatter', 'chatter', 'scatter', 'splinter', 'banter', 'barter', 'charter', 'quarter', 'fear', 'hear', 'wear', 'tear', 'bear', 'swear', 'appear', 'disappear', 'clear', 'smear', 'gear', 'steer',
  'hamper', 'temper', 'tamper', 'pamper', 'pepper', 'whisper', 'prosper', 'administer', 'minister', 'sinister', 'pioneer', 'conquer', 'linger', 'anger', 'endanger', 'hunger', 'plunder', 'blunder', 'wither', 'smother', 'slander', 'squander', 'ponder', 'surrender', 'hammer', 'simmer', 'stammer', 'err', 'defer', 'infer', 'confer', 'deter', 'incur', 'occur', 'concur', 'recur', 'mirror', 'error', 'factor', 'doctor', 'vector', 'mandate', 'rumor', 'humor', 'collar', 'bore', 'abhor', 'moor', 'floor', 'pour', 'tour', 'scour', 'sour', 'devour', 'labour', 'honour', 'favour', 'harbour', 'rumour', 'humour', 'colour', 'endeavour', 'glamour',
]);

/** The forms of a base form: as a noun its plural, as a verb its conjugation, as compromise knows them. */
export async function inflect(lemma: string): Promise<readonly string[]> {
  const { default: nlp } = await import('compromise');
  const forms = new Set([lemma]);
  const isVerb = !NO_VERB.test(lemma) || VERB_ALL_THE_SAME.has(lemma);
  if (isVerb) {
    const [conjugated] = nlp(`to ${lemma}`).verbs().conjugate() as readonly Record<string, string>[];
    for (const name of ['PresentTense', 'PastTense', 'Gerund', 'Participle']) {
      const form = conjugated?.[name];
      if (form) forms.add(form.toLowerCase());
    }
  }
  const plural = nlp(`the ${lemma}`).nouns().toPlural().text('normal').replace(/^the /, '');
  if (/^[\p{L}'-]+$/u.test(plural)) forms.add(plural);
  return [...forms].filter((form) => /^[\p{L}'-]+$/u.test(form));
}

/** The base forms that a lexicon's files use in curly brackets, in code-unit order. */
export function lemmasIn(sources: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  for (const source of sources) {
    for (const match of source.matchAll(/(?:^|[\s([|])\{([\p{L}'|-]+)\}/gmu)) match[1]!.split('|').forEach((lemma) => found.add(lemma.toLowerCase()));
  }
  return [...found].sort();
}

/** The table with lines for the base forms it lacks; the lines that are there, corrected or not, stay. */
export async function extendTable(table: Inflections['table'], lemmas: readonly string[]): Promise<{ readonly added: readonly string[]; readonly lines: readonly string[] }> {
  const added: string[] = [];
  const rows = new Map([...table].map(([lemma, forms]) => [lemma, forms.join(' ')]));
  for (const lemma of lemmas) {
    if (rows.has(lemma)) continue;
    rows.set(lemma, (await inflect(lemma)).join(' '));
    added.push(lemma);
  }
  return { added, lines: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([lemma, forms]) => `${lemma},${forms}`) };
}
