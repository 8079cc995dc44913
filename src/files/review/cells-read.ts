import { BETWEEN_VALUES } from '../../../pipeline/review/decision.js';

/** What people and spreadsheet programs write for the values of a drop-down, read back; null where it is none of them. */

/** TRUE and FALSE as spreadsheet programs of other languages write them into CSV. */
const TRUES = ['true', 'wahr', 'vrai', 'vero', 'verdadero', 'verdadeiro', 'waar', 'sant', 'sand', 'sann', 'tosi', 'prawda', 'pravda', 'igaz', 'истина', 'doğru'];
const FALSES = ['false', 'falsch', 'faux', 'falso', 'onwaar', 'falskt', 'falsk', 'usann', 'epätosi', 'fałsz', 'nepravda', 'hamis', 'ложь', 'yanlış'];
const VERDICTS: ReadonlyMap<string, string> = new Map([
  ...['yes', 'y', '1', 'x', 'ja', 'oui', '✓', '✔', ...TRUES].map((word): [string, string] => [word, 'yes']),
  ...['no', 'n', '0', 'nein', 'non', ...FALSES].map((word): [string, string] => [word, 'no']),
  ...['unsure', 'u', '?', 'maybe', 'not sure', 'don’t know', "don't know"].map((word): [string, string] => [word, 'unsure']),
]);
const STANCES: ReadonlyMap<string, string> = new Map([
  ['neg', 'neg'], ['negative', 'neg'], ['-', 'neg'], ['neu', 'neu'], ['neutral', 'neu'], ['0', 'neu'],
  ['pos', 'pos'], ['positive', 'pos'], ['+', 'pos'], ['mix', 'mix'], ['mixed', 'mix'],
]);
const SENTIMENT_WORDS: ReadonlyMap<string, string> = new Map([
  ['very negative', '-2'], ['negative', '-1'], ['neg', '-1'], ['neutral', '0'], ['neu', '0'], ['positive', '1'], ['pos', '1'], ['very positive', '2'],
]);

export function readVerdict(cell: string): string | null {
  const word = tidy(cell);
  if (word === '') return '';
  // The values of a coder who contradicted himself stand in the cell until he settles them.
  const parts = word.split(BETWEEN_VALUES.trim()).map((part) => VERDICTS.get(part.trim()) ?? null);
  return parts.includes(null) ? null : [...new Set(parts)].sort().join(BETWEEN_VALUES);
}

export function readDone(cell: string): string | null {
  const word = tidy(cell);
  if (word === '' || VERDICTS.get(word) === 'no') return '';
  return VERDICTS.get(word) === 'yes' || word === 'done' ? 'yes' : null;
}

export function readStance(cell: string): string | null {
  const word = tidy(cell);
  return word === '' ? '' : (STANCES.get(word) ?? null);
}

export function readSentiment(cell: string): string | null {
  const word = tidy(cell).replace(/[−–]/g, '-').replace(',', '.');
  if (word === '') return '';
  const named = SENTIMENT_WORDS.get(word);
  if (named !== undefined) return named;
  const number = Number(word);
  return Number.isInteger(number) && Math.abs(number) <= 2 ? String(number === 0 ? 0 : number) : null;
}

/** A free text as it went out where only quotation marks or blanks differ, which programs change by themselves. */
export function readFreeText(cell: string, exported: string): string {
  const text = cell.replaceAll('\r\n', '\n').trim();
  return plain(text) === plain(exported) ? exported : text;
}

function plain(text: string): string {
  return text.replace(/[‘’‚‛]/g, "'").replace(/[“”„‟]/g, '"').replace(/[–—]/g, '-').replace(/…/g, '...').replace(/\s+/g, ' ').trim();
}

function tidy(cell: string): string {
  return cell.replace(/\u00a0/g, ' ').trim().toLowerCase();
}
