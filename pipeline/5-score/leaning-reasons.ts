import { STANCES, type LeaningAddend, type LeaningReasons, type Scored } from '../model.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { STANCE_SIGN_NAMES, UNIT_SIGN_NAMES } from '../lexicon/sentiment/sign-names.js';
import { LABELS, ROW, type Weights } from '../lexicon/sentiment/weights.js';
import { BatchReading } from './batch-reading.js';
import { TONE_ADDS } from './leaning.js';
import { unitSigns } from './signs.js';
import { leaningsOf, StanceReader, unitScoresOf } from './stance.js';
import { sentencesOf, sizeOf, wordsIn } from './word-sums.js';

/** Why the units of a batch that `leaning.csv` judges have their labels, and each of their themes its stance: every row of the tables of weights that counted. */
export function leaningReasonsOf(scored: Scored, lexicon: SentimentLexicon, themes: readonly string[]): LeaningReasons[] {
  const { taggings, unitSentiments } = scored;
  const { policy } = lexicon;
  const units = unitScoresOf(scored, unitSentiments);
  const reading = new BatchReading(lexicon);
  reading.read(scored);
  const leanings = leaningsOf(scored, reading, units, lexicon, themes);
  const reader = new StanceReader(scored, reading, leanings, lexicon);
  const labelRows = new Rows(lexicon.leaning, themes, UNIT_SIGN_NAMES, LABELS.map((label) => policy.label[label]));
  const alone = new Rows(lexicon.leaning, themes, UNIT_SIGN_NAMES, null);
  const stanceRows = new Rows(lexicon.stance, themes, STANCE_SIGN_NAMES, STANCES.map((stance) => policy.stance.readiness[stance]));
  const signs = new Float64Array(UNIT_SIGN_NAMES.length);
  const reasons: LeaningReasons[] = [];
  let from = 0;
  for (let unit = 0; unit < scored.units.length; unit++) {
    const stances: LeaningReasons[] = [];
    while (from < taggings.count && taggings.units[from] === unit) {
      const theme = taggings.themes[from]!;
      const stance = STANCES[scored.stances[from]!]!;
      from = reader.read(from);
      stances.push({ unit, theme, addends: stanceRows.list(reader.signs, [theme]), answer: stance });
    }
    if (leanings.best[unit]! < 0) continue;
    unitSigns(scored, reading, unit, units.scores[unit]!, units.words[unit]!, stances.length, signs);
    const words = wordsIn(reading.words, sentencesOf(scored.annotations[unit]!));
    const size = sizeOf(units.words[unit]!);
    const tone = { kind: 'readiness' as const, name: 'tone', times: units.scores[unit]!, adds: TONE_ADDS.map((added) => added * policy.tone * units.scores[unit]!) };
    const addends = [...(stances.length > 0 ? labelRows : alone).list(signs, stances.map(({ theme }) => theme!), words, size), tone];
    reasons.push({ unit, theme: null, addends, answer: unitSentiments[unit]!.label }, ...stances);
  }
  return reasons;
}

/** Lists the rows of a table of weights that count for a text. */
class Rows {
  private readonly themeWeights: Float64Array;

  constructor(
    private readonly weights: Weights,
    private readonly themes: readonly string[],
    private readonly signNames: readonly string[],
    private readonly readiness: readonly number[] | null,
  ) {
    this.themeWeights = weights.themes(themes);
  }

  list(signs: Float64Array, themes: readonly number[], words: readonly number[] = [], size = 0): LeaningAddend[] {
    const addends: LeaningAddend[] = [{ kind: 'level', name: '', times: 1, adds: this.weights.level }];
    signs.forEach((times, sign) => {
      if (times !== 0) addends.push({ kind: 'sign', name: this.signNames[sign]!, times, adds: this.addsOf(this.weights.signs, sign, times) });
    });
    for (const theme of themes) addends.push({ kind: 'theme', name: this.themes[theme]!, times: 1, adds: this.addsOf(this.themeWeights, theme, 1) });
    for (const word of words) addends.push({ kind: 'word', name: this.weights.wordNames[word]!, times: size, adds: this.addsOf(this.weights.words, word, size) });
    if (this.readiness !== null) addends.push({ kind: 'readiness', name: '', times: 1, adds: this.readiness });
    return addends;
  }

  private addsOf(table: Float64Array, row: number, times: number): number[] {
    return [...table.subarray(row * ROW, row * ROW + this.weights.answers.length)].map((weight) => weight * times);
  }
}
