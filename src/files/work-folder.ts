import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Problem } from '../../pipeline/model.js';
import { codeOf } from './inputs.js';
import { makeFolder } from './make-folder.js';

const WORK = '.heddle-work';
const LOCK = 'lock';
const JOURNAL = 'publishing.json';
const DISK_ERRORS: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS']);

/** True where a run was stopped while it put its files in place: some are of this result and some of the one before. The next run finishes it. */
export function isHalfPublished(output: string): boolean {
  return existsSync(join(output, WORK, JOURNAL));
}

/** A fault that ends a run, as it is told to the user. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/**
 * The folder inside the output folder where a run works. Results are made there and renamed into place when all are whole,
 * so that a run that is stopped leaves the last complete result as it was.
 */
export class WorkFolder {
  readonly output: string;
  readonly fragments: string;
  /** Compiled lexicons. */
  readonly lexicons: string;
  /** Inputs that had to be unpacked. */
  readonly unpacked: string;
  private readonly work: string;
  private readonly fresh: string;
  private readonly old: string;
  private readonly journal: string;

  constructor(output: string) {
    this.output = resolve(output);
    this.work = join(this.output, WORK);
    this.fragments = join(this.work, 'fragments');
    this.lexicons = join(this.work, 'lexicons');
    this.unpacked = join(this.work, 'unpacked');
    this.fresh = join(this.work, 'new');
    this.old = join(this.work, 'old');
    this.journal = join(this.work, JOURNAL);
  }

  /** Makes the folder and claims it. Without `resume` what an earlier run left there is removed. */
  open(resume: boolean): void {
    try {
      makeFolder(this.work);
      this.lock();
      this.finishPublishing();
      if (!resume) rmSync(this.fragments, { recursive: true, force: true });
      rmSync(this.fresh, { recursive: true, force: true });
      for (const folder of [this.fragments, this.unpacked, this.fresh]) makeFolder(folder);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(unwritable(this.output, error));
    }
  }

  /** Where a new result is written before it is put in place. */
  pathOf(name: string): string {
    return join(this.fresh, name);
  }

  /**
   * Puts the new files in place of the old, all or none. `gone` are files of an earlier result that this one does not have.
   * A file that is open in Excel on Windows cannot be replaced; then the old result stays.
   */
  publish(names: readonly string[], gone: readonly string[]): void {
    const moved: { from: string; to: string }[] = [];
    const move = (from: string, to: string): void => {
      renameSync(from, to);
      moved.push({ from, to });
    };
    this.probeAll([...names, ...gone]);
    rmSync(this.old, { recursive: true, force: true });
    mkdirSync(this.old);
    // Whole or not at all, since a run that finds it goes by it.
    writeFileSync(`${this.journal}.part`, JSON.stringify({ names, gone }));
    renameSync(`${this.journal}.part`, this.journal);
    let current = '';
    try {
      for (current of [...names, ...gone]) {
        const place = join(this.output, current);
        if (existsSync(place)) move(place, join(this.old, current));
      }
      for (current of names) move(this.pathOf(current), join(this.output, current));
    } catch (error) {
      for (const { from, to } of moved.reverse()) renameSync(to, from);
      rmSync(this.journal, { force: true });
      throw new Refusal(inUse(join(this.output, current), error));
    }
    this.endPublishing();
  }

  /** An error of the disk as it is told to the user; any other as it is. */
  told(error: unknown): unknown {
    return DISK_ERRORS.has(codeOf(error)) ? new Refusal(unwritable(this.output, error)) : error;
  }

  /** Lets go of the folder; `keep` leaves the fragments for `--resume`. A result that was not put in place leaves nothing. */
  close(keep: boolean): void {
    rmSync(this.unpacked, { recursive: true, force: true });
    rmSync(this.fresh, { recursive: true, force: true });
    if (keep) rmSync(join(this.work, LOCK), { force: true });
    else rmSync(this.work, { recursive: true, force: true });
  }

  private endPublishing(): void {
    rmSync(this.old, { recursive: true, force: true });
    rmSync(this.fresh, { recursive: true, force: true });
    rmSync(this.journal, { force: true });
  }

  /** A run that was killed while it put its files in place had a whole result: the rest of it is put in place now. */
  private finishPublishing(): void {
    if (!existsSync(this.journal)) return;
    const { names, gone } = JSON.parse(readFileSync(this.journal, 'utf8')) as { names: string[]; gone: string[] };
    for (const name of names) if (existsSync(this.pathOf(name))) renameSync(this.pathOf(name), join(this.output, name));
    for (const name of gone) rmSync(join(this.output, name), { force: true });
    this.endPublishing();
  }

  /** Finds out before anything is moved whether another program holds one of the files. */
  private probeAll(names: readonly string[]): void {
    for (const name of names) {
      const place = join(this.output, name);
      try {
        if (existsSync(place)) closeSync(openSync(place, 'r+'));
      } catch (error) {
        throw new Refusal(inUse(place, error));
      }
    }
  }

  private lock(): void {
    const path = join(this.work, LOCK);
    for (;;) {
      try {
        const file = openSync(path, 'wx');
        writeFileSync(file, String(process.pid));
        closeSync(file);
        return;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      if (isAlive(Number(readFileSync(path, 'utf8')))) {
        const message = 'Another run is writing to this folder.';
        throw new Refusal({ severity: 'error', id: 'folder-in-use', file: this.output, message, hint: `Wait for it, or choose another folder with --out. If none is running, delete ${path}.` });
      }
      rmSync(path, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function inUse(path: string, error: unknown): Problem {
  const code = codeOf(error);
  const open = code === 'EBUSY' || code === 'EPERM' || code === 'EACCES';
  const message = open
    ? `The file is open in another program, such as Excel, or may not be written (${code}). The last complete result was left as it was.`
    : `The file cannot be replaced (${code}). The last complete result was left as it was.`;
  return { severity: 'error', id: 'cannot-replace', file: path, message, hint: 'Close it there and run again with --resume: nothing needs to be coded anew.' };
}

function unwritable(folder: string, error: unknown): Problem {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return { severity: 'error', id: 'disk-full', file: folder, message: `The disk is full (${code}). The last complete result was left as it was.`, hint: 'Make room and run again with --resume, which keeps what was coded; or choose a folder on another disk with --out.' };
  }
  return { severity: 'error', id: 'cannot-write', file: folder, message: `The output folder cannot be written (${code}).`, hint: 'Choose another folder with --out, or check who may write there.' };
}
