import { isMap } from 'yaml';
import type { Problem } from '../model.js';
import { SECTIONS, type Example, type Pattern, type Place, type Policy, type Rule, type Section, type Theme } from './codebook.js';
import { parsePattern } from './language.js';
import { YamlReader, type PlacedLine } from './yaml-reader.js';

const RULE_KEYS = ['name', 'definition', ...SECTIONS];
const THEME_KEYS = ['id', 'name', 'definition', 'include', 'exclude', 'was', 'threshold', ...SECTIONS, 'codes', 'examples'];
const ID = /^[a-z][a-z0-9_-]*$/;

/** Reads one theme's file. Takes its text and name; gives the theme, or null, and everything that is wrong with it. */
export function readThemeFile(file: string, source: string, policy: Policy): { readonly theme: Theme | null; readonly problems: readonly Problem[] } {
  const yaml = new YamlReader(file, source);
  const theme = yaml.root ? new ThemeReader(yaml, policy).read() : null;
  return { theme, problems: yaml.problems };
}

/** True where a text is a theme's file by its headings, whatever else is wrong with it. */
export function isThemeFile(source: string): boolean {
  return /^id[ \t]*:/m.test(source) && SECTIONS.some((section) => new RegExp(`^${section}[ \\t]*:[ \\t]*[|>]`, 'm').test(source));
}

class ThemeReader {
  private readonly patterns: Pattern[] = [];
  private readonly rules: Rule[] = [];
  private readonly examples: Example[] = [];
  private readonly texts = new Map<string, string>();
  private readonly was: string[] = [];
  private threshold = 1;

  constructor(
    private readonly yaml: YamlReader,
    private readonly policy: Policy,
  ) {}

  read(): Theme | null {
    const { yaml } = this;
    const start: Place = { file: yaml.file, line: 1, column: 1 };
    let idPlace = start;
    for (const { key, value, place } of yaml.entries(yaml.root!, THEME_KEYS)) {
      if (key === 'id') idPlace = place;
      this.take(key, value, place);
    }
    const id = this.texts.get('id') ?? '';
    if (!ID.test(id)) {
      yaml.problem('bad-id', idPlace, id === '' ? 'The theme has no id.' : `"${id}" is no id.`, 'Write "id:" and a short word of small letters, digits and hyphens; it names the theme in every table.');
      return null;
    }
    const text = (key: string): string => this.texts.get(key) ?? '';
    return {
      id,
      name: text('name') || id,
      definition: text('definition'),
      include: text('include'),
      exclude: text('exclude'),
      was: this.was,
      threshold: this.threshold,
      rules: [{ code: '', name: text('name') || id, definition: text('definition'), patterns: this.patterns }, ...this.rules],
      codes: this.rules.map(({ code, name, definition }) => ({ id: code, name, definition })),
      examples: this.examples,
      place: idPlace,
    };
  }

  private take(key: string, value: unknown, place: Place): void {
    const { yaml } = this;
    if (isSection(key)) this.patterns.push(...this.sectionOf(key, value, place));
    else if (key === 'codes') this.readCodes(value, place);
    else if (key === 'examples') this.readExamples(value, place);
    else if (key === 'was') this.was.push(...yaml.linesOf(value, place).map((line) => line.text));
    else if (key === 'threshold') {
      const factor = yaml.number(value, place);
      if (factor !== null && factor > 0) this.threshold = factor;
      else if (factor !== null) yaml.problem('bad-threshold', place, 'A threshold factor is more than 0.');
    } else this.texts.set(key, yaml.text(value, place));
  }

  private sectionOf(section: Section, value: unknown, place: Place): readonly Pattern[] {
    return this.yaml.linesOf(value, place).flatMap((line) => readPattern(line, section, this.policy, this.yaml) ?? []);
  }

  private readCodes(value: unknown, place: Place): void {
    const map = this.yaml.map(value, place);
    for (const entry of map ? this.yaml.entries(map, null) : []) {
      if (!ID.test(entry.key)) this.yaml.problem('bad-id', entry.place, `"${entry.key}" is no id.`, 'Small letters, digits and hyphens.');
      if (!isMap(entry.value)) {
        this.yaml.problem('not-a-map', entry.place, `The code "${entry.key}" has no patterns.`, 'Write "name:" and "strong: |" below it, indented.');
        continue;
      }
      const patterns: Pattern[] = [];
      let name = entry.key;
      let definition = '';
      for (const inner of this.yaml.entries(entry.value, RULE_KEYS)) {
        if (isSection(inner.key)) patterns.push(...this.sectionOf(inner.key, inner.value, inner.place));
        else if (inner.key === 'definition') definition = this.yaml.text(inner.value, inner.place);
        else name = this.yaml.text(inner.value, inner.place) || name;
      }
      this.rules.push({ code: entry.key, name, definition, patterns });
    }
  }

  private readExamples(value: unknown, place: Place): void {
    const map = this.yaml.map(value, place);
    for (const { key, value: lines, place: at } of map ? this.yaml.entries(map, ['coded', 'ignored']) : []) {
      const kind = key === 'coded' ? 'coded' : 'ignored';
      for (const line of this.yaml.linesOf(lines, at)) this.examples.push(readExample(line, kind, this.yaml));
    }
  }
}

function isSection(key: string): key is Section {
  return (SECTIONS as readonly string[]).includes(key);
}

/** Reads a pattern line; its faults become problems of the file. */
export function readPattern(line: PlacedLine, section: Section, policy: Policy, yaml: YamlReader): Pattern | null {
  const parsed = parsePattern(line.text);
  for (const fault of parsed.faults) {
    yaml.problem(fault.id, { ...line.place, column: line.place.column + fault.column - 1 }, fault.message, fault.hint);
  }
  if (!parsed.node) return null;
  const usual = section === 'unless' || section === 'except' ? 0 : policy.strengths[section];
  return {
    text: parsed.text,
    section,
    strength: parsed.strength ?? usual,
    ownStrength: parsed.strength !== null,
    node: parsed.node,
    place: line.place,
  };
}

function readExample(line: PlacedLine, kind: Example['kind'], yaml: YamlReader): Example {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  let open = -1;
  for (const piece of line.text.split(/(\[\[|\]\])/)) {
    if (piece === '[[') open = text.length;
    else if (piece === ']]') {
      if (open >= 0) marks.push({ start: open, end: text.length });
      open = -1;
    } else text += piece;
  }
  if (kind === 'coded' && marks.length === 0) {
    yaml.problem('example-without-mark', line.place, 'A coded example marks the words that give the theme.', 'Put [[ and ]] round them.');
  }
  return { kind, text, marks, place: line.place };
}
