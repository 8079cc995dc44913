import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { assembleStudy, unitKey, type HumanCoding } from '../../pipeline/agreement/study.js';
import type { Problem, Segmented } from '../../pipeline/model.js';
import type { Decision } from '../../pipeline/review/decision.js';
import { askedThemes, type ThemeNames } from '../../pipeline/review/follow.js';
import { holdingByUnit, placeDecisions, UnitsInMemory } from '../../pipeline/review/place.js';
import { codingsOf, Sayings, type SaidOfUnit } from '../../pipeline/review/said.js';
import type { CodingRow, UnitRow } from '../../pipeline/agreement/study.js';
import { loadGold } from '../files/gold.js';
import { loadDecisions, REVIEWS } from '../files/review/decisions.js';
import { loadLockedUnits } from '../files/review/locked.js';
import { readThreads } from './read-corpus.js';

/** A thread, without the units set aside for tests, and what people said of the others. */
export interface StudiedThread {
  readonly thread: Segmented;
  /** By unit; null where nobody said anything. */
  readonly said: readonly (SaidOfUnit | null)[];
  /** By unit, what each coder said, by the ids that they used. */
  readonly codings: readonly (readonly HumanCoding[])[];
}

export interface Study {
  readonly threads: readonly StudiedThread[];
  /** Ids of themes that people gave and the lexicon does not know, not by a former name either. */
  readonly unknownThemes: readonly string[];
  readonly problems: readonly Problem[];
}

/** Codings and decisions about the threads of one folder. */
interface Place {
  /** As the user knows it. */
  readonly threads: string;
  readonly codings: CodingRow[];
  readonly units: UnitRow[];
  readonly decisions: Map<string, Decision>;
}

/**
 * Reads what people said of threads: the tables of codings in these folders, and the decisions of reviews (`reviews/decisions.csv`) in them and beside their threads.
 * Units set aside for tests are left out altogether.
 */
export async function readStudy(folders: readonly string[], themes: readonly ThemeNames[]): Promise<Study> {
  const problems: Problem[] = [];
  const places = new Map<string, Place>();
  for (const folder of folders) await addFolder(folder, places, problems);
  const threads: StudiedThread[] = [];
  // A thread that lies in two folders is one thread.
  const met = new Set<string>();
  for (const place of places.values()) {
    for (const { thread, said, codings } of await studiedThreads(place, themes, problems)) {
      threads.push({ thread, codings, said: said.map((one, unit) => (one === null || met.has(`${thread.digest}\0${thread.units[unit]!.id}`) ? null : one)) });
      thread.units.forEach(({ id }, unit) => said[unit] !== null && met.add(`${thread.digest}\0${id}`));
    }
  }
  return { threads, unknownThemes: unknownThemes([...places.values()], themes), problems };
}

async function addFolder(folder: string, places: Map<string, Place>, problems: Problem[]): Promise<void> {
  if ((await stat(folder).catch(() => null)) === null) {
    problems.push({ severity: 'error', id: 'no-such-file', file: folder, message: 'There is no such file or folder.', hint: 'Check the path; a path with spaces in it must stand between quotation marks.' });
    return;
  }
  const reviewed = basename(resolve(folder)) === REVIEWS ? dirname(resolve(folder)) : folder;
  const own = await loadDecisions(reviewed);
  problems.push(...own.problems);
  const gold = own.decisions.length > 0 && !(await isFile(join(folder, 'codings.csv'))) ? null : await loadGold(folder, undefined, []);
  problems.push(...(gold?.problems ?? []));
  const threads = gold?.threads ?? reviewed;
  const beside = resolve(threads) === resolve(reviewed) ? own : await loadDecisions(threads);
  if (beside !== own) problems.push(...beside.problems);
  const place = places.get(resolve(threads)) ?? { threads, codings: [], units: [], decisions: new Map<string, Decision>() };
  places.set(resolve(threads), place);
  place.codings.push(...(gold?.codings ?? []));
  place.units.push(...(gold?.units ?? []));
  for (const decision of [...own.decisions, ...beside.decisions]) place.decisions.set(`${decision.unit}\0${decision.digest}\0${decision.coder}\0${decision.item}`, decision);
}

async function studiedThreads(place: Place, themes: readonly ThemeNames[], problems: Problem[]): Promise<readonly StudiedThread[]> {
  const all = [...place.decisions.values()];
  const locked = new Set([...(await loadLockedUnits(place.threads)), ...all.filter(({ test }) => test).map(({ unit }) => unit)]);
  const decisions = all.filter(({ unit }) => !locked.has(unit));
  const read = await threadsOf(place, decisions, problems);
  const threads = read.map((thread) => ({ ...thread, units: thread.units.filter(({ id }) => !locked.has(id)) }));
  const lookup = new UnitsInMemory(threads.flatMap(({ file, units }) => units.map(({ id, label, text }) => ({ id, file, label, text }))));
  const holding = holdingByUnit(placeDecisions(decisions, lookup));
  const study = assembleStudy(place.codings, place.units);
  const codings = new Map(study.units.map((unit) => [unitKey(unit.file, unit.label), unit.codings]));
  const tableOf = (file: string, label: string): ReadonlyMap<string, HumanCoding> =>
    new Map((codings.get(unitKey(file, label)) ?? []).flatMap((coding, coder): [string, HumanCoding][] => (coding === null ? [] : [[study.coders[coder]!, coding]])));
  const sayings = new Sayings(themes, decisions);
  const ids = [...new Set([...place.codings.map(({ theme }) => theme), ...askedThemes(decisions)])].filter((id) => id !== '');
  return threads.map((thread) => {
    const all = thread.units.map(({ id, label }) => ({ coded: tableOf(thread.file, label), decided: holding.get(id) ?? [] }));
    return {
      thread,
      said: all.map(({ coded, decided }) => (coded.size === 0 && decided.length === 0 ? null : sayings.of(coded, decided))),
      codings: all.map(({ coded, decided }) => codingsOf(coded, decided, ids)),
    };
  });
}

/** The threads that people spoke of; all of the folder where one was renamed, since it is known again by its words. */
async function threadsOf(place: Place, decisions: readonly Decision[], problems: Problem[]): Promise<readonly Segmented[]> {
  const coded = new Set([...place.codings, ...place.units].map(({ file }) => file));
  const decided = new Set(decisions.map(({ file }) => file));
  const { threads, problems: found } = await readThreads([place.threads], (file) => coded.has(file) || decided.has(file));
  const there = new Set(threads.map(({ file }) => file));
  for (const file of coded) {
    if (there.has(file) || found.some((problem) => problem.file === file)) continue;
    problems.push({ severity: 'error', id: 'no-thread', file: join(place.threads, file), message: 'The codings name this thread, but it cannot be read.', hint: 'Put the thread into "threads", in the folder of the codings or beside it.' });
  }
  problems.push(...found.filter(({ id, severity }) => severity !== 'note' && id !== 'no-threads'));
  return [...decided].every((file) => there.has(file)) ? threads : (await readThreads([place.threads])).threads;
}

function unknownThemes(places: readonly Place[], themes: readonly ThemeNames[]): readonly string[] {
  const known = new Set(themes.flatMap(({ id, was }) => [id, ...was]));
  return [...new Set(places.flatMap(({ codings }) => codings.map(({ theme }) => theme)))].filter((theme) => theme !== '' && !known.has(theme)).sort();
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
