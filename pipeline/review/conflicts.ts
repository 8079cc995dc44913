import { CONSENSUS, readItem, type Decision } from './decision.js';

/** Themes in which coders corrected the stance of one passage of a unit in different ways, and nobody has decided between them. */
export function stanceConflicts(decisions: readonly Decision[]): readonly { readonly theme: string; readonly coders: readonly string[] }[] {
  const settled = new Set(decisions.filter(({ coder }) => coder === CONSENSUS).map(({ item }) => item));
  const byItem = new Map<string, Decision[]>();
  for (const decision of decisions) {
    if (readItem(decision.item)?.kind === 'stance' && !settled.has(decision.item)) byItem.set(decision.item, [...(byItem.get(decision.item) ?? []), decision]);
  }
  const byTheme = new Map<string, Set<string>>();
  for (const [item, own] of byItem) {
    if (new Set(own.map(({ value }) => value)).size < 2) continue;
    const theme = stanceTheme(item);
    byTheme.set(theme, new Set([...(byTheme.get(theme) ?? []), ...own.map(({ coder }) => coder)]));
  }
  return [...byTheme].map(([theme, coders]) => ({ theme, coders: [...coders].sort() }));
}

/** The theme of an item that is a stance; empty for any other. */
export function stanceTheme(item: string): string {
  const read = readItem(item);
  return read?.kind === 'stance' ? read.theme : '';
}
