import { agree } from '../../pipeline/agreement/agree.js';
import { assembleStudy } from '../../pipeline/agreement/study.js';
import type { Problem } from '../../pipeline/model.js';
import { loadStudyRows } from '../files/study.js';
import { agreementText, type AgreementView } from '../terminal/agreement.js';

export interface AgreeOptions {
  readonly format: 'text' | 'json';
  readonly by: AgreementView;
  readonly resamples: number;
}

/** Agreement between the coders of some tables, ready to print; no output where there is nothing to compare. */
export async function agreeOnFiles(
  paths: readonly string[],
  { format, by, resamples }: AgreeOptions,
): Promise<{ readonly output: string | null; readonly problems: readonly Problem[] }> {
  if (!Number.isInteger(resamples) || resamples < 1) {
    return { output: null, problems: [{ severity: 'error', id: 'bad-option', file: '--resamples', message: 'It must be a whole number above 0.' }] };
  }
  const { codings, units, problems } = await loadStudyRows(paths);
  const study = assembleStudy(codings, units);
  const shared = study.units.filter((unit) => unit.codings.filter((coding) => coding !== null).length >= 2);
  if (shared.length === 0) return { output: null, problems: [...problems, nothingShared(paths, study.coders)] };

  const themes = [...new Set(codings.map((row) => row.theme))].filter((theme) => theme !== '').sort();
  const agreement = agree(study, themes, { resamples });
  if (format === 'json') return { output: `${JSON.stringify(agreement, null, 2)}\n`, problems };
  return { output: agreementText(agreement, by, assumptions(study.assumed)), problems };
}

function assumptions(assumed: readonly string[]): readonly string[] {
  if (assumed.length === 0) return [];
  return [`Without a units.csv, ${assumed.join(', ')} counts as having seen every unit of each file they coded in.`];
}

function nothingShared(paths: readonly string[], coders: readonly string[]): Problem {
  const message =
    coders.length < 2
      ? `There ${coders.length === 1 ? `is one coder only (${coders[0]})` : 'is no coder'}, so there is nobody to agree with.`
      : `No unit was coded by two of the coders ${coders.join(', ')}.`;
  return {
    severity: 'error',
    id: 'nothing-to-compare',
    file: paths.join(' '),
    message,
    hint: 'Give tables of the same threads (the columns file and label say which unit a row is about) by two coders or more.',
  };
}
