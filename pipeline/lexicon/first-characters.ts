/** A class of more characters than this is not written out. */
const LARGEST_CLASS = 200;
const DIGITS = '0123456789';

interface Beginnings {
  readonly characters: ReadonlySet<string>;
  /** The part may be left out, so that what follows may begin the word as well. */
  readonly isOptional: boolean;
}

/**
 * The characters with which a word can begin that passes a test, a glob or a regular expression between slashes as word sets name it.
 * Null where that is not easily told. What is told of a regular expression is true of RE2's language; a character too many costs time only.
 */
export function firstCharactersOf(test: string): ReadonlySet<string> | null {
  if (!test.startsWith('/')) return test === '' || /^[*?]/.test(test) ? null : new Set(test[0]!);
  try {
    return new Reader(test.slice(1, -1)).read();
  } catch (error) {
    if (error instanceof Untold) return null;
    throw error;
  }
}

/** The expression uses something that is not looked into. */
class Untold extends Error {}

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  read(): ReadonlySet<string> {
    const { characters } = this.alternatives();
    if (this.at < this.source.length) throw new Untold();
    return characters;
  }

  private alternatives(): Beginnings {
    const characters = new Set<string>();
    let isOptional = false;
    do {
      const row = this.row();
      row.characters.forEach((character) => characters.add(character));
      isOptional ||= row.isOptional;
    } while (this.takes('|'));
    return { characters, isOptional };
  }

  private row(): Beginnings {
    const characters = new Set<string>();
    let isOptional = true;
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const part = this.repeated(this.part());
      if (isOptional) part.characters.forEach((character) => characters.add(character));
      isOptional &&= part.isOptional;
    }
    return { characters, isOptional };
  }

  private repeated(part: Beginnings): Beginnings {
    const found = /^(?:([?*+])|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at));
    if (!found) return part;
    this.at += found[0].length;
    return found[1] === '?' || found[1] === '*' || found[2] === '0' ? { ...part, isOptional: true } : part;
  }

  private part(): Beginnings {
    const sign = this.source[this.at++]!;
    if (sign === '(') return this.group();
    if (sign === '[') return told(this.characterClass());
    if (sign === '\\') return told(this.escaped());
    if (/[.^$?*+{}\]]/.test(sign)) throw new Untold();
    return told(plain(sign));
  }

  private group(): Beginnings {
    if (this.takes('?') && !this.takes(':')) throw new Untold();
    const found = this.alternatives();
    if (!this.takes(')')) throw new Untold();
    return found;
  }

  private characterClass(): string {
    let characters = '';
    while (!this.takes(']')) {
      const sign = this.source[this.at++];
      if (sign === undefined || /[[^&~-]/.test(sign)) throw new Untold();
      if (sign === '\\') characters += this.escaped();
      else if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']') characters += this.range(sign);
      else characters += plain(sign);
    }
    return characters;
  }

  /** From a character to the one behind the hyphen. */
  private range(from: string): string {
    const to = this.source[this.at + 1] ?? '';
    this.at += 2;
    const [low, high] = [plain(from).charCodeAt(0), plain(to).charCodeAt(0)];
    if (!(high >= low) || high - low > LARGEST_CLASS || to === '\\') throw new Untold();
    return String.fromCharCode(...Array.from({ length: high - low + 1 }, (_, i) => low + i));
  }

  /** What stands behind a backslash. */
  private escaped(): string {
    const sign = this.source[this.at++] ?? 'z';
    if (sign === 'd') return DIGITS;
    if (/[\p{L}\p{N}]/u.test(sign)) throw new Untold();
    return plain(sign);
  }

  private takes(sign: string): boolean {
    if (this.source[this.at] !== sign) return false;
    this.at++;
    return true;
  }
}

function told(characters: string): Beginnings {
  return { characters: new Set(characters), isOptional: false };
}

/** Characters of two units are left to RE2. */
function plain(sign: string): string {
  if (/[\ud800-\udfff]/.test(sign)) throw new Untold();
  return sign;
}
