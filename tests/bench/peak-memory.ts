import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Loaded before a command (`node --import`): writes the most memory that the process ever held, in kilobytes, when it ends. */
const place = process.env['HEDDLE_BENCH_PEAK'];
if (isMainThread && place !== undefined) process.on('exit', () => writeFileSync(place, String(process.resourceUsage().maxRSS)));
