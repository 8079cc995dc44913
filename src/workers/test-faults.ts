const WAIT = new Int32Array(new SharedArrayBuffer(4));

/**
 * Faults that tests ask for through the environment, to see that order, resuming and a worker's death change no byte:
 * `HEDDLE_TEST_DELAY=20` makes each batch wait up to so many milliseconds, as its number decides;
 * `HEDDLE_TEST_CRASH=3,7` ends the worker that meets one of these batches.
 */
export function injectFaults(batch: number): void {
  const most = Number(process.env['HEDDLE_TEST_DELAY'] ?? 0);
  if (most > 0) Atomics.wait(WAIT, 0, 0, (Math.imul(batch + 1, 0x9e3779b1) >>> 8) % most);
  const crashes = process.env['HEDDLE_TEST_CRASH'];
  if (crashes?.split(',').includes(String(batch))) process.exit(86);
}
