import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const MAIN = join(fileURLToPath(import.meta.url), '..', '..', '..', 'dist', 'src', 'main.js');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle watch '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('heddle lexicon watch prints what a save did', async () => {
  const lexicon = join(folder, 'lexicon');
  mkdirSync(lexicon);
  writeFileSync(join(lexicon, 'garden.yml'), 'id: garden\ndefinition: Growing.\nstrong: |\n  spade\n');
  writeFileSync(join(folder, 'answers.csv'), 'id,text\na,My trowel is bent\nb,My spade is blunt\n');
  const child = spawn(process.execPath, [MAIN, 'lexicon', 'watch', join(folder, 'answers.csv'), '--lexicon', lexicon, '--once']);
  let printed = '';
  let isSaved = false;
  child.stdout.on('data', (piece: Buffer) => {
    printed += piece.toString('utf8');
    if (isSaved || !printed.includes('Watching')) return;
    isSaved = true;
    writeFileSync(join(lexicon, 'garden.yml'), 'id: garden\ndefinition: Growing.\nstrong: |\n  trowel\n');
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect(status).toBe(0);
  expect(printed).toContain('with 2 units');
  expect(printed).toContain('garden.yml\n');
  expect(printed).toContain('Patterns: 1 added, 1 removed, 0 changed.');
  expect(printed).toMatch(/\+ answers\.csv \S+: “trowel” by trowel \^1/);
  expect(printed).toMatch(/- answers\.csv \S+: “spade” by spade \^1/);
}, 60_000);
