import { Refusal } from '../files/work-folder.js';
import { printProblems } from '../terminal/problems.js';
import { ProgressLine } from '../terminal/progress.js';
import { summaryText } from '../terminal/summary.js';
import type { RunOptions } from './options.js';
import { runJob } from './run-job.js';
import { CannotRun, Interrupted } from './stops.js';

/** Runs the job and says on the terminal what came of it. Gives the exit status: 0 done, 1 done with errors reported, 2 could not run. */
export async function runAndReport(options: RunOptions): Promise<number> {
  const progress = new ProgressLine();
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const outcome = await runJob(options, progress, controller.signal);
    progress.clear();
    printProblems(outcome.account.problems);
    process.stdout.write(summaryText({ ...outcome, out: options.out }));
    return outcome.account.problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  } catch (error) {
    progress.clear();
    return tell(error);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function tell(error: unknown): number {
  if (error instanceof Refusal) printProblems([error.problem]);
  else if (error instanceof CannotRun) printProblems(error.problems);
  else if (error instanceof Interrupted) process.stderr.write('Stopped. The last complete result is untouched; go on with --resume.\n');
  else throw error;
  return 2;
}
