import { watch } from 'node:fs';

/** Programs write a file in several steps; a save is over when nothing came for so long. */
const QUIET_MS = 120;

/**
 * Calls `saved` after each save of a file in a folder, one call at a time, until it gives false or the signal comes.
 * Rejects when the folder cannot be watched (any more).
 */
export function watchFolder(folder: string, saved: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let isBusy = false;
    let isWaiting = false;
    const watcher = watch(folder, () => soon());
    const end = (error?: unknown): void => {
      clearTimeout(timer);
      watcher.close();
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error(String(error)));
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void work(), QUIET_MS);
    };
    const work = async (): Promise<void> => {
      if (isBusy) {
        isWaiting = true;
        return;
      }
      isBusy = true;
      try {
        if (!(await saved())) {
          end();
          return;
        }
      } catch (error) {
        end(error);
        return;
      } finally {
        isBusy = false;
      }
      if (isWaiting) {
        isWaiting = false;
        soon();
      }
    };
    watcher.on('error', end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', () => end(), { once: true });
  });
}
