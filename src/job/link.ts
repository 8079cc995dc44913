import { findRepeats, shelveDigests, shelveWords } from '../../pipeline/6-link/exact.js';
import { NearDuplicates } from '../../pipeline/6-link/near.js';
import { decodeLinks, decodeShingles } from '../../pipeline/7-report/fragment-form.js';
import type { Problem } from '../../pipeline/model.js';
import type { FragmentFile, FragmentStore } from '../files/fragments.js';
import { Shelves } from '../files/shelves.js';
import { Originals } from './originals.js';

/** What linking found. Units are numbered over all fragments, in input order. */
export interface Links {
  /** The units that others repeat, by the units that do. */
  readonly originals: Originals;
  readonly exact: number;
  readonly near: number;
  readonly problems: readonly Problem[];
}

/**
 * Stage 6 over the fragments of a run: it reads their digests and shingles, and no texts.
 * Digests are put by as fragments come; what is equal shows when all are there.
 */
export class Linker {
  private readonly keys: string[] = [];
  /** The number of each fragment's first unit, and at the end the number of units. */
  private readonly bases = [0];
  /** Fragments whose units have shingles, which those of threads do. */
  private readonly shingled: number[] = [];
  private readonly words: Shelves;
  private readonly ids: Shelves;
  private readonly originals: Originals;

  /** `pathOf` says where a file of this name may be kept until `close`. */
  constructor(
    private readonly store: FragmentStore,
    pathOf: (name: string) => string,
  ) {
    this.words = new Shelves(pathOf('words.shelves'));
    this.ids = new Shelves(pathOf('ids.shelves'));
    this.originals = new Originals(store, this.keys, this.bases, pathOf);
  }

  /** Takes a fragment's digests. Fragments come in input order. */
  take(key: string, fragment: FragmentFile): void {
    const base = this.bases.at(-1)!;
    const { units } = fragment.header;
    this.bases.push(base + units);
    this.keys.push(key);
    if (units === 0) return;
    const links = decodeLinks(fragment.section('links'), units);
    shelveWords(this.words, links, links.words, base);
    shelveDigests(this.ids, { low: links.idLow, high: links.idHigh }, base);
    if (fragment.sectionLength('shingles') > 0) this.shingled.push(this.bases.length - 2);
  }

  link(): Links {
    const { originals } = this;
    const repeats = new UnitSet(this.shingled.length > 0 ? this.bases.at(-1)! : 0);
    let exact = 0;
    findRepeats(this.words, (unit, first) => {
      exact++;
      repeats.add(unit);
      originals.repeat(unit, first);
    });
    this.words.close();
    const problems = this.idsTwice();
    const { near, skipped } = this.linkNear(repeats);
    if (skipped > 0) {
      const message = `${skipped} longer comments were compared for equal words only: there are too many to look for near duplicates among all.`;
      problems.push({ severity: 'note', id: 'near-duplicates-cap', file: '', message });
    }
    originals.name();
    return { originals, exact, near, problems };
  }

  close(): void {
    this.words.close();
    this.ids.close();
    this.originals.close();
  }

  /** Ids that occur more than once, as a table with an id column that is none may have. */
  private idsTwice(): Problem[] {
    let twice = 0;
    let unit = Infinity;
    findRepeats(this.ids, (again) => {
      twice++;
      unit = Math.min(unit, again);
    });
    this.ids.close();
    if (twice === 0) return [];
    const { id, file } = this.originals.told(unit);
    const message = `${twice} units have an id that another unit has; the first is ${id}.`;
    return [{ severity: 'warning', id: 'id-twice', file, message, hint: 'Name a column that tells the rows apart with --id-column.' }];
  }

  /** Near duplicates among the units that have shingles and repeat no other's words. */
  private linkNear(repeats: UnitSet): { near: number; skipped: number } {
    const compared = new NearDuplicates();
    let near = 0;
    for (const at of this.shingled) {
      const fragment = this.store.open(this.keys[at]!);
      const sets = decodeShingles(fragment.section('shingles'));
      fragment.close();
      sets.forEach((shingles, i) => {
        const unit = this.bases[at]! + i;
        if (repeats.has(unit)) return;
        const first = compared.place(unit, shingles);
        if (first < 0) return;
        this.originals.repeat(unit, first);
        near++;
      });
    }
    return { near, skipped: compared.skipped };
  }
}

/** A bit a unit. */
class UnitSet {
  private readonly bits: Uint8Array;

  constructor(units: number) {
    this.bits = new Uint8Array((units + 7) >>> 3);
  }

  add(unit: number): void {
    const at = unit >>> 3;
    if (at < this.bits.length) this.bits[at]! |= 1 << (unit & 7);
  }

  has(unit: number): boolean {
    return (this.bits[unit >>> 3]! & (1 << (unit & 7))) !== 0;
  }
}
