import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type IForbiddenRuleType, type IModule, type IReporterOutput, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Packages that the core may use: they compute, and touch neither disk nor clock. */
const PURE_PACKAGES = ['iconv-lite', 'yaml', 're2js', 'papaparse', 'fflate', 'zod', 'natural/lib/natural/distance'];

const RULES: readonly (IForbiddenRuleType & { readonly name: string; readonly comment: string })[] = [
  {
    name: 'pipeline-is-below-src',
    comment: 'The core knows nothing of the world around it.',
    severity: 'error',
    from: { path: '^pipeline/' },
    to: { path: '^(src|tests)/' },
  },
  {
    name: 'src-without-tests',
    comment: 'What is shipped does not need the tests.',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^tests/' },
  },
  {
    name: 'pipeline-is-pure',
    comment: 'Values in, values out: no module of Node but the hash of crypto.',
    severity: 'error',
    from: { path: '^pipeline/' },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  },
  {
    name: 'pipeline-packages',
    comment: 'A short, listed set of pure packages.',
    severity: 'error',
    from: { path: '^pipeline/' },
    to: { path: 'node_modules', pathNot: `node_modules/(${PURE_PACKAGES.join('|')})/` },
  },
  {
    name: 'model-stands-alone',
    comment: 'The types that cross borders depend on nothing.',
    severity: 'error',
    from: { path: '^pipeline/model\\.ts$' },
    to: {},
  },
  {
    name: 'stages-know-no-other-stage',
    comment: 'A stage imports the model, text/, lexicon/ and its own folder; only run.ts puts stages together.',
    severity: 'error',
    from: { path: '^pipeline/(\\d-[a-z]+)/' },
    to: { path: '^pipeline/\\d-[a-z]+/', pathNot: '^pipeline/$1/' },
  },
  {
    name: 'stages-do-not-know-the-whole',
    comment: 'run.ts is above the stages.',
    severity: 'error',
    from: { path: '^pipeline/(\\d-[a-z]+|text|lexicon)/' },
    to: { path: '^pipeline/run\\.ts$' },
  },
  {
    name: 'text-and-lexicon-are-below-the-stages',
    comment: 'What every stage uses cannot use a stage.',
    severity: 'error',
    from: { path: '^pipeline/(text|lexicon)/' },
    to: { path: '^pipeline/\\d-[a-z]+/' },
  },
  {
    name: 'text-is-below-the-lexicon',
    comment: 'Spans, tokens and sentences know no rules.',
    severity: 'error',
    from: { path: '^pipeline/text/' },
    to: { path: '^pipeline/lexicon/' },
  },
  {
    name: 'commands-apart',
    comment: 'What two commands share is a module of its own.',
    severity: 'error',
    from: { path: '^src/cli/([^/.]+)' },
    to: { path: '^src/cli/', pathNot: '^src/cli/$1(/|\\.ts$)' },
  },
  { name: 'no-circles', comment: 'Modules that need one another at run time are one.', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  { name: 'everything-is-there', comment: 'An import that leads nowhere.', severity: 'error', from: {}, to: { couldNotResolve: true } },
];

let result: ICruiseResult;
let modules: readonly IModule[];
beforeAll(async () => {
  const output: IReporterOutput = await cruise(['pipeline', 'src'], {
    baseDir: ROOT,
    validate: true,
    ruleSet: { forbidden: [...RULES] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(ROOT, 'tsconfig.json') },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'], extensions: ['.ts', '.js', '.json'], extensionAlias: { '.js': ['.ts', '.js'] } } as never,
  });
  result = output.output as ICruiseResult;
  modules = result.modules.filter(({ source }) => /^(pipeline|src)\//.test(source));
});

describe('the house', () => {
  it('was seen: every part of it, and the ways between its parts', () => {
    expect(modules.length).toBeGreaterThan(60);
    for (const part of ['pipeline/1-read/', 'pipeline/2-segment/', 'pipeline/3-annotate/', 'pipeline/4-tag/', 'pipeline/5-score/', 'pipeline/6-link/', 'pipeline/7-report/', 'pipeline/lexicon/', 'pipeline/text/', 'src/cli/', 'src/files/', 'src/workers/', 'src/terminal/']) {
      expect(modules.some(({ source }) => source.startsWith(part)), part).toBe(true);
    }
    const run = modules.find(({ source }) => source === 'pipeline/run.ts')!;
    expect(run.dependencies.map(({ resolved }) => resolved)).toContain('pipeline/2-segment/segment.ts');
  });

  it.each(RULES.map(({ name, comment }) => [name, comment]))('%s: %s', (name) => {
    const broken = result.summary.violations.filter(({ rule }) => rule.name === name).map(({ from, to }) => `${from} -> ${to}`);
    expect(broken).toEqual([]);
  });
});

/** What makes a value depend on the machine, the clock or chance. */
const IMPURE = /\b(Math\.random|Date\.now|new Date\(\)|performance\.now|process\.|console\.|toLocale\w+|localeCompare|Intl\.|setTimeout|require\()/;

describe('the core', () => {
  it('depends on no clock, chance, locale or process', () => {
    const sources = modules.filter(({ source }) => source.startsWith('pipeline/')).map(({ source }) => source);
    expect(sources.length).toBeGreaterThan(40);
    const found = sources.flatMap((source) =>
      readFileSync(join(ROOT, source), 'utf8').split('\n').flatMap((line, i) => {
        const code = line.replace(/^\s*(\*|\/\/|\/\*).*|\/\/ .*$/, '');
        return IMPURE.test(code) ? [`${source}:${i + 1} ${line.trim()}`] : [];
      }),
    );
    expect(found).toEqual([]);
  });
});
