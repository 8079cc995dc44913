import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { load } from './lexicon-of.js';

const folder = new URL('../../lexicons/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** As much of JSON Schema as the two files use. */
interface Schema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly exclusiveMinimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly defaultSnippets?: readonly unknown[];
}

const schemaOf = (name: string): Schema => JSON.parse(read(name)) as Schema;
const themeSchema = schemaOf('theme.schema.json');
const codebookSchema = schemaOf('codebook.schema.json');

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** Where a value does not fit a schema, as paths. */
function misfits(value: unknown, schema: Schema, root: Schema, path = ''): readonly string[] {
  if (schema.$ref) return misfits(value, root.definitions![schema.$ref.replace('#/definitions/', '')]!, root, path);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.includes(typeOf(value))) return [`${path}: ${typeOf(value)}`];
  if (schema.enum && !schema.enum.includes(String(value))) return [`${path}: ${String(value)}`];
  if (schema.pattern && !new RegExp(schema.pattern).test(String(value))) return [`${path}: ${String(value)}`];
  if (schema.exclusiveMinimum !== undefined && Number(value) <= schema.exclusiveMinimum) return [`${path}: ${String(value)}`];
  if (Array.isArray(value)) return schema.items ? value.flatMap((item, i) => misfits(item, schema.items!, root, `${path}/${i}`)) : [];
  if (typeOf(value) !== 'object') return [];
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value as object, key)).map((key) => `${path}/${key}: missing`);
  const inner = Object.entries(value as Record<string, unknown>).flatMap(([key, one]) => {
    const names = schema.propertyNames ? misfits(key, schema.propertyNames, root, `${path}/${key}`) : [];
    const next = schema.properties?.[key] ?? schema.additionalProperties;
    if (next === false) return [...names, `${path}/${key}: unknown`];
    return typeof next === 'object' ? [...names, ...misfits(one, next, root, `${path}/${key}`)] : names;
  });
  return [...missing, ...inner];
}

describe('the schemas for editors', () => {
  const files = ['probation', 'roles'].flatMap((name) => readdirSync(new URL(`${name}/`, folder)).filter((file) => file.endsWith('.yml')).map((file) => `${name}/${file}`));

  it.each(files)('%s fits', (file) => {
    const schema = file.endsWith('/codebook.yml') ? codebookSchema : themeSchema;
    expect(misfits(parse(read(file)), schema, schema)).toEqual([]);
  });

  it('refuse what the reader refuses', () => {
    expect(misfits({ id: 'a', strnog: 'x' }, themeSchema, themeSchema)).toEqual(['/strnog: unknown']);
    expect(misfits({ id: 'A b' }, themeSchema, themeSchema)).toEqual(['/id: A b']);
    expect(misfits({ name: 'x' }, themeSchema, themeSchema)).toEqual(['/id: missing']);
    expect(misfits({ id: 'a', codes: { b: { storng: 'x' } } }, themeSchema, themeSchema)).toEqual(['/codes/b/storng: unknown']);
    expect(misfits({ policy: { hyphens: 'maybe' } }, codebookSchema, codebookSchema)).toEqual(['/policy/hyphens: maybe']);
  });

  it('know the keys that the reader knows, and no others', async () => {
    const keysOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const { problems } = await load(files);
      return problems.find(({ id, hint }) => id === 'unknown-key' && hint?.startsWith('The keys are'))!.hint!.slice('The keys are '.length, -1).split(', ').sort();
    };
    const keys = (schema: Schema): readonly string[] => Object.keys(schema.properties!).sort();
    const part = themeSchema.properties!.codes!.additionalProperties as Schema;
    const policy = codebookSchema.properties!.policy!;
    expect(await keysOf({ 'a.yml': 'id: a\nzzzz: b\n' })).toEqual(keys(themeSchema));
    expect(await keysOf({ 'a.yml': 'id: a\ncodes:\n  b:\n    zzzz: c\n' })).toEqual(keys(part));
    expect(await keysOf({ 'a.yml': 'id: a\nexamples:\n  zzzz: c\n' })).toEqual(keys(themeSchema.properties!.examples!));
    expect(await keysOf({ 'codebook.yml': 'zzzz: a\n' })).toEqual(keys(codebookSchema));
    expect(await keysOf({ 'codebook.yml': 'policy:\n  zzzz: a\n' })).toEqual(keys(policy));
    expect(await keysOf({ 'codebook.yml': 'policy:\n  strengths:\n    zzzz: a\n' })).toEqual(keys(policy.properties!.strengths!));
    expect(await keysOf({ 'codebook.yml': 'policy:\n  thresholds:\n    - {zzzz: 1, at least: 1}\n' })).toEqual(keys(policy.properties!.thresholds!.items!));
  });
});
