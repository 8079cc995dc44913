/** The columns of the tables, in the order in which they are written. */

export const UNIT_COLUMNS_BEFORE = [
  'unit_id', 'file', 'thread', 'label', 'parent_label', 'kind', 'author', 'posted_at', 'role', 'words', 'sentences', 'quoted',
  'sentiment', 'sentiment_label', 'themes',
] as const;

/** What people's decisions fill: themes on which coders differ, who reviewed the unit, and their memos. */
export const REVIEW_COLUMNS = ['contested', 'reviewed_by', 'memo'] as const;

export const CODING_COLUMNS = [
  'coding_id', 'unit_id', 'file', 'label', 'theme', 'code', 'rule', 'matched', 'start', 'end', 'source_start', 'source_end', 'sentence',
  'quoted', 'negated', 'stance', 'stance_score', 'weight', 'coder', 'source', 'holds',
] as const;

/** Columns of matches that stayed below their theme's threshold: they are no codings, so they have no stance. */
export const EXPLAIN_COLUMNS = CODING_COLUMNS.filter((name) => !name.startsWith('stance') && name !== 'source' && name !== 'holds');

/** Takes the ids of the themes and the names of the carried columns; gives the columns of `units.csv`. */
export function unitColumns(themes: readonly string[], attributes: readonly string[]): string[] {
  return [
    ...UNIT_COLUMNS_BEFORE,
    ...themes.map((id) => `theme_${id}`),
    'duplicate_of',
    ...REVIEW_COLUMNS,
    ...attributes.map((name) => `attr_${name}`),
    'text',
  ];
}

/** Columns of the reasons of scores: a row a word, then one for its sentence, and after a unit's sentences one for the unit. */
export const EXPLAIN_SENTIMENT_COLUMNS = [
  'unit_id', 'file', 'label', 'sentence_number', 'kind', 'words', 'entry', 'valence', 'rules', 'multiplier', 'adds', 'quoted', 'sum', 'word_count', 'score',
] as const;

/** Columns of the reasons of labels and stances: a row an addend, and one with their sum. */
export const EXPLAIN_STANCE_COLUMNS = [
  'unit_id', 'file', 'label', 'about', 'kind', 'name', 'times', 'negative', 'neutral', 'positive', 'mixed', 'answer',
] as const;
