import type { Annotated } from '../../model.js';
import { GAP_HYPHEN, GAP_SPACE } from '../../text/gap.js';

/** Where a term stands. */
export interface TermPlace {
  readonly firstToken: number;
  readonly endToken: number;
  readonly sentence: number;
}

const LONGEST_PHRASE = 3;

/** Words that a pattern is seldom made of alone. Negations and degrees (not, too, enough) are left out: they carry themes. */
const FUNCTION_WORDS = new Set(
  (
    'a an the and or but if of to in on at by for from with as into onto than then that this these those there here it its it\'s i i\'m i\'ve i\'d i\'ll me my mine myself ' +
    'you your you\'re yours we our ours us we\'re we\'ve he him his she her hers they them their they\'re theirs who whom whose which what when where how why ' +
    'is am are was were be been being do does did doing has have had having will would shall should can could may might must so just also very ' +
    'that\'s there\'s what\'s who\'s he\'s she\'s let\'s about up down out over under again same other such own because while until through during before after between both each some any all'
  ).split(' '),
);

/** They may end a phrase: burn out, shut down. */
const PARTICLES = new Set(['out', 'up', 'down', 'over', 'about']);

/**
 * The words and phrases (of up to three words, none of them begun or ended by a function word other than a particle) of a unit, in small letters, each with its first place.
 * Phrases go across no sentence and no sign but a hyphen. Tokens in `masked` are passed over, and so is what spans them.
 */
export function termsOf(batch: Annotated, unit: number, masked: ReadonlySet<number>): ReadonlyMap<string, TermPlace> {
  const terms = new Map<string, TermPlace>();
  const { firstSentence, endSentence } = batch.annotations[unit];
  for (let sentence = firstSentence; sentence < endSentence; sentence++) {
    const end = batch.sentences.firstToken[sentence + 1];
    let run: string[] = [];
    for (let token = batch.sentences.firstToken[sentence]; token < end; token++) {
      const word = masked.has(token) ? '' : wordAt(batch, token);
      const isJoined = (batch.tokens.before[token] & ~(GAP_SPACE | GAP_HYPHEN)) === 0;
      if (!isJoined || word === '') run = [];
      if (word === '') continue;
      run.push(word);
      for (let length = 1; length <= Math.min(LONGEST_PHRASE, run.length); length++) {
        const words = run.slice(run.length - length);
        if (FUNCTION_WORDS.has(words[0]) || (FUNCTION_WORDS.has(word) && !PARTICLES.has(word))) continue;
        const term = words.join(' ');
        if (!terms.has(term)) terms.set(term, { firstToken: token + 1 - length, endToken: token + 1, sentence });
      }
    }
  }
  return terms;
}

/** The word at a token in small letters; empty for numbers, addresses, emoji and masked words. */
export function wordAt({ forms, tokens }: Pick<Annotated, 'forms' | 'tokens'>, token: number): string {
  const surface = forms.surface(tokens.forms[token]);
  return /^\p{L}[\p{L}\p{M}'&.]*$/u.test(surface) ? surface.toLowerCase() : '';
}

export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}
