import { NO_WORDS, type WordSet } from './atoms.js';
import { acronymForms, exactForms, isAcronym, ORDINARY_SHORT_WORDS, spellings, withoutApostrophe } from './equivalents.js';
import type { PatternFault, WordNode } from './syntax.js';

/** What a codebook decides about words. */
export interface WordPolicy {
  /** `split`: co-worker is two words, and a hyphen in a pattern matches every way of writing. `keep`: a compound is one word. */
  readonly hyphens: 'split' | 'keep';
  /** British and American spelling alike, and `dont` for `don't`. */
  readonly spelling: boolean;
  /** Words in capitals match in any case, plural and possessive. */
  readonly acronyms: boolean;
}

/** What words are looked up in while a lexicon is compiled. */
export interface WordSources {
  readonly policy: WordPolicy;
  /** Inflections by base form; undefined when the table has none. */
  readonly inflections: (lemma: string) => readonly string[] | undefined;
  /** Compiles a regular expression to a linear-time test on a whole word, or throws with what is wrong. */
  readonly regex: (source: string) => (word: string) => boolean;
}

/** A word of a pattern as rows of word sets: alternatives, each one or more words in a row. */
export type WordRows = readonly (readonly WordSet[])[];

/** Turns a word of a pattern into the word sets it matches. */
export function wordRows(node: WordNode, sources: WordSources, faults: PatternFault[]): WordRows {
  const fault = (id: string, message: string, hint: string): WordRows => {
    faults.push({ id, column: node.column, message, hint });
    return [];
  };
  switch (node.word) {
    case 'lemma':
      return lemmaRows(node, sources, fault);
    case 'regex':
      try {
        return [[{ ...NO_WORDS, tests: [{ source: `/${node.text}/`, test: sources.regex(node.text) }] }]];
      } catch (error) {
        return fault('bad-regex', `/${node.text}/ is no regular expression: ${error instanceof Error ? error.message : String(error)}.`, 'Look-behind, look-ahead and back-references are not known here.');
      }
    case 'glob':
      return globRows(node, sources, fault);
    case 'exact':
      return [partsOf(foldSigns(node.text), sources.policy).map((part) => ({ ...NO_WORDS, exact: exactForms(part) }))];
    case 'quoted':
      return plainRows(node, sources, fault);
    case 'plain':
      return sources.policy.acronyms && isAcronym(node.text) ? acronymRows(node, fault) : plainRows(node, sources, fault);
  }
}

type Fault = (id: string, message: string, hint: string) => WordRows;

function lemmaRows(node: WordNode, sources: WordSources, fault: Fault): WordRows {
  const forms = sources.inflections(node.text);
  if (!forms) {
    return fault('no-inflections', `The table of inflections has no "${node.text}".`, 'Run `heddle lexicon inflect`, then read the new lines in lexicons/inflections.csv; or write the forms yourself: (leave|leaves|left).');
  }
  const words = forms.flatMap((form) => (sources.policy.spelling ? spellings(form) : [form]));
  return [[{ ...NO_WORDS, literals: [...new Set(words.flatMap((word) => [word, `${word}'s`]))] }]];
}

function acronymRows(node: WordNode, fault: Fault): WordRows {
  if (ORDINARY_SHORT_WORDS.has(node.text.toLowerCase())) {
    return fault('acronym-is-a-word', `"${node.text}" in any case is also the ordinary word "${node.text.toLowerCase()}".`, `Write =${node.text} for exactly these letters, or ${node.text.toLowerCase()} for the word.`);
  }
  return [[{ ...NO_WORDS, literals: acronymForms(node.text) }]];
}

const SIMPLE = /^[a-z]+$/;

/** The forms of a plain word of small letters, which needs no looking into; null for any other. */
export function simpleForms(node: WordNode, policy: WordPolicy): readonly string[] | null {
  return node.word === 'plain' && node.pos === '' && SIMPLE.test(node.text) ? variants(node.text, policy) : null;
}

/** Letters, digits and what may stand inside a word; a hyphen is left in it only where compounds are one word. */
const WORD = /^[£$€]?[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_'.,:&%*@#$-]*$/u;

function plainRows(node: WordNode, sources: WordSources, fault: Fault): WordRows {
  if (SIMPLE.test(node.text)) return [[{ ...NO_WORDS, literals: variants(node.text, sources.policy) }]];
  // The apostrophe of "years' service" is no part of the word.
  const folded = foldWord(node.text).replace(/'+$/, '');
  const parts = partsOf(folded, sources.policy);
  for (const part of parts) {
    if (!WORD.test(part) && !/^\p{Extended_Pictographic}/u.test(part)) {
      return fault('not-a-word', `"${node.text}" can match nothing: ${part === '' ? 'a hyphen stands between two words' : 'punctuation is no word'}.`, 'Write the words alone; a sign at the end of a word is left out.');
    }
    if (/[.,:!?;-]$/.test(part) && part.length > 1) {
      return fault('punctuation', `"${node.text}" can match nothing: no word ends with "${part[part.length - 1]!}".`, `Write "${part.slice(0, -1)}".`);
    }
  }
  const setOf = (word: string): WordSet => ({ ...NO_WORDS, literals: variants(word, sources.policy) });
  const row = parts.map(setOf);
  return parts.length === 1 ? [row] : [row, [setOf(parts.join(''))]];
}

function globRows(node: WordNode, sources: WordSources, fault: Fault): WordRows {
  const folded = foldWord(node.text);
  if (/^[*?]+$/.test(folded)) {
    return fault('matches-everything', `"${node.text}" matches every word.`, 'Write a gap (..) for any words between two others.');
  }
  const parts = partsOf(folded, sources.policy);
  if (parts.some((part) => part === '' || !/^[\p{L}\p{M}\p{N}_'.&%£$€*?-]+$/u.test(part))) {
    return fault('not-a-word', `"${node.text}" can match nothing: punctuation is no word.`, 'Write letters, digits, * and ? only.');
  }
  const row = parts.map((part) => globSet(part, sources.policy));
  const rows: (readonly WordSet[])[] = parts.length === 1 ? [row] : [row, [globSet(parts.join(''), sources.policy)]];
  const single = /^([^*?]+)\?([^*?]+)$/.exec(folded);
  // The one character may be the hyphen or space of a compound, which is no part of a word.
  if (single && sources.policy.hyphens === 'split') rows.push([globSet(single[1]!, sources.policy), globSet(single[2]!, sources.policy)]);
  return rows;
}

function globSet(glob: string, policy: WordPolicy): WordSet {
  const spelt = (part: string, open: boolean): readonly string[] => (policy.spelling ? spellings(part, open) : [part]);
  const affix = /^(\*?)([^*?]+)(\*?)$/.exec(glob);
  if (affix && affix[1] === '' && affix[3] === '') return { ...NO_WORDS, literals: variants(glob, policy) };
  if (affix && affix[1] === '') return { ...NO_WORDS, prefixes: spelt(affix[2]!, true) };
  if (affix && affix[3] === '') return { ...NO_WORDS, suffixes: spelt(affix[2]!, false) };
  return { ...NO_WORDS, tests: spelt(glob, true).map((source) => ({ source, test: globTest(source) })) };
}

/** The test of a source as word sets name it: a glob, or a regular expression between slashes. */
export function testOf(source: string, regex: WordSources['regex']): (word: string) => boolean {
  return source.startsWith('/') ? regex(source.slice(1, -1)) : globTest(source);
}

/** Tests a word against a glob in linear time: the pieces between stars are found from the left, the last at the end. */
export function globTest(glob: string): (word: string) => boolean {
  const pieces = glob.split('*');
  const fits = (word: string, piece: string, at: number): boolean => {
    if (at < 0 || at + piece.length > word.length) return false;
    for (let i = 0; i < piece.length; i++) if (piece[i] !== '?' && piece[i] !== word[at + i]) return false;
    return true;
  };
  return (word) => {
    const first = pieces[0]!;
    if (pieces.length === 1) return word.length === first.length && fits(word, first, 0);
    if (!fits(word, first, 0)) return false;
    let at = first.length;
    for (const piece of pieces.slice(1, -1)) {
      while (at + piece.length <= word.length && !fits(word, piece, at)) at++;
      if (at + piece.length > word.length) return false;
      at += piece.length;
    }
    const last = pieces[pieces.length - 1]!;
    return word.length - last.length >= at && fits(word, last, word.length - last.length);
  };
}

function variants(word: string, policy: WordPolicy): readonly string[] {
  if (!policy.spelling) return [word];
  const spelt = spellings(word);
  return word.endsWith("n't") ? spelt.flatMap(withoutApostrophe) : spelt;
}

function foldWord(word: string): string {
  return foldSigns(word.toLowerCase());
}

function foldSigns(word: string): string {
  return word.replace(/[‘’ʼ`´]/g, "'").replace(/[\u2010\u2011]/g, '-');
}

function partsOf(word: string, policy: WordPolicy): readonly string[] {
  return policy.hyphens === 'split' ? word.split('-') : [word];
}
