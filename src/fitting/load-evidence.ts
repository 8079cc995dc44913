import { Cues } from '../../pipeline/4-tag/cues.js';
import type { CodedUnit, CueKeeper, Evidence } from '../../pipeline/fit/evidence.js';
import { thresholdFor } from '../../pipeline/lexicon/codebook.js';
import type { CompiledLexicon } from '../../pipeline/lexicon/compile.js';
import { MatchColumns } from '../../pipeline/lexicon/match-columns.js';
import { Matcher, type Match } from '../../pipeline/lexicon/matcher.js';
import type { Problem, Scored } from '../../pipeline/model.js';
import { Coder } from '../../pipeline/run.js';
import type { EditingTools } from '../files/coding-tools.js';
import type { SaidOfUnit } from '../../pipeline/review/said.js';
import { readStudy } from '../workbench/study-threads.js';

export interface LoadedEvidence {
  readonly units: readonly CodedUnit[];
  /** How many of them people decided on in a review. */
  readonly reviewed: number;
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
      cues.choose(columns, matches.map((_, i) => i), matches.length);
      const kept = [...new Set(cues.kept.slice(0, cues.count).map((match) => matches[match].pattern))];
      if (cues.count === matches.length) settled.set(matches, kept);
      return kept;
    };
  };
}

/** Reads folders of human codings and reviews, and finds the lexicon's patterns in the units they are about. Units set aside for tests teach nothing. */
export async function loadEvidence(folders: readonly string[], tools: EditingTools): Promise<LoadedEvidence> {
  const { themes } = tools.lexicon.codebook;
  const study = await readStudy(folders, themes);
  const coder = new Coder(tools);
  const matcher = new Matcher(tools.lexicon, tools.tagger);
  const units = study.threads.flatMap(({ thread, said }) => codedUnits(coder.codeSegmented(thread), said, tools.lexicon, matcher));
  const reviewed = study.threads.reduce((sum, { said }) => sum + said.filter((one) => one?.isReviewed).length, 0);
  return { units, reviewed, problems: [...study.problems, ...unknownThemes(folders, study.unknownThemes)] };
}

function unknownThemes(folders: readonly string[], unknown: readonly string[]): readonly Problem[] {
  if (unknown.length === 0) return [];
  return [{ severity: 'warning', id: 'unknown-theme', file: folders.join(', '), message: `The lexicon has no theme ${unknown.join(', ')}.`, hint: 'Their codings teach nothing.' }];
}

function codedUnits(scored: Scored, said: readonly (SaidOfUnit | null)[], lexicon: CompiledLexicon, matcher: Matcher): readonly CodedUnit[] {
  const { policy, themes } = lexicon.codebook;
  return scored.units.flatMap((_, index): CodedUnit[] => {
    const one = said[index];
    if (!one) return [];
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
        given: themes.map(({ id }) => one.shares.get(id) ?? null),
      },
    ];
  });
}
