import type { RunStart, ProgressListener } from '../job/options.js';
import { count } from './figures.js';

const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

/** Says what a run begins with. Then one line on stderr tells how far it is; that is there on a terminal only, and gone at the end. */
export class ProgressLine implements ProgressListener {
  private readonly isShown = process.stderr.isTTY === true;
  private last = 0;
  private readonly started = performance.now();

  begun({ inputs, bytes, codebook: { id, version, themes } }: RunStart): void {
    this.clear();
    process.stdout.write(`Coding ${count(inputs, 'file')} (${sizeOf(bytes)}) with ${id}, version ${version} (${count(themes.length, 'theme')})\n`);
  }

  coded(batches: number, known: number, share: number): void {
    const now = performance.now();
    if (!this.isShown || now - this.last < EVERY_MS) return;
    this.last = now;
    const left = share > 0.02 ? `, ${duration((now - this.started) * (1 / share - 1))} left` : '';
    this.show(`coding: ${Math.floor(share * 100)}%, ${batches} of ${known} batches${left}`);
  }

  phase(name: string): void {
    if (this.isShown) this.show(name);
  }

  clear(): void {
    if (this.isShown) process.stderr.write(CLEAR_LINE);
  }

  private show(text: string): void {
    process.stderr.write(CLEAR_LINE + text.slice(0, Math.max(20, (process.stderr.columns ?? 80) - 1)));
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
