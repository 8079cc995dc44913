/**
 * A slow matcher of the pattern language, written from its table and sharing no code with the pipeline:
 * every pattern is written out in all its ways, and each way is tried at every pair of positions of a sentence.
 * It knows the texts that `random-lexicon.ts` makes and no others.
 */

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a pattern may look up. */
export interface ReferenceTables {
  readonly lemmas: Readonly<Record<string, readonly string[]>>;
  /** Pairs of British and American spelling. */
  readonly spellings: readonly (readonly [string, string])[];
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** Sentences of words. An exclamation mark ends a sentence; spaces, commas and hyphens part words. */
export function sentencesOf(text: string): readonly (readonly string[])[] {
  return text
    .replaceAll('’', "'")
    .replace(/!$/, '')
    .split('! ')
    .map((sentence) => sentence.split(/[ ,-]+/).filter((word) => word !== ''));
}

type WordTest = (word: string) => boolean;
type Node =
  | { readonly is: 'word'; readonly rows: readonly (readonly WordTest[])[] }
  | { readonly is: 'gap'; readonly most: number }
  | { readonly is: 'row' | 'choice'; readonly parts: readonly Node[] }
  | { readonly is: 'maybe'; readonly part: Node }
  | { readonly is: 'near'; readonly left: Node; readonly right: Node; readonly most: number; readonly eitherWay: boolean }
  | { readonly is: 'and' | 'not'; readonly left: Node; readonly right: Node };
/** One way of writing a pattern. */
type Way = readonly (WordTest | { readonly most: number } | { readonly whole: Node })[];

/** All ranges of a sentence that a pattern matches. */
export function rangesOf(pattern: string, words: readonly string[], tables: ReferenceTables): readonly Range[] {
  return rangesOfNode(parse(pattern, tables), words);
}

/** True when every word of a pattern may be left out. */
export function isEmptyable(pattern: string, tables: ReferenceTables): boolean {
  return holdsEmptyable(parse(pattern, tables));
}

function holdsEmptyable(node: Node): boolean {
  if (node.is === 'and' || node.is === 'not' || node.is === 'near') return holdsEmptyable(node.left) || holdsEmptyable(node.right);
  const inner = node.is === 'row' || node.is === 'choice' ? node.parts : node.is === 'maybe' ? [node.part] : [];
  return waysOf(node).some((way) => way.length === 0) || inner.some((part) => 'left' in part && holdsEmptyable(part));
}

/** Of ranges that overlap the first stays, of those the longest. */
export function leftmostLongest(ranges: readonly Range[]): readonly Range[] {
  const kept: Range[] = [];
  for (let at = 0; ; ) {
    const later = ranges.filter(({ start }) => start >= at);
    if (later.length === 0) return kept;
    const start = Math.min(...later.map((range) => range.start));
    const end = Math.max(...later.filter((range) => range.start === start).map((range) => range.end));
    kept.push({ start, end });
    at = end;
  }
}

function rangesOfNode(node: Node, words: readonly string[]): readonly Range[] {
  if (node.is === 'choice' && node.parts.some(isOfSentence)) return node.parts.flatMap((part) => rangesOfNode(part, words));
  if (node.is === 'and' || node.is === 'not') {
    const stands = rangesOfNode(node.right, words).length > 0;
    return stands === (node.is === 'and') ? rangesOfNode(node.left, words) : [];
  }
  const found: Range[] = [];
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 1; end <= words.length; end++) if (covers(node, words, start, end)) found.push({ start, end });
  }
  return found;
}

function isOfSentence(node: Node): boolean {
  return node.is === 'and' || node.is === 'not';
}

function covers(node: Node, words: readonly string[], start: number, end: number): boolean {
  if (node.is === 'near') {
    const inOrder = (first: Node, second: Node): boolean => {
      for (let cut = start + 1; cut < end; cut++) {
        if (!covers(first, words, start, cut)) continue;
        for (let gap = 0; gap <= node.most && cut + gap < end; gap++) if (covers(second, words, cut + gap, end)) return true;
      }
      return false;
    };
    return inOrder(node.left, node.right) || (node.eitherWay && inOrder(node.right, node.left));
  }
  return waysOf(node).some((way) => wayCovers(way, words, start, end));
}

function wayCovers(way: Way, words: readonly string[], start: number, end: number): boolean {
  const [first, ...rest] = way;
  if (first === undefined) return start === end;
  if (typeof first === 'function') return start < end && first(words[start]!) && wayCovers(rest, words, start + 1, end);
  if ('most' in first) {
    for (let gap = 0; gap <= first.most && start + gap <= end; gap++) if (wayCovers(rest, words, start + gap, end)) return true;
    return false;
  }
  for (let cut = start + 1; cut <= end; cut++) if (covers(first.whole, words, start, cut) && wayCovers(rest, words, cut, end)) return true;
  return false;
}

const known = new WeakMap<Node, readonly Way[]>();

/** Every way of writing a node, without gaps at either end: a gap stands between two words. */
function waysOf(node: Node): readonly Way[] {
  const ways = known.get(node) ?? trimmed(node);
  known.set(node, ways);
  return ways;
}

function trimmed(node: Node): readonly Way[] {
  return untrimmed(node).map((way) => {
    const isGap = (element: Way[number] | undefined): boolean => typeof element === 'object' && 'most' in element;
    let [from, to] = [0, way.length];
    while (from < to && isGap(way[from])) from++;
    while (to > from && isGap(way[to - 1])) to--;
    return way.slice(from, to);
  });
}

function untrimmed(node: Node): readonly Way[] {
  switch (node.is) {
    case 'word':
      return node.rows;
    case 'gap':
      return [[{ most: node.most }]];
    case 'choice':
      return node.parts.flatMap(untrimmed);
    case 'maybe':
      return [...untrimmed(node.part), []];
    case 'row':
      return node.parts.reduce<readonly Way[]>((ways, part) => ways.flatMap((way) => untrimmed(part).map((more) => [...way, ...more])), [[]]);
    default:
      return [[{ whole: node }]];
  }
}

/** Reads a pattern by recursive descent over its pieces. */
function parse(pattern: string, tables: ReferenceTables): Node {
  const pieces = pattern.match(/"[^"]*"|\/[^/]*\/|\{[^}]*\}|[()[\]|]|[^\s()[\]|"{]+/g) ?? [];
  let at = 0;
  const next = (): string => pieces[at] ?? '';
  const binary = (operators: RegExp, inner: () => Node, make: (operator: string, left: Node, right: Node) => Node) => (): Node => {
    let left = inner();
    while (operators.test(next())) left = make(pieces[at++]!, left, inner());
    return left;
  };
  const row = (): Node => {
    const parts: Node[] = [];
    while (next() !== '' && !/^(AND|NOT|(NEAR|BEFORE)\/\d+|[)\]|])$/.test(next())) parts.push(item());
    return { is: 'row', parts };
  };
  const near = binary(/^(NEAR|BEFORE)\//, row, (operator, left, right) => ({
    is: 'near', left, right, most: Number(operator.split('/')[1]), eitherWay: operator.startsWith('NEAR'),
  }));
  const whole = binary(/^(AND|NOT)$/, near, (operator, left, right) => ({ is: operator === 'AND' ? 'and' : 'not', left, right }));
  const item = (): Node => {
    const piece = pieces[at++]!;
    if (piece === '(' || piece === '[') {
      const parts = [whole()];
      while (next() === '|') {
        at++;
        parts.push(whole());
      }
      at++;
      const choice: Node = parts.length === 1 ? parts[0]! : { is: 'choice', parts };
      return piece === '(' ? unwrapped(choice) : { is: 'maybe', part: unwrapped(choice) };
    }
    if (/^\.\.\d*$/.test(piece)) return { is: 'gap', most: piece === '..' ? 2 : Number(piece.slice(2)) };
    if (piece.startsWith('@')) return { is: 'choice', parts: tables.lists[piece.slice(1)]!.map((line) => unwrapped(parse(line, tables))) };
    if (piece.startsWith('"')) return { is: 'row', parts: piece.slice(1, -1).split(' ').map((word) => wordNode(word, tables, true)) };
    return wordNode(piece, tables, false);
  };
  return unwrapped(whole());
}

/** A row of one is what stands in it. */
function unwrapped(node: Node): Node {
  return node.is === 'row' && node.parts.length === 1 ? unwrapped(node.parts[0]!) : node;
}

function wordNode(piece: string, tables: ReferenceTables, literal: boolean): Node {
  const lower = (word: string): string => word.toLowerCase();
  const one = (test: WordTest): Node => ({ is: 'word', rows: [[test]] });
  if (!literal) {
    if (piece.startsWith('/')) return one((word) => new RegExp(`^(?:${piece.slice(1, -1)})$`).test(lower(word)));
    if (piece.startsWith('=')) {
      const exact = piece.slice(1);
      return one((word) => word === exact || word === `${exact}s` || word === `${exact}'s`);
    }
    if (piece.startsWith('{')) {
      const forms = piece.slice(1, -1).split('|').flatMap((lemma) => tables.lemmas[lemma]!);
      return one((word) => forms.some((form) => lower(word) === form || lower(word) === `${form}'s`));
    }
    if (/^[A-Z]{2,}$/.test(piece)) {
      const plain = lower(piece);
      const forms = [plain, [...plain].join('.')].flatMap((form) => [form, `${form}s`, `${form}'s`]);
      return one((word) => forms.includes(lower(word)));
    }
  }
  const same = (part: string): WordTest => (/[*?]/.test(part) && !literal ? globTest(part) : plainTest(part, tables));
  const parts = piece.split('-');
  const rows: WordTest[][] = [parts.map(same)];
  if (parts.length > 1) rows.push([same(parts.join(''))]);
  // The one character may be the space or hyphen of a compound.
  const compound = literal ? null : /^([^*?]+)\?([^*?]+)$/.exec(piece);
  if (compound) rows.push([same(compound[1]!), same(compound[2]!)]);
  return { is: 'word', rows };
}

function globTest(glob: string): WordTest {
  const source = [...glob].map((char) => (char === '*' ? '.*' : char === '?' ? '.' : `\\u{${char.codePointAt(0)!.toString(16)}}`)).join('');
  return (word) => new RegExp(`^${source}$`, 'u').test(word.toLowerCase());
}

function plainTest(plain: string, { spellings }: ReferenceTables): WordTest {
  const word = plain.toLowerCase();
  const spelt = [word, ...spellings.flatMap(([a, b]) => (word === a ? [b] : word === b ? [a] : []))];
  const forms = spelt.flatMap((form) => (form.endsWith("n't") ? [form, form.replace("n't", 'nt')] : [form]));
  return (candidate) => forms.includes(candidate.toLowerCase());
}
