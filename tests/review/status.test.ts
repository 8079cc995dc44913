import { describe, expect, test } from 'vitest';
import { stanceConflicts } from '../../pipeline/review/conflicts.js';
import { reviewStatus } from '../../src/review/status.js';
import { statusText } from '../../src/terminal/review-status.js';
import { codingOf, edited, exported, imported, makeRun, type TestRun } from './run-folder.js';
import { decision } from './samples.js';

/** What is reviewed, by whom, and on what they differ. */

const PAY = 'They pay what they pay.';

async function status({ run, threads }: TestRun): Promise<string> {
  const found = await reviewStatus({ run, threads });
  if ('problem' in found) throw new Error(found.problem.message);
  return statusText(found);
}

describe('the status of a review', () => {
  test('names themes, sentiments and stances on which coders differ, until the consensus has them', async () => {
    const at = makeRun([{ text: PAY, codings: [codingOf(PAY, 'pay', 'pay')] }, { text: 'The union is quiet.' }]);
    for (const [coder, verdict, sentiment, stance] of [['anna', 'yes', '2', 'pos'], ['ben', 'no', '-1', 'neg']] as const) {
      const back = await edited(await exported(at, { coder }), (_, fill) => {
        fill('1', 'pay', 'yes');
        fill('1', 'stance', stance, 'pay');
        fill('2', 'union', verdict);
        fill('2', 'sentiment', sentiment);
      });
      await imported(at, [back]);
    }
    const text = await status(at);
    expect(text).toContain('2 contested in 1 unit: left out of prevalence');
    expect(text).toContain('\n  thread.txt 2: sentiment (anna, ben)\n  thread.txt 2: union (anna, ben)\n');
    expect(text).toContain('1 stance on which coders differ');
    expect(text).toContain('\n  thread.txt 1: pay (anna, ben)\n');
    const settled = await edited(await exported(at, { coder: 'consensus' }), (_, fill) => {
      fill('1', 'stance', 'mix', 'pay');
      fill('2', 'union', 'yes');
      fill('2', 'sentiment', '0');
    });
    expect((await imported(at, [settled])).problems).toEqual([]);
    const after = await status(at);
    expect(after).toContain('\n0 contested\n');
    expect(after).toContain('1 settled by consensus');
    expect(after).not.toMatch(/stances? on which/);
  });
});

test('stances differ passage by passage', () => {
  const says = (coder: string, item: string, value: string): ReturnType<typeof decision> => decision({ coder, item, value });
  const differing = [says('anna', 'stance:pay@1-4', 'neg'), says('ben', 'stance:pay@1-4', 'pos'), says('ben', 'stance:union@9-12', 'pos'), says('anna', 'stance:pay@5-8', 'neg')];
  expect(stanceConflicts(differing)).toEqual([{ theme: 'pay', coders: ['anna', 'ben'] }]);
  expect(stanceConflicts([...differing, says('consensus', 'stance:pay@1-4', 'neu')])).toEqual([]);
});
