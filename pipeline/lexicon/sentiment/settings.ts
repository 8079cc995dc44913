import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../../model.js';
import type { Calibration, LexiconFile, Policy, Rules } from './tables.js';
import type { NegationWords } from '../../text/negation.js';

const factor = z.number().min(-4).max(4);
const cut = z.number().min(-2).max(2);
/** Words a line, or a YAML list of them. */
const words = z.preprocess((value) => (typeof value === 'string' ? listOf(value) : value), z.array(z.string()));

function listOf(block: string): string[] {
  return block.split(/[\n,]/).map((word) => word.trim()).filter((word) => word !== '' && !word.startsWith('# '));
}

const rules = z.strictObject({
  negated: z.strictObject({ positive: factor, negative: factor }),
  reversers: z.strictObject({ words, positive: factor, negative: factor, reach: z.int().min(1).max(20) }),
  irrealis: z.strictObject({ words, positive: factor, negative: factor }),
  contrast: z.strictObject({ words, before: factor, after: factor }),
  concession: z.strictObject({ words, factor }),
  question: z.strictObject({ positive: factor, negative: factor }),
  emphasis: z.strictObject({ capitals: factor, stretched: factor, exclamation: factor }),
  profane: words,
});

const negation = z.strictObject({
  negators: words, enders: words, cancellers: words, carriers: words, subjects: words, reach: z.int().min(1).max(30),
});

const calibration = z.strictObject({ spread: z.number().positive(), perWord: z.number().min(0), negative: cut, positive: cut });

const share = z.number().min(0).max(4);
const policy = z.strictObject({
  label: z.strictObject({ negative: cut, neutral: cut, positive: cut }),
  tone: z.number().min(0).max(20),
  stance: z.strictObject({
    near: z.int().min(0).max(100),
    weights: z.strictObject({ near: share, sentence: share, unit: share }),
    readiness: z.strictObject({ neg: cut, neu: cut, pos: cut, mix: cut }),
  }),
});

function parseSettings<T>({ file, text }: LexiconFile, schema: z.ZodType<T>, problems: Problem[]): T | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const error of document.errors) {
    const at = lines.linePos(error.pos[0]);
    problems.push({ severity: 'error', id: 'bad-yaml', file, line: at.line, column: at.col, message: error.message.split('\n')[0]!, hint: 'Compare its indents and quotation marks with the lines around it.' });
  }
  if (document.errors.length > 0) return undefined;
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const at = positionOf(document, issue.path, lines);
    problems.push({ severity: 'error', id: 'bad-setting', file, ...at, message: `${issue.path.join('.') || 'The file'}: ${issue.message}`, hint: 'The comments in the file say what each setting may be.' });
  }
  return undefined;
}

/** Line and column of the setting, or of the nearest thing above it that is there. */
function positionOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[], lines: LineCounter): { line?: number; column?: number } {
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) continue;
    const at = lines.linePos(Number(node.range[0]));
    return { line: at.line, column: at.col };
  }
  return {};
}

/** Reads `rules.yml`; undefined, with problems, where it is not right. */
export function parseRules(source: LexiconFile, problems: Problem[]): Rules | undefined {
  return parseSettings(source, rules, problems);
}

/** Reads `negation.yml`. */
export function parseNegation(source: LexiconFile, problems: Problem[]): NegationWords | undefined {
  return parseSettings(source, negation, problems);
}

/** Reads `calibration.yml`. */
export function parseCalibration(source: LexiconFile, problems: Problem[]): Calibration | undefined {
  return parseSettings(source, calibration, problems);
}

/** Reads `policy.yml`. */
export function parsePolicy(source: LexiconFile, problems: Problem[]): Policy | undefined {
  return parseSettings(source, policy, problems);
}

const shares = z.record(z.string(), z.number().positive()).default({});

const fit = z.strictObject({
  wordTexts: z.int().min(1), pairTexts: z.int().min(1),
  pulls: z.strictObject({ listed: z.number().positive(), unlisted: z.number().positive(), pair: z.number().positive(), negated: z.number().positive() }),
  least: z.number().min(0), steps: z.int().min(1).max(10_000), folds: z.int().min(2).max(50), labels: z.array(z.string()), never: words,
  stance: z.strictObject({
    wordUnits: z.int().min(1), pull: z.number().positive(), signs: z.number().positive(), stancePull: z.number().positive(),
    least: z.number().min(0), steps: z.int().min(1).max(10_000),
    counts: z.strictObject({ units: shares, stances: shares }).default({ units: {}, stances: {} }),
  }),
  sets: z.record(z.string(), z.strictObject({ most: z.number().positive().optional(), weight: z.number().positive().optional() })),
});

/** What `fit.yml` holds. */
export type FitFile = z.infer<typeof fit>;

/** Reads `fit.yml`. */
export function parseFit(source: LexiconFile, problems: Problem[]): FitFile | undefined {
  return parseSettings(source, fit, problems);
}
