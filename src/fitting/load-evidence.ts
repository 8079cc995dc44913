import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readText } from '../../pipeline/1-read/text.js';
import { Cues } from '../../pipeline/4-tag/cues.js';
import { assembleStudy, type StudyUnit } from '../../pipeline/agreement/study.js';
import type { CodedUnit, CueKeeper, Evidence } from '../../pipeline/fit/evidence.js';
import { thresholdFor } from '../../pipeline/lexicon/codebook.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import { MatchColumns } from '../../pipeline/lexicon/match-columns.js';
import { Matcher, type Match } from '../../pipeline/lexicon/matcher.js';
import type { Problem, Scored } from '../../pipeline/model.js';
import { Coder } from '../../pipeline/run.js';
import type { EditingTools } from '../files/coding-tools.js';
import { loadGold } from '../files/gold.js';

export interface LoadedEvidence {
  readonly units: readonly CodedUnit[];
  readonly problems: readonly Problem[];
}

/** A lexicon's numbers as they are written, with the units to learn from. */
export function evidenceFor(lexicon: CompiledLexicon, units: readonly CodedUnit[]): Evidence {
  return {
    themes: lexicon.codebook.themes.map(({ id, threshold }) => ({ id, threshold })),
    patterns: lexicon.patterns.map(({ theme, pattern }) => ({ theme, strength: pattern.strength })),
    units,
    keeper: keeperOf(),
  };
}

/** The tagger's own rule of which cues count, for strengths other than the lexicon's. */
export function keeperOf(): CueKeeper {
  // Where no two matches overlap, all of them stay whatever their strengths.
  const settled = new WeakMap<readonly Match[], readonly number[]>();
  const columns = new MatchColumns();
  return (strengths) => {
    const cues = new Cues(Float64Array.from(strengths));
    return (matches) => {
      const known = settled.get(matches);
      if (known) return known;
      columns.count = 0;
      for (const { pattern, firstToken, endToken, sentence } of matches) columns.push(pattern, firstToken, endToken, sentence);
      cues.choose(columns, matches.map((_, i) => i));
      const kept = [...cues.counted];
      if (cues.kept.length === matches.length) settled.set(matches, kept);
      return kept;
    };
  };
}

/** Reads folders of human codings and finds the lexicon's patterns in the units they are about. */
export async function loadEvidence(folders: readonly string[], tools: EditingTools): Promise<LoadedEvidence> {
  const units: CodedUnit[] = [];
  const problems: Problem[] = [];
  const coder = new Coder(tools);
  const matcher = new Matcher(tools.lexicon, tools.tagger);
  for (const folder of folders) {
    const gold = await loadGold(folder, undefined, []);
    problems.push(...gold.problems);
    const study = assembleStudy(gold.codings, gold.units);
    problems.push(...unknownThemes(folder, gold.codings, tools.lexicon));
    for (const file of gold.files) {
      const place = path.join(gold.threads, file);
      const bytes = await readFile(place).catch(() => null);
      if (bytes === null) {
        problems.push({ severity: 'error', id: 'no-thread', file: place, message: 'The codings name this thread, but it cannot be read.', hint: 'Put the thread into "threads", in the folder of the codings or beside it.' });
        continue;
      }
      const read = readText(bytes, { id: file.replace(/\.[^./]+$/, ''), file });
      if ('problem' in read) problems.push(read.problem);
      else units.push(...codedUnits(coder.code(read.source), study.units.filter((unit) => unit.file === file), tools.lexicon, matcher));
    }
  }
  return { units, problems };
}

function unknownThemes(folder: string, codings: readonly { readonly theme: string }[], { codebook }: CompiledLexicon): readonly Problem[] {
  const known = new Set(codebook.themes.map(({ id }) => id));
  const unknown = [...new Set(codings.map(({ theme }) => theme))].filter((theme) => theme !== '' && !known.has(theme)).sort();
  if (unknown.length === 0) return [];
  return [{ severity: 'warning', id: 'unknown-theme', file: folder, message: `The lexicon has no theme ${unknown.join(', ')}.`, hint: 'Their codings teach nothing.' }];
}

function codedUnits(scored: Scored, coded: readonly StudyUnit[], lexicon: CompiledLexicon, matcher: Matcher): readonly CodedUnit[] {
  const { policy, themes } = lexicon.codebook;
  const byLabel = new Map(coded.map((unit) => [unit.label, unit]));
  return scored.units.flatMap(({ label }, index): CodedUnit[] => {
    const codings = (byLabel.get(label)?.codings ?? []).filter((coding) => coding !== null);
    if (codings.length === 0) return [];
    const { firstSentence, endSentence } = scored.annotations[index];
    const words = scored.sentences.firstToken[endSentence] - scored.sentences.firstToken[firstSentence];
    const matches = new Map<number, Match[]>();
    for (let sentence = firstSentence; sentence < endSentence; sentence++) {
      for (const match of matcher.match(scored, sentence)) {
        const { theme } = lexicon.patterns[match.pattern];
        const known = matches.get(theme);
        if (known) known.push(match);
        else matches.set(theme, [match]);
      }
    }
    return [
      {
        // The same thread in two folders is one thread.
        thread: scored.digest,
        atLeast: themes.length === 0 ? 1 : thresholdFor(policy, { ...themes[0], threshold: 1 }, words),
        matches,
        given: themes.map(({ id }) => codings.filter((coding) => coding.themes.has(id)).length / codings.length),
      },
    ];
  });
}
