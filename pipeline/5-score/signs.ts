import type { Tagged } from '../model.js';
import { ROLE_CONCESSION, ROLE_CONTRAST } from '../lexicon/sentiment/items.js';
import type { SentimentLexicon } from '../lexicon/sentiment/lexicon.js';
import { SCALE } from './scale.js';
import { LEANING_SIGNS } from './sentence-leanings.js';

const LONG = 200;
const CLASH = 4;
const THIRD = 1 / 3;
/** More coded sentences say no more of a stance: long comments would all be called mixed. */
const MANY = 5;

/** Fills `out` with the signs of a unit, in the order of their names. */
export function unitSigns(tagged: Tagged, unit: number, score: number, words: number, themes: number, sentenceScores: Int16Array, out: Float64Array): void {
  const { firstSentence, endSentence, quoted } = tagged.annotations[unit]!;
  let brightest = 0;
  let darkest = 0;
  let asking = 0;
  let exclaims = 0;
  let endsAsking = 0;
  for (let s = firstSentence; s < endSentence; s++) {
    const value = sentenceScores[s]! / SCALE;
    if (s === firstSentence || value > brightest) brightest = value;
    if (s === firstSentence || value < darkest) darkest = value;
    const end = lastSign(tagged, s);
    endsAsking = end === QUESTION ? 1 : 0;
    asking += endsAsking;
    if (end === EXCLAMATION) exclaims = 1;
  }
  const sentences = endSentence - firstSentence;
  const { kind } = tagged.units[unit]!;
  let at = 0;
  out[at++] = score;
  out[at++] = brightest;
  out[at++] = -darkest;
  out[at++] = sentences === 0 ? 0 : sentenceScores[endSentence - 1]! / SCALE;
  out[at++] = Math.min(words, LONG) / 100;
  out[at++] = 1 / Math.sqrt(words + 1);
  out[at++] = asking > 0 ? 1 : 0;
  out[at++] = sentences === 0 ? 0 : asking / sentences;
  out[at++] = endsAsking;
  out[at++] = exclaims;
  out[at++] = quoted === 'all' ? 1 : 0;
  out[at++] = quoted === 'part' ? 1 : 0;
  out[at++] = themes * THIRD;
  out[at++] = kind === 'reply' ? 1 : 0;
  out[at++] = kind === 'post' ? 1 : 0;
}

/** What is known of a theme in a unit beside its sentences. */
export interface StanceContext {
  /** What is said near the codings, and the shares of them that are negated and quoted. */
  readonly near: number;
  readonly negated: number;
  readonly quoted: number;
}

/** Fills `out` with the signs of a theme's stance, from the first on that is not made from leanings; `sentences` are those of its codings, ascending and each once, `count` of them. */
export function stanceSigns(
  tagged: Tagged, marks: SentenceMarks, unit: number, sentences: Int32Array, count: number, sentenceScores: Int16Array, context: StanceContext, out: Float64Array,
): void {
  const { firstSentence, endSentence } = tagged.annotations[unit]!;
  const { firstToken } = tagged.sentences;
  let sum = 0;
  let brightest = -1;
  let darkest = 1;
  let contrast = 0;
  let contrastFirst = 0;
  let contrastNext = 0;
  let asking = 0;
  let words = 0;
  let before = 0;
  let befores = 0;
  let next = 0;
  let nexts = 0;
  for (let k = 0; k < count; k++) {
    const s = sentences[k]!;
    const value = sentenceScores[s]! / SCALE;
    sum += value;
    if (value > brightest) brightest = value;
    if (value < darkest) darkest = value;
    words += firstToken[s + 1]! - firstToken[s]!;
    const mark = marks.of(s);
    if ((mark & CONTRAST_INSIDE) !== 0) contrast++;
    if ((mark & CONTRAST_FIRST) !== 0) contrastFirst++;
    if ((mark & ASKS) !== 0) asking++;
    if (s > firstSentence) {
      before += sentenceScores[s - 1]! / SCALE;
      befores++;
    }
    if (s + 1 < endSentence) {
      next += sentenceScores[s + 1]! / SCALE;
      nexts++;
      if ((marks.of(s + 1) & CONTRAST_FIRST) !== 0) contrastNext++;
    }
  }
  let at = LEANING_SIGNS;
  out[at++] = sum / count;
  out[at++] = brightest;
  out[at++] = -darkest;
  out[at++] = brightest > 0 && darkest < 0 ? -brightest * darkest * CLASH : 0;
  out[at++] = context.near;
  out[at++] = contrast / count;
  out[at++] = contrastFirst / count;
  out[at++] = contrastNext / count;
  out[at++] = asking / count;
  out[at++] = asking === count ? 1 : 0;
  out[at++] = Math.min(count, MANY) * THIRD;
  out[at++] = count / Math.max(1, endSentence - firstSentence);
  out[at++] = Math.sqrt(words / count) / 4;
  out[at++] = befores === 0 ? 0 : before / befores;
  out[at++] = nexts === 0 ? 0 : next / nexts;
  out[at++] = context.negated;
  out[at++] = context.quoted;
}

const QUESTION = 1;
const EXCLAMATION = 2;
const QUESTION_MARK = 0x3f;
const EXCLAMATION_MARK = 0x21;

/** Whether a sentence ends in a question mark, or in an exclamation mark alone. */
function lastSign(tagged: Tagged, sentence: number): number {
  const { firstToken, ends } = tagged.sentences;
  const end = firstToken[sentence + 1]!;
  let sign = 0;
  for (let i = end === firstToken[sentence] ? ends[sentence]! : tagged.tokens.ends[end - 1]!; i < ends[sentence]!; i++) {
    const code = tagged.text.charCodeAt(i);
    if (code === QUESTION_MARK) return QUESTION;
    if (code === EXCLAMATION_MARK) sign = EXCLAMATION;
  }
  return sign;
}

const KNOWN = 1;
const CONTRAST_INSIDE = 2;
const CONTRAST_FIRST = 4;
const ASKS = 8;

/** What is to be seen of a sentence without reading it: looked up once, however many themes ask. */
export class SentenceMarks {
  private readonly marks: Uint8Array;

  constructor(private readonly tagged: Tagged, private readonly lexicon: SentimentLexicon) {
    this.marks = new Uint8Array(tagged.sentences.count);
  }

  of(sentence: number): number {
    const known = this.marks[sentence]!;
    return known !== 0 ? known : (this.marks[sentence] = this.look(sentence));
  }

  private look(sentence: number): number {
    const { tokens, sentences } = this.tagged;
    const { roles, forms } = this.lexicon;
    const first = sentences.firstToken[sentence]!;
    const end = sentences.firstToken[sentence + 1]!;
    let mark = lastSign(this.tagged, sentence) === QUESTION ? KNOWN | ASKS : KNOWN;
    for (let i = first; i < end; i++) {
      if ((roles[forms.items[tokens.forms[i]!]!]! & (ROLE_CONTRAST | ROLE_CONCESSION)) !== 0) mark |= i === first ? CONTRAST_FIRST : CONTRAST_INSIDE;
    }
    return mark;
  }
}
