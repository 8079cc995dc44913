import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BUILT_FOLDER, KeptThings, STAMP } from './files/kept.js';
import { openLexicon } from './files/open-lexicon.js';
import { openSentimentLexicon } from './files/open-sentiment.js';
import { PACKAGE_FOLDER } from './files/package-info.js';

/** The last step of a build: compiles the lexicons that come with Heddle, so that the first run need not. */
async function main(): Promise<void> {
  mkdirSync(BUILT_FOLDER, { recursive: true });
  writeFileSync(STAMP, digestOf(join(PACKAGE_FOLDER, 'dist', 'pipeline')));
  const kept = new KeptThings([BUILT_FOLDER]);
  const lexicons = join(PACKAGE_FOLDER, 'lexicons');
  await openLexicon(join(lexicons, 'probation'), kept);
  await openLexicon(join(lexicons, 'roles'), kept);
  await openSentimentLexicon(join(lexicons, 'sentiment'), kept);
  // What was made of files that changed since is of no use to anybody.
  for (const name of readdirSync(BUILT_FOLDER)) if (!kept.used.has(name) && name !== basename(STAMP)) rmSync(join(BUILT_FOLDER, name));
}

/** A digest of all the code in a folder. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.js')).sort();
  for (const name of files) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

await main();
