import { describe, expect, it } from 'vitest';
import { usageText } from '../../src/terminal/usage.js';

describe('a command line that cannot be understood', () => {
  it.each([
    ['Not enough non-option arguments: got 0, need at least 1', ['lexicon', 'kwic'], 'Something is missing behind "heddle lexicon kwic".\nSee heddle lexicon kwic --help.\n'],
    ['Missing required argument: out', ['lexicon', 'export', 'x', '--width', '3'], '--out is missing.\nSee heddle lexicon export --help.\n'],
    ['Unknown arguments: hold-uot, holdUot', ['lexicon', 'fit', '--hold-uot', 'a'], 'There is no option or word hold-uot here.\nSee heddle lexicon fit --help.\n'],
    ['Invalid values:\n  Argument: format, Given: "xml", Choices: "text", "json"', ['agree', 'a.csv', '--format', 'xml'], '--format cannot be "xml": it is one of text, json.\nSee heddle agree --help.\n'],
    ['Did you mean check?', ['lexicon', 'chek'], 'Did you mean check?\nSee heddle lexicon --help.\n'],
    ['Did you mean lexicon?', ['lexicn'], 'Did you mean lexicon?\nSee heddle --help.\n'],
    ['Name a command; heddle --help lists them.', ['--workers', '2'], 'Name a command; heddle --help lists them.\nSee heddle --help.\n'],
  ])('%j', (message, words, text) => {
    expect(usageText(message, words)).toBe(text);
  });
});
