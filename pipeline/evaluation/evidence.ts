import type { Span } from '../model.js';
import { overlaps } from '../text/spans.js';
import { ratio, type Statistic } from '../agreement/statistic.js';
import { codingsOf, type EvaluatedUnit } from './coded.js';
import { verdict } from './themes.js';

export interface EvidenceEvaluation {
  /** Of the right themes, how many have a coding in a sentence that overlaps a coder's evidence. */
  readonly share: Statistic;
  /** The same a coding: how many of the sentences of right themes do. */
  readonly shareOfCodings: Statistic;
  /** Right themes whose evidence was found. */
  readonly themes: number;
  /** Right themes whose evidence is empty or not in the unit's text, and so cannot be judged. */
  readonly unplaced: number;
}

/** A right theme for the wrong words is not right: whether the pipeline found a theme where its coders did. */
export function evaluateEvidence(units: readonly EvaluatedUnit[], themes: readonly string[]): EvidenceEvaluation {
  let placed = 0;
  let met = 0;
  let unplaced = 0;
  let sentences = 0;
  let sentencesMet = 0;
  for (const unit of units) {
    for (const theme of themes) {
      const predicted = unit.predicted.themes.get(theme);
      if (!predicted || verdict(unit, theme) !== true) continue;
      const evidence = codingsOf(unit)
        .flatMap((coding) => coding.themes.get(theme)?.evidence ?? [])
        .flatMap((phrase) => findEvidence(unit.predicted.text, phrase));
      if (evidence.length === 0) {
        unplaced++;
        continue;
      }
      const meets = predicted.sentences.map((sentence) => evidence.some((phrase) => overlaps(sentence, phrase)));
      placed++;
      if (meets.includes(true)) met++;
      sentences += meets.length;
      sentencesMet += meets.filter(Boolean).length;
    }
  }
  return {
    share: ratio(met, placed, 'no right theme has evidence'),
    shareOfCodings: ratio(sentencesMet, sentences, 'no right theme has evidence'),
    themes: placed,
    unplaced,
  };
}

/**
 * Where a phrase stands in a text, everywhere it does. Case, kinds of quotation mark and dash, and the amount of white space
 * do not count; dots that stand for words left out divide a phrase into parts, each of which is looked for.
 */
export function findEvidence(text: string, evidence: string): readonly Span[] {
  const folded = fold(text);
  return evidence
    .split(/\.{3}|…|\[…\]/)
    .map((part) => fold(part).text.trim())
    .filter((part) => part !== '')
    .flatMap((part) => occurrences(folded, part));
}

interface Folded {
  readonly text: string;
  /** For each character of the folded text, where it stands in the original; one longer than the text. */
  readonly offsets: readonly number[];
}

function occurrences(folded: Folded, phrase: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = folded.text.indexOf(phrase); at >= 0; at = folded.text.indexOf(phrase, at + phrase.length)) {
    spans.push({ start: folded.offsets[at], end: folded.offsets[at + phrase.length] });
  }
  return spans;
}

const ALIKE: ReadonlyMap<string, string> = new Map(
  [...'‘’‚‛`´'].map((mark): [string, string] => [mark, "'"]).concat(
    [...'“”„‟«»'].map((mark): [string, string] => [mark, '"']),
    [...'‐‑‒–—'].map((mark): [string, string] => [mark, '-']),
  ),
);

function fold(text: string): Folded {
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  let inSpace = false;
  for (const character of text) {
    const space = /[\s\u200b\ufeff]/u.test(character);
    if (!space || !inSpace) {
      const plain = space ? ' ' : (ALIKE.get(character) ?? character.toLowerCase());
      for (let i = 0; i < plain.length; i++) offsets.push(at);
      folded += plain;
    }
    inSpace = space;
    at += character.length;
  }
  offsets.push(text.length);
  return { text: folded, offsets };
}
