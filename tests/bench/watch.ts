import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const COMMAND = join(ROOT, 'dist', 'src', 'main.js');

/** Something that an editor does, again and again. */
interface Edit {
  readonly title: string;
  readonly file: string;
  readonly edit: (text: string, round: number) => string;
}

const PAUSE_MS = 3000;
const WORDS = ['coffee', 'window', 'umbrella'];
const wordOf = (round: number): string => `${WORDS[round % WORDS.length]!}${round}`;
const EDITS: readonly Edit[] = [
  { title: 'a word in a theme', file: 'pay.yml', edit: (text, round) => text.replace(/^strong: \|\n/m, (heading) => `${heading}  ${wordOf(round)}\n`) },
  { title: 'a word in a list that one theme uses', file: 'codebook.yml', edit: (text, round) => text.replace(/^  boss: \|\n/m, (heading) => `${heading}    ${wordOf(round)}\n`) },
  { title: 'a strength of the policy, which all themes are read again for', file: 'codebook.yml', edit: (text, round) => text.replace(/weak: 0\.\d+/, `weak: 0.2${round % 2 === 0 ? '4' : '5'}`) },
];

/** What one kind of save took. */
export interface WatchedSaves {
  readonly title: string;
  /** From the moment the file was written to the moment the report stood there, one a save. */
  readonly seconds: readonly number[];
}

/** The threads to try saves on: real ones where they are at hand, else the sample threads. */
export function watchedThreads(): string {
  const real = join(ROOT, '..', 'shared', 'threads');
  return existsSync(real) ? real : join(ROOT, 'seeds');
}

/** Watches a copy of the lexicon as a user would, and makes each kind of edit in turn, `rounds` times. */
export async function watchSaves(folder: string, threads: string, rounds: number): Promise<{ readonly units: number; readonly saves: readonly WatchedSaves[] }> {
  const lexicon = join(folder, 'watched', 'probation');
  rmSync(dirname(lexicon), { recursive: true, force: true });
  cpSync(join(ROOT, 'lexicons'), dirname(lexicon), { recursive: true });
  const child = spawn(process.execPath, [COMMAND, 'lexicon', 'watch', threads, '--lexicon', lexicon], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    const printed = reader(child.stdout.setEncoding('utf8'));
    const units = Number(/with (\d+) units/.exec(await printed())![1]);
    const saves = EDITS.map(({ title }) => ({ title, seconds: [] as number[] }));
    for (let round = 0; round < rounds; round++) {
      for (const [kind, { file, edit }] of EDITS.entries()) {
        const place = join(lexicon, file);
        const before = readFileSync(place, 'utf8');
        const text = edit(before, round);
        if (text === before) throw new Error(`${file} has no place for the edit "${EDITS[kind]!.title}".`);
        const report = printed();
        const start = performance.now();
        writeFileSync(place, text);
        await report;
        saves[kind]!.seconds.push((performance.now() - start) / 1000);
        // What is doubtful is looked for when the report stands there.
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
    return { units, saves };
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

/** Gives a function that waits for what is printed next, up to a pause. */
function reader(stream: NodeJS.ReadableStream): () => Promise<string> {
  let text = '';
  let waiting: ((text: string) => void) | null = null;
  stream.on('data', (piece: string) => {
    text += piece;
    if (!waiting || !text.endsWith('\n')) return;
    const give = waiting;
    waiting = null;
    give(text);
    text = '';
  });
  return () => new Promise((resolve) => (waiting = resolve));
}
