import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { Problem } from '../../model.js';
import { patternOf, themeIds, type ImportedDictionary } from './dictionary.js';

interface Category {
  readonly path: readonly string[];
  readonly patterns: readonly string[];
}

/** Reads a quanteda dictionary in YAML: nested keys, the innermost holding lists of entries. Every innermost key becomes a theme. */
export function readQuantedaDictionary(file: string, source: string): ImportedDictionary {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = document.errors.map((error) => problemAt(file, lines, error.pos[0], 'error', 'yaml', error.message.split('\n')[0]!));
  if (problems.length > 0) return { themes: [], problems };
  const categories: Category[] = [];
  const aliases = new Set<string>();
  const report = (node: unknown, message: string): void => {
    problems.push(problemAt(file, lines, (node as Node | null)?.range?.[0] ?? 0, 'warning', 'not-carried-over', message));
  };
  const walk = (node: unknown, path: readonly string[]): void => {
    if (isAlias(node)) {
      if (!aliases.has(node.source)) report(node, `The alias "*${node.source}" is not followed: write its words out.`);
      aliases.add(node.source);
    }
    if (isMap(node)) {
      for (const pair of node.items) walk(pair.value, [...path, isScalar(pair.key) ? String(pair.key.value) : '']);
    } else if (isSeq(node)) {
      categories.push({ path, patterns: node.items.flatMap((item) => entryOf(item, path, walk, report)) });
    } else if (isScalar(node) && node.value !== null) {
      categories.push({ path, patterns: entryOf(node, path, walk, report) });
    }
  };
  walk(document.contents, []);
  const ids = themeIds(categories.map(({ path }) => path[path.length - 1] ?? ''));
  const themes = categories.map(({ path, patterns }, index) => ({ id: ids[index]!, name: path.join(' / '), patterns: [...new Set(patterns)] }));
  return { themes: themes.filter(({ patterns }) => patterns.length > 0), problems };
}

function entryOf(item: unknown, path: readonly string[], walk: (node: unknown, path: readonly string[]) => void, report: (node: unknown, message: string) => void): readonly string[] {
  if (!isScalar(item)) {
    walk(item, path);
    return [];
  }
  const pattern = patternOf(String(item.value));
  if (pattern !== null && !/^[*?\s]+$/.test(pattern)) return [pattern];
  report(item, `The entry "${String(item.value)}" holds no word.`);
  return [];
}

function problemAt(file: string, lines: LineCounter, offset: number, severity: Problem['severity'], id: string, message: string): Problem {
  const { line, col } = lines.linePos(offset);
  return { severity, id, file, line, column: col, message };
}
