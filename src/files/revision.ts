import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Problem } from '../../pipeline/model.js';
import { readInflections } from '../../pipeline/lexicon/inflections.js';
import { codeOf } from './inputs.js';
import { decodeLexicon, readLexiconSources, type LexiconSources } from './lexicon.js';

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

export type ReadSources = LexiconSources | { readonly problem: Problem };

/**
 * Reads one edition of a lexicon: a folder, or a revision of git such as `HEAD~1` of the lexicon in `folder`.
 * Gives sources that load as those of a folder do.
 */
export async function readEdition(name: string, folder: string): Promise<ReadSources> {
  const found = await stat(name).catch(() => null);
  if (found?.isDirectory()) return readLexiconSources(name);
  return readRevision(name, folder);
}

async function readRevision(revision: string, folder: string): Promise<ReadSources> {
  const refuse = (message: string, hint: string): ReadSources => ({ problem: { severity: 'error', id: 'no-lexicon', file: revision, message, hint } });
  // A word that begins with a hyphen would be an option of git.
  if (revision.startsWith('-') || revision === '') return refuse('This is neither a folder nor a revision.', 'Name a folder, or a revision of git such as HEAD~1 or a tag.');
  try {
    const commit = (await git(folder, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])).toString('utf8').trim();
    return await sourcesAt(revision, commit, folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return refuse('There is no such folder, and git cannot be run.', `Name a folder; for a revision, git must be installed and ${folder} be a folder.`);
    return refuse('There is no such folder, and no revision of this name that holds the lexicon.', `Revisions are looked up in ${folder}: HEAD~1 is the last but one, git log lists them.`);
  }
}

async function sourcesAt(revision: string, commit: string, folder: string): Promise<ReadSources> {
  const listed = (await git(folder, ['ls-tree', '-z', '--name-only', commit])).toString('utf8').split('\0');
  const names = listed.filter((name) => name.endsWith('.yml') || name.endsWith('.yaml')).sort();
  if (names.length === 0) return { problem: { severity: 'error', id: 'no-lexicon', file: revision, message: `At this revision ${folder} holds no lexicon.`, hint: 'Name a later revision, or the folder as it was called then.' } };
  const place = `${revision}:${folder.replaceAll('\\', '/')}`;
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  for (const name of names) files.set(name, decodeLexicon(await git(folder, ['show', `${commit}:./${name}`]), `${place}/${name}`, problems));
  return { folder: place, files, inflections: await inflectionsAt(commit, folder), problems };
}

/** The table lies in the folder or in the one above, as on disk. */
async function inflectionsAt(commit: string, folder: string): Promise<LexiconSources['inflections']> {
  for (const path of ['./inflections.csv', '../inflections.csv']) {
    const bytes = await git(folder, ['show', `${commit}:${path}`]).catch(() => null);
    if (bytes) return readInflections('inflections.csv', bytes.toString('utf8'));
  }
  return readInflections('inflections.csv', '');
}

async function git(folder: string, words: readonly string[]): Promise<Buffer> {
  const { stdout } = await run('git', words, { cwd: folder, encoding: 'buffer', maxBuffer: MOST_BYTES, windowsHide: true });
  return stdout;
}
