import {
  AFTER_NOT, expandChoices, ItemTable, ROLE_AFTER_NOT, ROLE_CONCESSION, ROLE_CONTRAST, ROLE_DEGREE, ROLE_IRREALIS, ROLE_NEGATOR, ROLE_PAIR_FIRST,
  ROLE_PAIR_SECOND, ROLE_REVERSER,
} from './items.js';
import { SentimentLexicon, type StoredSentiment } from './lexicon.js';
import type { RuleTable, SentimentTables, ValenceRow } from './tables.js';

/** Makes a lexicon of its tables. */
export function compileSentiment(tables: SentimentTables, digest: string): SentimentLexicon {
  return new SentimentLexicon(storedSentiment(tables, digest));
}

/**
 * Makes of tables what a lexicon is opened with. Later rows take the place of earlier ones; learned single words take the place of all.
 * Never fails: rows were checked when they were parsed.
 */
export function storedSentiment(tables: SentimentTables, digest: string): StoredSentiment {
  const items = new ItemTable();
  addRoles(items, tables);
  for (const row of tables.valences) setValence(items, row);
  for (const row of tables.learned) addLearned(items, row);
  const { negation, rules, calibration, policy, leaning, stance } = tables;
  return { items: items.columns(), settings: { negation, rules, calibration, policy, leaning, stance }, digest };
}

function setValence(items: ItemTable, row: ValenceRow): void {
  // An emoticon is made of the very signs of a choice.
  const wordings = /[a-z]/i.test(row.words) && row.words.length > 3 ? expandChoices(row.words) : [row.words];
  for (const words of wordings) items.valences[items.item(words)] = row.valence;
}

function addLearned(items: ItemTable, row: ValenceRow): void {
  if (row.words.startsWith(`${AFTER_NOT} `)) {
    const word = items.word(row.words.slice(AFTER_NOT.length + 1));
    items.roles[word]! |= ROLE_AFTER_NOT;
    items.pair(0, word, row.words, row.valence);
    return;
  }
  const words = row.words.split(' ');
  if (words.length === 1) {
    items.valences[items.word(row.words)] = row.valence;
    return;
  }
  const first = items.word(words[0]!);
  const second = items.word(words[1]!);
  items.roles[first]! |= ROLE_PAIR_FIRST;
  items.roles[second]! |= ROLE_PAIR_SECOND;
  items.pair(first, second, row.words, row.valence);
}

function addRoles(items: ItemTable, tables: SentimentTables): void {
  const mark = (words: readonly string[], role: number): void => {
    for (const pattern of words) for (const wording of expandChoices(pattern)) items.roles[items.item(wording)]! |= role;
  };
  const { rules } = tables;
  const ruled = (table: RuleTable, role: number): void => mark(table.words, role);
  mark(tables.negation.negators, ROLE_NEGATOR);
  ruled(rules.reversers, ROLE_REVERSER);
  ruled(rules.irrealis, ROLE_IRREALIS);
  mark(rules.contrast.words, ROLE_CONTRAST);
  mark(rules.concession.words, ROLE_CONCESSION);
  for (const row of tables.degrees) {
    for (const wording of expandChoices(row.words)) {
      const id = items.item(wording);
      items.factors[id] = row.factor;
      items.roles[id]! |= ROLE_DEGREE;
    }
  }
}
