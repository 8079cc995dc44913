import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PatternEvidence } from '../../pipeline/fit/evidence.js';
import { editTheme, type ThemeEdit } from '../../pipeline/fit/edit.js';
import type { Pattern } from '../../pipeline/lexicon/codebook.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import type { Problem } from '../../pipeline/model.js';
import { loadSources, readLexiconSources } from '../files/lexicon.js';
import type { LexiconFit } from './fit-lexicon.js';

/** What a fit would change in one theme. */
export interface ThemeChange {
  /** Index into the codebook's themes. */
  readonly theme: number;
  readonly threshold: number | null;
  readonly strengths: readonly { readonly pattern: Pattern; readonly strength: number; readonly evidence: PatternEvidence }[];
}

/** The numbers of some themes that a fit would change. */
export function changesOf(lexicon: CompiledLexicon, fit: LexiconFit, themes: ReadonlySet<number>): readonly ThemeChange[] {
  return lexicon.codebook.themes.flatMap((_, theme): ThemeChange[] => {
    if (!themes.has(theme)) return [];
    const threshold = fit.fitted.thresholds[theme] === fit.written.thresholds[theme] ? null : fit.fitted.thresholds[theme];
    const strengths = lexicon.patterns.flatMap((compiled, index) =>
      compiled.theme === theme && fit.fitted.strengths[index] !== fit.written.strengths[index]
        ? [{ pattern: compiled.pattern, strength: fit.fitted.strengths[index], evidence: fit.patternEvidence[index] }]
        : [],
    );
    return threshold === null && strengths.length === 0 ? [] : [{ theme, threshold, strengths }];
  });
}

/** Writes changed numbers into the files of a lexicon, all or none: every file is edited and the lexicon checked before the first is put in place. */
export async function writeFit(
  folder: string,
  { codebook }: CompiledLexicon,
  changes: readonly ThemeChange[],
): Promise<{ readonly files: readonly string[] } | { readonly problems: readonly Problem[] }> {
  const edited = new Map<string, string>();
  for (const { theme: index, threshold, strengths } of changes) {
    const theme = codebook.themes[index];
    const { file } = theme.place;
    const source = await textOf(file);
    if (typeof source !== 'string') return { problems: [source] };
    const edit: ThemeEdit = { threshold, strengths: new Map(strengths.map(({ pattern, strength }) => [pattern.place.line, strength])) };
    const result = editTheme(file, source, theme, edit, codebook.policy);
    if ('problem' in result) return { problems: [result.problem] };
    edited.set(file, result.source);
  }
  const faults = await faultsOf(folder, edited);
  if (faults.length > 0) return { problems: faults };
  return putInPlace(edited);
}

/** The file's text with its byte-order mark, if it has one, so that every other byte can be written back. */
export async function textOf(file: string): Promise<string | Problem> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    const message = error instanceof TypeError ? 'The file is not UTF-8, so its characters could not be kept.' : 'The file could not be read.';
    return { severity: 'error', id: 'not-written', file, message, hint: 'Save it as UTF-8 and try again; nothing was written.' };
  }
}

/** Errors of the lexicon as it would be. */
async function faultsOf(folder: string, edited: ReadonlyMap<string, string>): Promise<readonly Problem[]> {
  const sources = await readLexiconSources(folder);
  if ('problem' in sources) return [sources.problem];
  const byName = new Map([...edited].map(([file, source]) => [basename(file), source.replace(/^\uFEFF/, '')]));
  const { problems } = await loadSources({ ...sources, files: new Map([...sources.files].map(([name, source]) => [name, byName.get(name) ?? source])) });
  return problems.filter(({ severity }) => severity === 'error');
}

/** Puts files in place, all or none: where one cannot be, those before it get back what they held. */
export async function putInPlace(edited: ReadonlyMap<string, string>): Promise<{ readonly files: readonly string[] } | { readonly problems: readonly Problem[] }> {
  const beside = (file: string): string => `${file}.${process.pid}.part`;
  const files = [...edited.keys()];
  const held = new Map<string, Uint8Array>();
  let current = '';
  try {
    for (current of files) await writeFile(beside(current), edited.get(current)!);
    for (current of files) {
      const before = await readFile(current);
      await rename(beside(current), current);
      held.set(current, before);
    }
    return { files };
  } catch (error) {
    for (const file of files) await rm(beside(file), { force: true });
    for (const [file, before] of held) await writeFile(file, before);
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { problems: [{ severity: 'error', id: 'not-written', file: current, message: `The file could not be written (${why}).`, hint: 'Close it elsewhere and check that you may write there. Every file is as it was.' }] };
  }
}
