/** What a table looks like: found once from its first rows, the same for all its batches. */
export interface TableShape {
  readonly format: 'csv' | 'jsonl';
  /** One character; `,` where it does not matter. */
  readonly delimiter: string;
  readonly encoding: 'utf-8' | 'windows-1252';
  /** The names of all columns, in the table's order. */
  readonly columns: readonly string[];
  readonly used: UsedColumns;
  /** The columns that are carried through. */
  readonly attributes: readonly string[];
}

/** Where a batch of rows comes from. */
export interface TableRange {
  readonly id: string;
  readonly file: string;
  readonly firstRow: number;
  readonly firstLine: number;
  readonly shape: TableShape;
}

/** Names of the columns by what they are read as; empty where there is none. */
export interface UsedColumns {
  readonly text: string;
  readonly id: string;
  readonly parent: string;
  readonly author: string;
  readonly time: string;
}

/** What the user says of the columns; undefined where they are to be recognised. */
export type WantedColumns = { readonly [Column in keyof UsedColumns]?: string | undefined };

/** Names that columns usually have, the likeliest first; compared in small letters, without blanks, hyphens and underscores. */
const USUAL: Readonly<Record<keyof UsedColumns, readonly string[]>> = {
  text: ['text', 'comment', 'commenttext', 'body', 'content', 'message', 'selftext', 'response', 'answer', 'freetext', 'opentext', 'verbatim'],
  id: ['id', 'unitid', 'commentid', 'responseid', 'respondentid', 'postid', 'rowid'],
  parent: ['parent', 'parentid', 'inreplyto', 'replyto'],
  author: ['author', 'user', 'username', 'authorname', 'handle', 'nickname'],
  time: ['time', 'date', 'datetime', 'created', 'createdat', 'createdutc', 'postedat', 'published', 'publishedat', 'timestamp'],
};

/**
 * Decides which column is read as what. Takes the table's column names and what the user wants.
 * Gives the wanted names that the table does not have as `missing`; `used.text` is empty where no text column was found.
 */
export function chooseColumns(columns: readonly string[], wanted: WantedColumns): { readonly used: UsedColumns; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const taken = new Set<string>();
  const choose = (column: keyof UsedColumns): string => {
    const name = wanted[column];
    const found = name === undefined ? recognised(columns, USUAL[column], taken) : nameAmong(columns, name);
    if (name !== undefined && found === '') missing.push(name);
    if (found !== '') taken.add(found);
    return found;
  };
  // Wanted columns first, so that none of them is taken for something else.
  for (const name of Object.values(wanted)) if (name !== undefined && nameAmong(columns, name) !== '') taken.add(nameAmong(columns, name));
  const used = { text: choose('text'), id: choose('id'), parent: choose('parent'), author: choose('author'), time: choose('time') };
  return { used, missing };
}

/** The columns that are read as nothing else. */
export function furtherColumns(columns: readonly string[], used: UsedColumns): string[] {
  const taken = new Set<string>(Object.values(used));
  return columns.filter((name, at) => name !== '' && !taken.has(name) && columns.indexOf(name) === at);
}

function recognised(columns: readonly string[], usual: readonly string[], taken: ReadonlySet<string>): string {
  for (const name of usual) {
    const found = columns.find((column) => folded(column) === name && !taken.has(column));
    if (found !== undefined) return found;
  }
  return '';
}

function nameAmong(columns: readonly string[], name: string): string {
  return columns.find((column) => column === name) ?? columns.find((column) => folded(column) === folded(name)) ?? '';
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/** The delimiter that a first line uses most, quoted stretches not counted: comma, semicolon or tab. */
export function delimiterOf(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of [',', ';', '\t']) {
    const count = bare.split(delimiter).length - 1;
    if (count > most) {
      most = count;
      best = delimiter;
    }
  }
  return best;
}
