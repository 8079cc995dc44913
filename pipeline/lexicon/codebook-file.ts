import { isMap, isSeq } from 'yaml';
import type { Problem } from '../model.js';
import { DEFAULT_POLICY, type NamedList, type Place, type Policy, type ThresholdStep } from './codebook.js';
import { parsePattern } from './language.js';
import { YamlReader } from './yaml-reader.js';

/** What codebook.yml says: who the codebook is, how words compare, what a theme needs, and the named lists. */
export interface CodebookHead {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly policy: Policy;
  readonly lists: readonly NamedList[];
}

const KEYS = ['id', 'name', 'version', 'policy', 'lists'];
const POLICY_KEYS = ['hyphens', 'spelling', 'acronyms', 'strengths', 'thresholds'];

/** Reads codebook.yml. Takes its text and name; gives what it says, with defaults for what it leaves out, and its problems. */
export function readCodebookFile(file: string, source: string): { readonly head: CodebookHead; readonly problems: readonly Problem[] } {
  const yaml = new YamlReader(file, source);
  let head: CodebookHead = { id: 'codebook', name: '', version: '0', policy: DEFAULT_POLICY, lists: [] };
  for (const { key, value, place } of yaml.root ? yaml.entries(yaml.root, KEYS) : []) {
    if (key === 'policy') head = { ...head, policy: readPolicy(value, place, yaml) };
    else if (key === 'lists') head = { ...head, lists: readLists(value, place, yaml) };
    else head = { ...head, [key]: yaml.text(value, place) };
  }
  return { head, problems: yaml.problems };
}

function readPolicy(value: unknown, place: Place, yaml: YamlReader): Policy {
  let policy = DEFAULT_POLICY;
  const map = yaml.map(value, place);
  for (const entry of map ? yaml.entries(map, POLICY_KEYS) : []) {
    const at = entry.place;
    if (entry.key === 'hyphens') {
      const hyphens = yaml.text(entry.value, at);
      if (hyphens === 'split' || hyphens === 'keep') policy = { ...policy, hyphens };
      else yaml.problem('bad-policy', at, `"${hyphens}" is no way to read hyphens.`, 'Write split (co-worker is two words) or keep (one word).');
    } else if (entry.key === 'spelling' || entry.key === 'acronyms') {
      policy = { ...policy, [entry.key]: yaml.text(entry.value, at) !== 'false' };
    } else if (entry.key === 'strengths') {
      policy = { ...policy, strengths: readStrengths(entry.value, at, yaml) };
    } else {
      policy = { ...policy, thresholds: readThresholds(entry.value, at, yaml) };
    }
  }
  return policy;
}

function readStrengths(value: unknown, place: Place, yaml: YamlReader): Policy['strengths'] {
  let strengths = DEFAULT_POLICY.strengths;
  const map = yaml.map(value, place);
  for (const entry of map ? yaml.entries(map, ['decisive', 'strong', 'weak']) : []) {
    const number = yaml.number(entry.value, entry.place);
    if (number !== null) strengths = { ...strengths, [entry.key]: number };
  }
  return strengths;
}

/** Steps are written `- {up to: 90, at least: 1}`; the last has no `up to`. */
function readThresholds(value: unknown, place: Place, yaml: YamlReader): readonly ThresholdStep[] {
  const steps: ThresholdStep[] = [];
  if (!isSeq(value)) {
    yaml.problem('bad-thresholds', place, 'The thresholds are a list of steps.', 'Write "- {up to: 90, at least: 1}" on a line of its own for each.');
    return DEFAULT_POLICY.thresholds;
  }
  for (const item of value.items) {
    if (!isMap(item)) continue;
    let upTo = Infinity;
    let atLeast: number | null = null;
    for (const entry of yaml.entries(item, ['up to', 'at least'])) {
      const number = yaml.number(entry.value, entry.place);
      if (number === null) continue;
      if (entry.key === 'up to') upTo = number;
      else atLeast = number;
    }
    if (atLeast === null || atLeast <= 0) yaml.problem('bad-thresholds', yaml.placeOf(item), 'A step says what cues must add up to: "at least" and a number above 0.');
    else steps.push({ upTo, atLeast });
  }
  return steps.length > 0 ? [...steps].sort((a, b) => a.upTo - b.upTo) : DEFAULT_POLICY.thresholds;
}

function readLists(value: unknown, place: Place, yaml: YamlReader): readonly NamedList[] {
  const map = yaml.map(value, place);
  return (map ? yaml.entries(map, null) : []).map((entry): NamedList => {
    const patterns = yaml.linesOf(entry.value, entry.place).flatMap((line) => {
      const parsed = parsePattern(line.text);
      for (const fault of parsed.faults) {
        yaml.problem(fault.id, { ...line.place, column: line.place.column + fault.column - 1 }, fault.message, fault.hint);
      }
      return parsed.node ? [{ text: parsed.text, node: parsed.node, place: line.place }] : [];
    });
    return { name: entry.key, patterns, place: entry.place };
  });
}
