import { taggingsOf } from '../../pipeline/lexicon/taggings.js';
import { contextOf } from '../../pipeline/lexicon/workbench/concordance.js';
import type { EvidenceLine } from '../../pipeline/lexicon/workbench/suggest.js';
import type { Scored, Tagging } from '../../pipeline/model.js';
import type { SaidOfUnit } from '../../pipeline/review/said.js';
import { lessonsOf, type Confusion, type Lessons, type ReviewedUnit, type RuleLesson } from '../../pipeline/review/teach.js';

/** What people's decisions say of a theme's patterns, each with places to look at. */
export interface ThemeLessons {
  /** Units that the lessons rest on. */
  readonly units: number;
  /** True where these were drawn at random, so that their shares hold for the others too. */
  readonly isSample: boolean;
  /** Patterns of the theme that fired where people say it is not, those wrong most often first. */
  readonly rules: readonly (RuleLesson & { readonly evidence: readonly EvidenceLine[] })[];
  /** Confusions that the theme is part of. */
  readonly confusions: readonly (Confusion & { readonly evidence: readonly EvidenceLine[] })[];
}

interface JudgedUnit extends ReviewedUnit {
  readonly batch: Scored;
  readonly taggings: readonly Tagging[];
  readonly isSampled: boolean;
}

/** Gathers what people decided beside what the lexicon gives today. */
export class LessonReader {
  private readonly judged: JudgedUnit[] = [];

  /** @param themes ids in the order of the codebook that the batches were tagged with. */
  constructor(private readonly themes: readonly string[]) {}

  add(batch: Scored, said: readonly (SaidOfUnit | null)[]): void {
    const byUnit = new Map<number, Tagging[]>();
    for (const tagging of taggingsOf(batch)) byUnit.set(tagging.unit, [...(byUnit.get(tagging.unit) ?? []), tagging]);
    said.forEach((one, unit) => {
      if (one === null) return;
      const taggings = byUnit.get(unit) ?? [];
      const decided = new Map([...one.shares].filter(([, share]) => share === 0 || share === 1).map(([theme, share]) => [theme, share === 1]));
      const found = taggings.map(({ theme, rule }) => ({ theme: this.themes[theme]!, rule }));
      this.judged.push({ weight: one.weight ?? 1, isSampled: one.weight !== null, decided, found, batch, taggings });
    });
  }

  /** Of samples only, where there is one: units that were chosen otherwise stand for no others. */
  all(): { readonly lessons: Lessons; readonly isSample: boolean } {
    return { lessons: lessonsOf(this.counted(), [], { units: 0, withTheme: new Map() }), isSample: this.hasSample() };
  }

  /** @param most lines of evidence for each lesson. */
  of(theme: string, most: number): ThemeLessons {
    const { lessons, isSample } = this.all();
    const lines = (wrong: string, isShown: (unit: JudgedUnit, tagging: Tagging) => boolean): readonly EvidenceLine[] => {
      const index = this.themes.indexOf(wrong);
      const found = this.counted().flatMap((unit) => unit.taggings.filter((tagging) => tagging.theme === index && unit.decided.get(wrong) === false && isShown(unit, tagging)).slice(0, 1).map((tagging) => contextOf(unit.batch, tagging)));
      return found.slice(0, most);
    };
    return {
      units: lessons.units,
      isSample,
      rules: lessons.rules.filter((lesson) => lesson.theme === theme && lesson.wrong > 0).map((lesson) => ({ ...lesson, evidence: lines(theme, (_, { rule }) => rule === lesson.rule) })),
      confusions: lessons.confusions
        .filter(({ given, meant }) => given === theme || meant === theme)
        .map((one) => ({ ...one, evidence: lines(one.given, (unit) => unit.decided.get(one.meant) === true && !unit.found.some((coding) => coding.theme === one.meant)) })),
    };
  }

  private hasSample(): boolean {
    return this.judged.some(({ isSampled }) => isSampled);
  }

  private counted(): readonly JudgedUnit[] {
    return this.hasSample() ? this.judged.filter(({ isSampled }) => isSampled) : this.judged;
  }
}
