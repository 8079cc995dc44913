const WAIT = new Int32Array(new SharedArrayBuffer(4));

/**
 * For tests of order and of kills: `HEDDLE_TEST_DELAY=20` makes each batch wait up to so many milliseconds,
 * by turns that its number decides.
 */
export function injectedDelay(batch: number): void {
  const most = Number(process.env['HEDDLE_TEST_DELAY'] ?? 0);
  if (most > 0) Atomics.wait(WAIT, 0, 0, (Math.imul(batch + 1, 0x9e3779b1) >>> 8) % most);
}
