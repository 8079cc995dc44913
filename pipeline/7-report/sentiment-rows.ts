import type { Addend, LeaningAddend, LeaningReasons, Scored } from '../model.js';
import type { ByteWriter } from './bytes.js';
import { emptyCell, endRow, integerCell, scoreCell, textCell } from './csv.js';

/** A number of the explanation, to four decimals. */
const TEN_THOUSAND = 10_000;

/** Writes the rows of `explain-sentiment.csv`; none where the batch was coded without reasons. */
export function writeSentimentRows(out: ByteWriter, scored: Scored): void {
  const { sentimentReasons: reasons, annotations, sentenceScores, unitSentiments } = scored;
  if (reasons === undefined) return;
  annotations.forEach(({ firstSentence, endSentence }, unit) => {
    let sum = 0;
    let words = 0;
    for (let sentence = firstSentence; sentence < endSentence; sentence++) {
      const number = sentence - firstSentence + 1;
      const own = reasons[sentence]!;
      for (const addend of own.addends) {
        beginRow(out, scored, unit, number);
        addendCells(out, addend);
        if (!addend.quoted) sum += addend.value;
      }
      words += own.words;
      beginRow(out, scored, unit, number);
      textCell(out, 'sentence');
      textCell(out, scored.text, scored.sentences.starts[sentence]!, scored.sentences.ends[sentence]!);
      sumCells(out, own.sum, own.words, sentenceScores[sentence]!);
    }
    beginRow(out, scored, unit, 0);
    textCell(out, 'unit');
    emptyCell(out);
    sumCells(out, sum, words - quotedWords(scored, unit), unitSentiments[unit]!.score);
  });
}

function beginRow(out: ByteWriter, { units, file }: Scored, unit: number, sentence: number): void {
  textCell(out, units[unit]!.id);
  textCell(out, file);
  textCell(out, units[unit]!.label);
  if (sentence === 0) emptyCell(out);
  else integerCell(out, sentence);
}

function addendCells(out: ByteWriter, { kind, words, entry, valence, rules, multiplier, value, quoted }: Addend): void {
  textCell(out, kind);
  textCell(out, words);
  textCell(out, entry);
  numberCell(out, valence);
  textCell(out, rules.join('; '));
  numberCell(out, multiplier);
  numberCell(out, value);
  integerCell(out, quoted ? 1 : 0);
  for (let empty = 0; empty < 3; empty++) emptyCell(out);
  endRow(out);
}

function sumCells(out: ByteWriter, sum: number, words: number, score: number): void {
  for (let empty = 0; empty < 6; empty++) emptyCell(out);
  numberCell(out, sum);
  integerCell(out, words);
  scoreCell(out, score);
  endRow(out);
}

function numberCell(out: ByteWriter, value: number): void {
  scoreCell(out, Math.round(value * TEN_THOUSAND) || 0);
}

/** Words of the unit that are somebody else's, where not all are. */
function quotedWords({ annotations, sentences, tokens }: Scored, unit: number): number {
  const { firstSentence, endSentence, quoted, quotations } = annotations[unit]!;
  if (quoted === 'all' || quotations.length === 0) return 0;
  let count = 0;
  for (let i = sentences.firstToken[firstSentence]!; i < sentences.firstToken[endSentence]!; i++) {
    if (quotations.some(({ start, end }) => tokens.starts[i]! >= start && tokens.starts[i]! < end)) count++;
  }
  return count;
}

const MOST_ANSWERS = 4;

/** Writes the rows of `explain-stance.csv`; none where the batch was coded without reasons. */
export function writeStanceRows(out: ByteWriter, scored: Scored, themes: readonly string[]): void {
  for (const reasons of scored.leaningReasons ?? []) {
    const sums = reasons.addends.reduce<number[]>((total, { adds }) => adds.map((added, a) => added + (total[a] ?? 0)), []);
    for (const addend of reasons.addends) leaningRow(out, scored, reasons, themes, addend, '');
    leaningRow(out, scored, reasons, themes, { kind: 'sum', name: '', times: 1, adds: sums }, reasons.answer);
  }
}

type LeaningLine = Omit<LeaningAddend, 'kind'> & { readonly kind: LeaningAddend['kind'] | 'sum' };

function leaningRow(out: ByteWriter, { units, file }: Scored, { unit, theme }: LeaningReasons, themes: readonly string[], { kind, name, times, adds }: LeaningLine, answer: string): void {
  textCell(out, units[unit]!.id);
  textCell(out, file);
  textCell(out, units[unit]!.label);
  textCell(out, theme === null ? 'label' : themes[theme]!);
  textCell(out, kind);
  textCell(out, name);
  numberCell(out, times);
  for (let a = 0; a < MOST_ANSWERS; a++) {
    if (a < adds.length) numberCell(out, adds[a]!);
    else emptyCell(out);
  }
  textCell(out, answer);
  endRow(out);
}
