import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import JaroWinkler from 'natural/lib/natural/distance/jaro-winkler_distance.js';
import type { Problem } from '../model.js';
import type { Place } from './codebook.js';

/** Larger than any lexicon a person edits. */
export const LONGEST_FILE = 4_000_000;
/** What is left of a file without its patterns and examples: keys, names, definitions. */
const LONGEST_SKELETON = 200_000;
const MOST_YAML_ERRORS = 5;
/** Below this likeness no other key is proposed. */
const ALIKE = 0.8;

/** One line of text with its place. */
export interface PlacedLine {
  readonly text: string;
  readonly place: Place;
}

/** Reads one YAML file key by key and collects what is wrong, each with its line and column. */
export class YamlReader {
  readonly problems: Problem[] = [];
  readonly root: YAMLMap | null;
  private readonly lines = new LineCounter();
  private readonly sourceLines: readonly string[];

  constructor(
    readonly file: string,
    source: string,
  ) {
    this.sourceLines = source.split(/\r\n|\r|\n/);
    this.root = this.parse(source);
  }

  private parse(source: string): YAMLMap | null {
    if (source.length > LONGEST_FILE) {
      this.problem('lexicon-too-large', { file: this.file, line: 1, column: 1 }, `The file has ${source.length} characters; ${LONGEST_FILE} are the most.`, 'Split the theme, or check that it is a lexicon.');
      return null;
    }
    const document = this.parsed(skeletonOf(this.sourceLines));
    if (!document) return null;
    // One fault in the form leads to others; the first few say where to look.
    for (const error of document.errors.slice(0, MOST_YAML_ERRORS)) this.yamlProblem(error.code, error.message, this.placeAt(error.pos[0]));
    if (document.errors.length > 0) return null;
    if (isMap(document.contents)) return document.contents;
    this.problem('yaml', { file: this.file, line: 1, column: 1 }, 'The file holds no keys.', 'A theme begins with "id: ..." and "name: ...".');
    return null;
  }

  private parsed(skeleton: string): ReturnType<typeof parseDocument> | null {
    const start: Place = { file: this.file, line: 1, column: 1 };
    if (skeleton.replaceAll('\n', '').length > LONGEST_SKELETON) {
      this.problem('lexicon-too-large', start, `Beside its patterns the file has more than ${LONGEST_SKELETON} characters of keys and values.`, 'Patterns stand below a key such as "strong: |"; a theme has a dozen keys.');
      return null;
    }
    try {
      // Repeated keys are looked for in `entries`: the parser compares each key with every other.
      return parseDocument(skeleton, { lineCounter: this.lines, prettyErrors: false, merge: false, uniqueKeys: false });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.problem('yaml', start, 'Brackets or indents stand inside one another too many times.', 'A theme is at most four levels deep; see lexicons/README.md.');
      return null;
    }
  }

  private yamlProblem(code: string, message: string, place: Place): void {
    const line = this.sourceLines[place.line - 1] ?? '';
    if (code === 'TAB_AS_INDENT' || /^ *\t/.test(line)) {
      this.problem('tab', { ...place, column: line.indexOf('\t') + 1 }, 'A tab stands before this line; indents are spaces.', 'Replace the tab by spaces, as many as the lines above have.');
      return;
    }
    this.problem('yaml', place, `This is no valid YAML: ${firstLine(message)}`, 'Patterns stand below a key such as "strong: |", each line indented by two spaces more than the key.');
  }

  problem(id: string, place: Place, message: string, hint?: string, severity: Problem['severity'] = 'error'): void {
    this.problems.push({ severity, id, file: place.file, line: place.line, column: place.column, message, ...(hint ? { hint } : {}) });
  }

  placeAt(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }

  placeOf(node: unknown): Place {
    const range = (node as Node | null | undefined)?.range;
    return range ? this.placeAt(range[0]) : { file: this.file, line: 1, column: 1 };
  }

  /** The pairs of a map whose keys are known; unknown ones are problems with the nearest known key. */
  entries(map: YAMLMap, known: readonly string[] | null): readonly { readonly key: string; readonly value: unknown; readonly place: Place }[] {
    const first = new Map<string, Place>();
    return map.items.flatMap((pair: Pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      const place = this.placeOf(pair.key);
      const earlier = first.get(key);
      if (earlier) {
        this.problem('repeated-key', place, `"${key}" stands in line ${earlier.line} already.`, 'Put the lines of both together under one of them.');
        return [];
      }
      first.set(key, place);
      if (key === '') {
        this.problem('unknown-key', place, 'A name is wanted here, followed by a colon.');
        return [];
      }
      if (known && !known.includes(key)) {
        const near = nearest(key, known);
        this.problem('unknown-key', place, `"${key}" is no key here.`, near ? `Did you mean "${near}"?` : `The keys are ${known.join(', ')}.`);
        return [];
      }
      if (isAlias(pair.value)) {
        this.problem('alias', place, 'Aliases (*name) are not used in lexicons.', 'Write the lines out, or make them a list (@name).');
        return [];
      }
      return [{ key, value: pair.value, place }];
    });
  }

  /** A piece of text; an empty string where there is none. */
  text(value: unknown, place: Place): string {
    if (value === null || value === undefined) return '';
    if (isScalar(value)) return value.value === null ? '' : String(value.value).trim();
    this.problem('not-text', place, 'Text is wanted here.');
    return '';
  }

  number(value: unknown, place: Place): number | null {
    if (isScalar(value) && typeof value.value === 'number' && Number.isFinite(value.value)) return value.value;
    this.problem('not-a-number', place, 'A number is wanted here.');
    return null;
  }

  map(value: unknown, place: Place): YAMLMap | null {
    if (isMap(value)) return value;
    if (!(isScalar(value) && value.value === null) && value !== null) this.problem('not-a-map', place, 'Keys with values are wanted here, each on a line of its own.');
    return null;
  }

  /** The lines of a block scalar, or the items of a sequence, without blank lines and `# ` comments. */
  linesOf(value: unknown, place: Place): readonly PlacedLine[] {
    if (value === null || value === undefined) return [];
    if (isSeq(value)) {
      return value.items.flatMap((item) => (isScalar(item) ? this.linesOf(item, this.placeOf(item)) : this.notLines(this.placeOf(item))));
    }
    if (!isScalar(value)) return this.notLines(place);
    if (value.value === null) return [];
    if (value.type === 'BLOCK_LITERAL') return this.blockLines(this.placeOf(value).line);
    const at = this.placeOf(value);
    const end = value.range ? this.placeAt(value.range[1]) : at;
    if (value.type === 'BLOCK_FOLDED' || end.line > at.line) return this.runTogether(at);
    const text = String(value.value).trim();
    const isQuoted = value.type === 'QUOTE_SINGLE' || value.type === 'QUOTE_DOUBLE';
    return isLine(text) ? [{ text, place: isQuoted ? { ...at, column: at.column + 1 } : at }] : [];
  }

  private blockLines(headerLine: number): readonly PlacedLine[] {
    const indent = indentOf(this.sourceLines[headerLine - 1]!);
    const found: PlacedLine[] = [];
    for (let line = headerLine; line < this.sourceLines.length; line++) {
      const raw = this.sourceLines[line]!;
      const text = raw.trim();
      if (text !== '' && indentOf(raw) <= indent) break;
      if (isLine(text)) found.push({ text, place: { file: this.file, line: line + 1, column: raw.indexOf(text) + 1 } });
    }
    return found;
  }

  /** Without the bar, YAML makes one line of several, and so one pattern of many. */
  private runTogether(place: Place): readonly PlacedLine[] {
    this.problem('missing-bar', place, 'These lines would be read as one.', 'Write a bar after the key, "strong: |", so that each line is a pattern of its own.');
    return [];
  }

  private notLines(place: Place): readonly PlacedLine[] {
    this.problem('not-lines', place, 'Patterns are wanted here, one a line.', 'Write "strong: |" and the patterns below it, indented.');
    return [];
  }
}

/** The known word most like the one that was written, by Jaro and Winkler's measure; null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let likeness = ALIKE;
  for (const candidate of known) {
    const value = JaroWinkler(word, candidate, { ignoreCase: true });
    if (value > likeness) {
      likeness = value;
      best = candidate;
    }
  }
  return best;
}

/** `strong: |` at the end of a line: what is indented below it is lines of text. */
const BLOCK = /^\s*(?:- )?[^#\s][^#]*:\s+\|[+-]?\s*$/;

/**
 * The YAML without the contents of its literal blocks. They are most of a lexicon and nothing in them is YAML, so the parser is spared them;
 * line numbers stay as they are.
 */
function skeletonOf(lines: readonly string[]): string {
  let blockIndent = -1;
  return lines
    .map((line) => {
      if (blockIndent >= 0) {
        if (line.trim() === '' || indentOf(line) > blockIndent) return '';
        blockIndent = -1;
      }
      if (BLOCK.test(line)) blockIndent = indentOf(line);
      return line;
    })
    .join('\n');
}

function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ') indent++;
  return indent;
}

function isLine(text: string): boolean {
  return text !== '' && text !== '#' && !text.startsWith('# ');
}

function firstLine(message: string): string {
  return message.split('\n')[0]!;
}
