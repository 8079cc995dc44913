import type { Problem } from '../model.js';
import { codesOf } from '../text/codes.js';
import { FORM_ADDRESS, FORM_OVERLONG, Forms, LONGEST_FORM } from '../text/forms.js';
import { Tokenizer } from '../text/tokens.js';
import type { Codebook, NamedList, Policy } from './codebook.js';
import type { PatternNode, WordNode } from './syntax.js';

type Line = NamedList['patterns'][number];

/** Words that no text can hold, because texts are never cut so; and regular expressions that hold for every word or none. */
export function doubtfulWords(codebook: Codebook): readonly Problem[] {
  const lines: readonly Line[] = [...codebook.lists.flatMap(({ patterns }) => patterns), ...codebook.themes.flatMap(({ rules }) => rules.flatMap(({ patterns }) => patterns))];
  const cutter = new Cutter(codebook.policy);
  return lines.flatMap(({ node, place }) =>
    wordsIn(node).flatMap((word): Problem[] => {
      const found = cutter.doubtOf(word);
      return found ? [{ severity: 'warning', id: found.id, file: place.file, line: place.line, column: place.column + word.column - 1, message: found.message, hint: found.hint }] : [];
    }),
  );
}

/** All words of a pattern, in order. */
export function wordsIn(node: PatternNode): readonly WordNode[] {
  switch (node.kind) {
    case 'word':
      return [node];
    case 'list':
    case 'gap':
      return [];
    case 'sequence':
      return node.items.flatMap(wordsIn);
    case 'alternatives':
      return node.options.flatMap(wordsIn);
    case 'optional':
      return wordsIn(node.item);
    default:
      return [...wordsIn(node.left), ...wordsIn(node.right)];
  }
}

interface Doubt {
  readonly id: string;
  readonly message: string;
  readonly hint: string;
}

/** Nearly every word of a lexicon. */
const ORDINARY = /^[a-z]{1,40}$/;

/** Cuts words as texts are cut. */
class Cutter {
  private readonly forms = new Forms();
  private readonly tokenizer: Tokenizer;

  constructor(private readonly policy: Policy) {
    this.tokenizer = new Tokenizer(this.forms, policy.hyphens);
  }

  doubtOf({ word, text }: WordNode): Doubt | null {
    if (word === 'regex') return regexDoubt(text);
    if (word === 'lemma' || ORDINARY.test(text)) return null;
    for (const part of this.policy.hyphens === 'split' ? text.split(/[-\u2010\u2011]/) : [text]) {
      // A star may stand for letters or for figures.
      const spellings = word === 'glob' ? ['x', '1'].map((filler) => part.replace(/[*?]/g, filler)) : [part.replace(/['’]+$/, '')];
      if (part !== '' && !spellings.some((spelling) => this.isOneWord(spelling))) return this.neverMatches(text, spellings[0]!, word === 'glob');
    }
    return null;
  }

  private neverMatches(text: string, spelling: string, isGlob: boolean): Doubt {
    const pieces = this.cut(spelling).map(({ piece }) => `"${piece}"`);
    const reason = spelling.length > LONGEST_FORM ? `words of more than ${LONGEST_FORM} letters are left out` : pieces.length > 1 && !isGlob ? `texts are cut into ${pieces.join(' and ')} there` : 'no word of a text is written so';
    return { id: 'never-matches', message: `"${text}" can match nothing: ${reason}.`, hint: pieces.length > 1 && !isGlob ? 'Write the words apart.' : 'Write letters and figures only.' };
  }

  private isOneWord(spelling: string): boolean {
    const [only, ...rest] = this.cut(spelling);
    return only !== undefined && rest.length === 0 && only.piece === spelling && only.form !== FORM_ADDRESS && only.form !== FORM_OVERLONG;
  }

  private cut(text: string): readonly { readonly piece: string; readonly form: number }[] {
    this.tokenizer.add(codesOf(text), { start: 0, end: text.length });
    const { count, starts, ends, forms } = this.tokenizer.take();
    return Array.from({ length: count }, (_, i) => ({ piece: text.slice(starts[i]!, ends[i]!), form: forms[i]! }));
  }
}

function regexDoubt(source: string): Doubt | null {
  if (/^\^?(\.\*|\.\+|\\w\+|\\w\*|\.|\[\^?\\?[sS ]\]\+|\\S\+|\\S\*)\$?$/.test(source)) {
    return { id: 'matches-everything', message: `/${source}/ matches every word.`, hint: 'Write a gap (..) for any words between two others.' };
  }
  const bare = source.replace(/\\[pP]\{[^}]*\}|\\./g, '');
  if (/[A-Z]/.test(bare)) return { id: 'never-matches', message: `/${source}/ asks for capitals, but words are compared in small letters.`, hint: 'Write small letters; for capitals write =WORD.' };
  if (/\s/.test(bare)) return { id: 'never-matches', message: `/${source}/ asks for a space, but is tried on one word at a time.`, hint: 'Write a regular expression for each word: /a.*/ /b.*/.' };
  return null;
}
