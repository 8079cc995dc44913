import type { BootstrapInterval } from '../../pipeline/agreement/bootstrap.js';
import type { Statistic, Undefined } from '../../pipeline/agreement/statistic.js';

/** Rows of cells as aligned text: the first column to the left, numbers to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    widths.map((width, column) => (column === 0 ? (cells[0] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join('  ').trimEnd();
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** `1,204 units`. */
export function count(number: number, noun: string): string {
  const digits = String(number).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${noun}${number === 1 ? '' : 's'}`;
}

/** `0.743`, or the word `undefined`. */
export function figure(statistic: Statistic, decimals = 3): string {
  if (!statistic.defined) return 'undefined';
  const written = statistic.value.toFixed(decimals);
  return Number(written) === 0 ? (0).toFixed(decimals) : written;
}

/** `0.743 (0.61-0.84)`, the interval left out where there is none. */
export function figureWithInterval(value: Statistic, interval: BootstrapInterval | Undefined): string {
  if (!value.defined || !interval.defined) return figure(value);
  return `${figure(value)} (${interval.low.toFixed(2)}-${interval.high.toFixed(2)})`;
}

/** Why figures are undefined, a line a reason: `undefined, because no coder gave it: union, status`. */
export function footnotes(figures: readonly { readonly name: string; readonly statistic: Statistic }[]): readonly string[] {
  const reasons = new Map<string, Set<string>>();
  for (const { name, statistic } of figures) {
    if (statistic.defined) continue;
    const names = reasons.get(statistic.reason);
    if (names) names.add(name);
    else reasons.set(statistic.reason, new Set([name]));
  }
  return [...reasons].map(([reason, names]) => `undefined because ${reason}: ${[...names].join(', ')}`);
}
