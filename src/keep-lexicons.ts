import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_FOLDER, KeptThings } from './files/kept.js';
import { openLexicon } from './files/open-lexicon.js';
import { openSentimentLexicon } from './files/open-sentiment.js';
import { PACKAGE_FOLDER } from './files/package-info.js';

/** The last step of a build: compiles the lexicons that come with Heddle, so that the first run need not. */
async function main(): Promise<void> {
  const kept = new KeptThings([BUILT_FOLDER]);
  const lexicons = join(PACKAGE_FOLDER, 'lexicons');
  await openLexicon(join(lexicons, 'probation'), kept);
  await openLexicon(join(lexicons, 'roles'), kept);
  await openSentimentLexicon(join(lexicons, 'sentiment'), kept);
  // What was made of files that changed since is of no use to anybody.
  for (const name of readdirSync(BUILT_FOLDER)) if (!kept.used.has(name)) rmSync(join(BUILT_FOLDER, name));
}

await main();
