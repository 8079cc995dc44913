import type { Problem } from '../../model.js';
import { patternOf, themeIds, type ImportedDictionary } from './dictionary.js';

/**
 * Reads a LIWC dictionary (`.dic`): between two lines with `%`, the number and name of each category; below, an entry and the
 * numbers of its categories, with tabs between. Weights and conditions (`(02 134)125/464`) belong to LIWC alone and are reported.
 */
export function readLiwcDictionary(file: string, source: string): ImportedDictionary {
  const problems: Problem[] = [];
  const categories = new Map<string, { readonly name: string; readonly patterns: string[] }>();
  let section = 0;
  const report = (line: number, message: string, severity: Problem['severity'] = 'warning'): void => {
    problems.push({ severity, id: 'not-carried-over', file, line, column: 1, message });
  };
  source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).forEach((raw, index) => {
    const text = raw.trim();
    if (text === '%') section++;
    else if (text === '') return;
    else if (section === 1) readCategory(text, categories);
    else if (section >= 2) readEntry(text, index + 1, categories, report);
  });
  if (section < 2) report(1, 'This is no LIWC dictionary: it has no two lines with a % sign.', 'error');
  const list = [...categories.values()];
  const ids = themeIds(list.map(({ name }) => name));
  const themes = list.map(({ name, patterns }, index) => ({ id: ids[index]!, name, patterns: [...new Set(patterns)] }));
  return { themes: themes.filter(({ patterns }) => patterns.length > 0), problems };
}

function readCategory(text: string, categories: Map<string, { readonly name: string; readonly patterns: string[] }>): void {
  const [number, ...name] = text.split(/\s+/);
  categories.set(number!, { name: name.join(' ') || number!, patterns: [] });
}

function readEntry(text: string, line: number, categories: Map<string, { readonly name: string; readonly patterns: string[] }>, report: (line: number, message: string) => void): void {
  const cells = text.includes('\t') ? text.split('\t').map((cell) => cell.trim()) : text.split(/\s+/);
  const numbers = cells.slice(1).filter((cell) => cell !== '');
  const pattern = patternOf(cells[0]!);
  if (pattern === null || /^[*?\s]+$/.test(pattern)) return report(line, `The entry "${cells[0]!}" holds no word.`);
  for (const number of numbers) {
    const category = categories.get(number);
    if (category) category.patterns.push(pattern);
    else report(line, `"${cells[0]!}" asks for "${number}", which is no category of this dictionary: conditions and weights are not carried over.`);
  }
}
