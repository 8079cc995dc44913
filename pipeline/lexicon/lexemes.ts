import type { PatternFault, WordKind } from './syntax.js';

/** A piece of a pattern: a word, a bracket, an operator. */
export interface Lexeme {
  readonly kind: 'word' | 'list' | 'gap' | 'operator' | 'open' | 'close' | 'bar';
  readonly text: string;
  readonly column: number;
  readonly word: WordKind;
  readonly pos: string;
  /** The number of a gap, NEAR or BEFORE. */
  readonly words: number;
}

export interface Lexemes {
  readonly lexemes: readonly Lexeme[];
  readonly faults: readonly PatternFault[];
}

/** What a gap of plain dots allows. */
const DEFAULT_GAP = 2;
/** Nine in ten words of a lexicon. */
const ORDINARY = /^[a-z']+$/;
const DELIMITERS = ' \t()[]|"';
const PARTS_OF_SPEECH = new Set(['Noun', 'Verb', 'Adjective', 'Adverb', 'Pronoun', 'Name', 'Number']);

/** Cuts a pattern into its pieces. */
export function lexemes(text: string): Lexemes {
  const reader = new Reader(text);
  reader.read();
  return { lexemes: reader.found, faults: reader.faults };
}

class Reader {
  readonly found: Lexeme[] = [];
  readonly faults: PatternFault[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  read(): void {
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char === ' ' || char === '\t') this.at++;
      else if (char === '(' || char === '[') this.sign('open', char);
      else if (char === ')' || char === ']') this.sign('close', char);
      else if (char === '|') this.sign('bar', char);
      else if (char === '"' || char === '“' || char === '”') this.quoted();
      else if (char === '/') this.regex();
      else if (char === '{') this.lemma();
      else this.plain();
    }
  }

  private add(kind: Lexeme['kind'], text: string, column: number, more: Partial<Lexeme> = {}): void {
    this.found.push({ kind, text, column, word: more.word ?? 'plain', pos: more.pos ?? '', words: more.words ?? 0 });
  }

  private fault(id: string, column: number, message: string, hint: string): void {
    this.faults.push({ id, column, message, hint });
  }

  private sign(kind: Lexeme['kind'], text: string): void {
    this.add(kind, text, this.at + 1);
    this.at++;
  }

  private quoted(): void {
    const start = this.at;
    const close = this.text.slice(start + 1).search(/["“”]/);
    if (close < 0) {
      this.fault('unclosed-quote', start + 1, 'The quotation mark is never closed.', 'Write a second one where the literal words end.');
      this.at = this.text.length;
      return;
    }
    this.at = start + close + 2;
    let column = start + 2;
    for (const word of this.text.slice(start + 1, start + 1 + close).split(' ')) {
      if (word !== '') this.add('word', word, column, { word: 'quoted' });
      column += word.length + 1;
    }
  }

  private regex(): void {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '/') end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) {
      this.fault('unclosed-regex', start + 1, 'The regular expression is never closed.', 'Write "/" where it ends.');
      this.at = this.text.length;
      return;
    }
    this.at = end + 1;
    this.add('word', this.text.slice(start + 1, end), start + 1, { word: 'regex', pos: this.partOfSpeech() });
  }

  private lemma(): void {
    const start = this.at;
    const end = this.text.indexOf('}', start);
    if (end < 0) {
      this.fault('unclosed-bracket', start + 1, 'The bracket "{" is never closed.', 'Write "}" after the word whose inflections are meant.');
      this.at = this.text.length;
      return;
    }
    const words = this.text.slice(start + 1, end).split('|').map((word) => word.trim().toLowerCase());
    this.at = end + 1;
    const odd = words.find((word) => word === '' || /\s/.test(word));
    if (odd !== undefined) {
      this.fault('bad-lemma', start + 1, `"{${odd}}" is not one word.`, 'Curly brackets hold a word in its base form, such as {leave}, or several: {quit|leave}.');
      return;
    }
    const pos = this.partOfSpeech();
    if (words.length > 1) this.add('open', '(', start + 1);
    words.forEach((word, index) => {
      if (index > 0) this.add('bar', '|', start + 1);
      this.add('word', word, start + 1, { word: 'lemma', pos });
    });
    if (words.length > 1) this.add('close', ')', start + 1);
  }

  /** Reads a `#Verb` that follows directly. */
  private partOfSpeech(): string {
    if (this.text[this.at] !== '#') return '';
    const start = this.at + 1;
    let end = start;
    while (end < this.text.length && !DELIMITERS.includes(this.text[end]!)) end++;
    this.at = end;
    return this.checkedPart(this.text.slice(start, end), start);
  }

  private checkedPart(name: string, column: number): string {
    if (PARTS_OF_SPEECH.has(name)) return name;
    this.fault('unknown-part-of-speech', column, `"#${name}" is no part of speech.`, `There are ${[...PARTS_OF_SPEECH].join(', ')}.`);
    return '';
  }

  private plain(): void {
    const start = this.at;
    let end = start;
    while (end < this.text.length && !DELIMITERS.includes(this.text[end]!) && !'“”{'.includes(this.text[end]!)) end++;
    this.at = end;
    const raw = this.text.slice(start, end);
    const column = start + 1;
    if (ORDINARY.test(raw)) return this.add('word', raw, column);
    if (raw === 'AND' || raw === 'NOT') return this.add('operator', raw, column);
    const proximity = /^(NEAR|BEFORE)\/(\d+)$/.exec(raw);
    if (proximity) return this.add('operator', proximity[1]!, column, { words: Number(proximity[2]) });
    if (raw === 'NEAR' || raw === 'BEFORE') {
      return this.fault('missing-distance', column, `${raw} needs a number of words.`, `Write ${raw}/5 for at most five words between.`);
    }
    if (raw === 'OR') return this.fault('or-is-a-bar', column, 'OR is written as a bar between round brackets.', 'Write (quit|leave), or put each alternative on a line of its own; "OR" in quotation marks is the word.');
    const gap = /^(?:\.\.|…)(\d*)$/.exec(raw);
    if (gap) return this.add('gap', raw, column, { words: gap[1] === '' ? DEFAULT_GAP : Number(gap[1]) });
    if (raw.startsWith('@')) return this.list(raw, column);
    // `24/7` and `PSO/PO` are two words each; a slash is no part of one.
    let from = 0;
    for (const part of raw.split('/')) {
      if (part !== '') this.word(part, column + from);
      from += part.length + 1;
    }
  }

  private list(raw: string, column: number): void {
    const name = raw.slice(1);
    if (/^[\p{L}\d_-]+$/u.test(name)) return this.add('list', name, column);
    this.fault('bad-list-name', column, `"${raw}" is no name of a list.`, 'A list is written @staff: letters, digits and hyphens.');
  }

  private word(raw: string, column: number): void {
    const hash = raw.indexOf('#');
    let text = hash > 0 ? raw.slice(0, hash) : raw;
    const pos = hash > 0 ? this.checkedPart(raw.slice(hash + 1), column + hash) : '';
    let word: WordKind = 'plain';
    if (text.startsWith('=') && text.length > 1) {
      word = 'exact';
      text = text.slice(1);
    } else if (/[*?]/.test(text)) {
      word = 'glob';
    }
    this.add('word', text, column, { word, pos });
  }
}
