import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** What a process used from its start to its end, its threads included. */
export interface ProcessUse {
  /** The most memory it ever held, in megabytes. */
  readonly peak: number;
  /** Seconds of all cores together. */
  readonly processor: number;
}

/** Loaded before a command (`node --import`): writes what the process used when it ends. */
const place = process.env['HEDDLE_BENCH_USE'];
if (isMainThread && place !== undefined) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const use: ProcessUse = { peak: maxRSS / 1000, processor: (userCPUTime + systemCPUTime) / 1e6 };
    writeFileSync(place, JSON.stringify(use));
  });
}
