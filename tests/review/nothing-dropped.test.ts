import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import papaparse from 'papaparse';
import { expect, test } from 'vitest';
import { loadDecisions } from '../../src/files/review/decisions.js';
import { exported, imported, makeRun } from './run-folder.js';

/** Whatever people write into the cells of a review: it is stored, or it is listed with its cell. */

const COLUMNS = ['theme_pay', 'theme_union', 'theme_risk', 'theme_unheard', 'sentiment', 'memo', 'new_code', 'done'] as const;
const UNITS = 6;
const contents = fc.constantFrom('yes', 'No', ' UNSURE ', '1', 'TRUE', '2026-01-03', 'perhaps', '-2', '0.5', '9', '=1+1', 'a, "b"; c', '#REF!', 'x');
const edits = fc.uniqueArray(fc.tuple(fc.nat(UNITS - 1), fc.constantFrom(...COLUMNS), contents), { selector: ([unit, column]) => `${unit} ${column}`, maxLength: 20 });
const order = fc.shuffledSubarray(Array.from({ length: UNITS }, (_, i) => i), { minLength: UNITS });

test('every cell that was filled is stored or listed', async () => {
  const run = makeRun(Array.from({ length: UNITS }, (_, i) => ({ text: `Comment number ${i} about pay.` })));
  const csv = (await exported(run)).replace('.xlsx', '.csv');
  const [header, ...rows] = papaparse.parse<string[]>(readFileSync(csv, 'utf8').replace('\ufeff', ''), { skipEmptyLines: true }).data as [string[], ...string[][]];
  const columns = [...header, 'theme_unheard'];
  await fc.assert(
    fc.asyncProperty(edits, order, fc.constantFrom(',', ';', '\t'), async (written, places, delimiter) => {
      rmSync(join(run.threads, 'reviews'), { recursive: true, force: true });
      const filled = rows.map((row) => [...row, '']);
      for (const [unit, column, content] of written) filled[unit]![columns.indexOf(column)] = content;
      writeFileSync(csv, papaparse.unparse([columns, ...places.map((at) => filled[at]!)], { delimiter }));
      const { problems, files } = await imported(run, [csv], 'anna');
      expect(files).toHaveLength(1);
      const { decisions } = await loadDecisions(run.threads);
      const unheard = written.filter(([, column]) => column === 'theme_unheard').length;
      // "Done: no" is a blank in other words.
      const blanks = written.filter(([, column, content]) => column === 'done' && content === 'No').length;
      const listed = problems.filter(({ id }) => id === 'unreadable-cell').length;
      expect(decisions.length + listed + unheard + blanks).toBe(written.length);
      if (unheard > 0) expect(problems.find(({ id }) => id === 'unknown-theme')?.message).toContain(`${unheard} filled cells`);
      for (const { item, value } of decisions) if (item === 'memo') expect(written.map(([, , content]) => content.trim())).toContain(value);
    }),
    { numRuns: 60 },
  );
});
