import type { Problem, Row } from '../model.js';

/** Of one kind of trouble, so many rows of a batch are named; the rest is counted. */
const MOST_NAMED = 5;

interface Warning {
  readonly id: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
  readonly hint?: string;
}

/** Collects the rows of a batch, their texts, and what is to be said of them. */
export class RowCollector {
  readonly rows: Row[] = [];
  empty = 0;
  broken = 0;
  private readonly texts: string[] = [];
  private length = 0;
  private readonly found: Problem[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly file: string) {}

  /** Adds a row, unless its text is blank. */
  add({ number, id, parent, author, postedAt, attributes }: Omit<Row, 'text'>, text: string): void {
    if (isBlank(text)) {
      this.empty++;
      return;
    }
    const start = this.length;
    this.texts.push(text);
    this.length += text.length + 1;
    this.rows.push({ number, id, parent, author, postedAt, text: { start, end: start + text.length }, attributes });
  }

  warn(warning: Warning): void {
    const count = (this.counts.get(warning.id) ?? 0) + 1;
    this.counts.set(warning.id, count);
    if (count <= MOST_NAMED) this.found.push({ severity: 'warning', file: this.file, ...warning });
  }

  /** The texts joined by newlines. */
  text(): string {
    return this.texts.join('\n');
  }

  problems(): Problem[] {
    const problems = [...this.found];
    for (const [id, count] of this.counts) {
      if (count <= MOST_NAMED) continue;
      const last = this.found.filter((problem) => problem.id === id).at(-1);
      problems.push({ severity: 'warning', id, file: this.file, line: last?.line ?? 1, message: `The same holds for ${count - MOST_NAMED} more of the rows that follow.` });
    }
    return problems;
  }
}

function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly all texts begin with a letter or the like.
  return !(first > 0x20 && first < 0x80) && text.trim() === '';
}
