import { createHash } from 'node:crypto';
import { loadCodingTools } from '../../src/files/coding-tools.js';
import { batchesOf, commentsOf } from './corpus-file.js';
import { PEERS, type Peer } from './peers.js';
import { StageClock, type Stage } from './stages.js';

/** What one contestant measured, alone in a process of its own. */
export interface Measured {
  readonly bytes: number;
  readonly rows: number;
  /** Pairs of comment and theme, codings, or comments with a figure. */
  readonly found: number;
  readonly digest: string;
  readonly seconds: number;
  readonly stages?: Readonly<Record<Stage, number>>;
  readonly peak: number;
}

/** Arguments: who, the corpus, the dictionary (for the stages: the folder of the lexicon), and the most bytes of text. */
async function main(who: string, corpus: string, dictionary: string, most: number): Promise<void> {
  const peer = PEERS.find(({ id }) => id === who);
  const measured = peer ? await measurePeer(peer, corpus, dictionary, most) : await measureStages(corpus, dictionary, most);
  process.stdout.write(JSON.stringify({ ...measured, peak: process.resourceUsage().maxRSS / 1000 }));
}

/** Only finding is counted, not reading and parsing. */
async function measurePeer(peer: Peer, corpus: string, dictionary: string, most: number): Promise<Omit<Measured, 'peak'>> {
  const find = await peer.prepare(dictionary, () => vocabularyOf(corpus));
  const hash = createHash('sha256');
  let [bytes, rows, found, seconds] = [0, 0, 0, 0];
  for (const batch of batchesOf(corpus)) {
    const comments = commentsOf(batch);
    const before = performance.now();
    const results = find(comments);
    seconds += (performance.now() - before) / 1000;
    results.forEach((result, i) => {
      const { id, text } = comments[i]!;
      hash.update(`${id}\t${result}\n`);
      bytes += Buffer.byteLength(text);
      if (result !== '') found += peer.gives === 'themes' ? result.split(' ').length : 1;
    });
    rows += comments.length;
    if (bytes >= most) break;
  }
  return { bytes, rows, found, digest: hash.digest('hex').slice(0, 8), seconds };
}

async function measureStages(corpus: string, folder: string, most: number): Promise<Omit<Measured, 'peak'>> {
  const { tools, problems } = await loadCodingTools(folder);
  if (!tools) throw new Error(problems.map(({ message }) => message).join('\n'));
  const clock = new StageClock(tools);
  const hash = createHash('sha256');
  let bytes = 0;
  for (const batch of batchesOf(corpus)) {
    for (const part of clock.run(batch)) hash.update(part);
    for (const { text } of commentsOf(batch)) bytes += Buffer.byteLength(text);
    if (bytes >= most) break;
  }
  const seconds = Object.values(clock.seconds).reduce((sum, one) => sum + one, 0);
  return { bytes, rows: clock.units, found: clock.codings, digest: hash.digest('hex').slice(0, 8), seconds, stages: clock.seconds };
}

function vocabularyOf(corpus: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const batch of batchesOf(corpus)) {
    for (const { text } of commentsOf(batch)) for (const [word] of text.toLowerCase().replaceAll('’', "'").matchAll(/[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu)) words.add(word);
  }
  return words;
}

const [who, corpus, dictionary, most] = process.argv.slice(2);
await main(who!, corpus!, dictionary!, Number(most));
