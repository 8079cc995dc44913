import type { Explanation } from '../../pipeline/5-score/explain.js';
import type { Addend } from '../../pipeline/model.js';
import type { SentimentEvaluation } from '../evaluation/evaluate-sentiment.js';
import { figureWithInterval, textTable } from './figures.js';

/** An explanation as text: a table a sentence, then the sums. */
export function explanationText({ sentences, sum, words, score, label }: Explanation): string {
  const parts = sentences.map((sentence) => {
    const head = `${sentence.text}\n`;
    const rows = sentence.addends.map(addendRow);
    const table = rows.length === 0 ? '  no word with a valence' : textTable(['words', 'entry', 'valence', 'rules', 'times', 'adds'], rows);
    return `${head}\n${table}\n\nsentence: sum ${sentence.sum.toFixed(2)} over ${sentence.words} words, score ${sentence.score.toFixed(4)}\n`;
  });
  return `${parts.join('\n')}\ntext: sum ${sum.toFixed(2)} over ${words} words, score ${score.toFixed(4)}, ${label}\n`;
}

function addendRow({ words, entry, kind, valence, rules, multiplier, value }: Addend): string[] {
  return [words, kind === 'word' ? entry : `${entry} (${kind})`, valence.toFixed(2), rules.join(', ') || '-', multiplier.toFixed(2), value.toFixed(2)];
}

/** Heddle's and VADER's figures side by side, a row a set. */
export function sentimentEvaluationText(results: readonly SentimentEvaluation[]): string {
  const rows = results.map(({ name, texts, labels, heddle, vader }) => [
    name, String(texts), String(labels),
    ...[heddle.r, vader.r, heddle.macroF1, vader.macroF1, heddle.accuracy, vader.accuracy].map(({ value, interval }) => figureWithInterval(value, interval)),
  ]);
  const header = ['set', 'texts', 'labels', 'r', 'r of VADER', 'macro-F1', 'of VADER', 'accuracy', 'of VADER'];
  const note = 'In brackets: 95% bootstrap intervals over texts. A set that the lexicon was fitted to is no test of it.';
  return `${textTable(header, rows)}\n\n${note}\n`;
}
