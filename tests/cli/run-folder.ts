import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'src', 'main.js');

const CODEBOOK = `id: small
name: A small codebook
version: '1'
policy:
  hyphens: split
  spelling: false
  acronyms: true
  strengths: {decisive: 2, strong: 1, weak: 0.25}
  thresholds:
    - {at least: 1}
`;

const THEMES: Readonly<Record<string, string>> = {
  tools: 'hammer*\nbroken ladder\nspanner',
  weather: 'rain*\nfog\n(wet|dry) summer',
  money: 'price*\npaid\ntoo dear',
};

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** A folder of its own for a test: a small lexicon, files, and the built command run in it. */
export class RunFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'heddle run '));

  constructor() {
    this.write('lexicons/probation/codebook.yml', CODEBOOK);
    for (const [id, patterns] of Object.entries(THEMES)) {
      const body = patterns.split('\n').map((line) => `  ${line}\n`).join('');
      this.write(`lexicons/probation/${id}.yml`, `id: ${id}\nname: ${id}\ndefinition: About ${id}.\ninclude: '-'\nexclude: '-'\nstrong: |\n${body}`);
    }
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), content);
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  heddle(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Ran {
    const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, ...words], { cwd: this.path, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, ...environment } });
    return { stdout, stderr, status };
  }

  start(words: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [MAIN, ...words], { cwd: this.path, stdio: 'ignore', env: { ...process.env, ...environment } });
  }

  /** A digest of every file of a result but run.json, by name. */
  digests(out: string): Record<string, string> {
    const names = readdirSync(join(this.path, out)).filter((name) => name !== 'run.json' && name !== '.heddle-work').sort();
    return Object.fromEntries(names.map((name) => [name, createHash('sha256').update(readFileSync(join(this.path, out, name))).digest('hex')]));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A thread in the numbered layout; a comment may have replies. */
export function numberedThread(post: string, comments: readonly { readonly text: string; readonly replies?: readonly string[] }[]): string {
  const replies = comments.reduce((sum, each) => sum + (each.replies?.length ?? 0), 0);
  const lines = ['Monday, 3 March 2025', 'A title', ...post.split('\n'), '', `${comments.length + replies} comments:`, ''];
  comments.forEach(({ text, replies: answers = [] }, i) => {
    lines.push(`  ${i + 1}. ${text}`, '', '    ReplyDelete');
    if (answers.length > 0) lines.push('    Replies');
    answers.forEach((answer, j) => lines.push(`    ${j + 1}. ${answer}`, '', '      Delete'));
    lines.push('');
  });
  return lines.join('\n');
}

/** Comments that hold the small codebook's words, told apart by number. */
export function comments(count: number): { readonly id: string; readonly text: string; readonly town: string }[] {
  const texts = ['The hammer was lost in the fog', 'Nobody paid for the broken ladder, “too dear” they said', '-5 in the rain 😡, and the price of a spanner!', "It rained.\n\nA wet summer, he'd say", 'Nothing to report'];
  return Array.from({ length: count }, (_, i) => ({ id: `c${i}`, text: `${texts[i % texts.length]} (number ${i % 97} of them all here)`, town: i % 3 === 0 ? 'Hull' : 'York' }));
}
