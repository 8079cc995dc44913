import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RoleReader } from '../../pipeline/3-annotate/roles.js';
import { ROLES } from '../../pipeline/model.js';
import { loadLexicon } from '../../src/files/lexicon.js';
import { annotated } from './annotated.js';
import { ROLE_CLAIMS } from './role-claims.js';

const { lexicon, codebook, problems } = await loadLexicon(fileURLToPath(new URL('../../lexicons/roles', import.meta.url)));
const reader = lexicon ? new RoleReader(lexicon) : null;

function roleOf(...paragraphs: readonly string[]): string {
  return annotated([paragraphs], reader).annotations[0]!.role;
}

describe('the lexicon of roles', () => {
  it('compiles without a problem and has a file for every role', () => {
    expect(problems).toEqual([]);
    expect(codebook.themes.map(({ id }) => id.toUpperCase()).sort()).toEqual([...ROLES].sort());
  });

  const examples = codebook.themes.flatMap(({ id, examples: all }) => all.map(({ kind, text }) => [kind, text, id.toUpperCase()] as const));

  it.each(examples)('%s: %s (%s)', (kind, text, role) => {
    if (kind === 'coded') expect(roleOf(text)).toBe(role);
    else expect(roleOf(text)).not.toBe(role);
  });
});

describe('a claimed role', () => {
  it.each([
    ['PSO', 'Been a PSO for 20 years now and never seen the like.'],
    ['PSO', 'P.S.O. here, and proud.'],
    ['PSO', 'I am currently a Probation Services Officer in a court team.'],
    ['PSO', 'PSO, middle of the band, and skint.'],
    ['PO', 'i’m a po and i’m knackered'],
    ['PO', 'Twenty years and four months a probation officer, for what it is worth.'],
    ['PO', 'Nine years on the railways first, PO now.'],
    ['SPO', 'SPO. I move the cases, so I am the villain.'],
    ['SPO', 'I am a senior probation officer, not a probation officer any more.'],
    ['PQIP', 'PQiP, month six, and no desk.'],
    ['NQO', 'I qualified 6 months ago and have 50 cases.'],
    ['RETIRED', 'Long retired, thank heavens.'],
    ['OTHER', 'Not one of you, but my sister is.'],
    ['', 'If I were a PO I would have a register number too.'],
    ['', 'My PO is lovely and her PSO is lovelier.'],
    ['', 'A PO said that I am late.'],
    ['', 'PO, PSO, it makes no odds.'],
    ['', 'He has been a PO for 20 years.'],
    ['', 'POs are leaving and the SPOs wave.'],
    ['', 'My colleague, a PO of 20 years, left on Friday.'],
    ['', 'I would love to retire.'],
    ['', ''],
  ])('%s: %s', (role, text) => {
    expect(roleOf(text === '' ? '...' : text)).toBe(role);
  });

  it('is a grade rather than retirement, wherever they stand', () => {
    expect(roleOf('I retired in 2016, an SPO for 15 years.')).toBe('SPO');
    expect(roleOf('I am retired. I was a PO in the north.')).toBe('PO');
  });

  it('is what somebody is rather than what they were', () => {
    expect(roleOf('I was a PSO for years. I am a PO and it is no different.')).toBe('PO');
  });

  it('is the speaker\'s where the unit is all quoted', () => {
    expect(roleOf('From Twitter:-', '"PSO in the south west. Nobody has rung me since March about any of it."')).toBe('PSO');
  });

  it('is not that of somebody quoted in passing', () => {
    expect(roleOf('"I am a PO and I love it here."', 'Good for them. Around here nobody would say so, and nobody has for a good many years, whatever the poster on the stairs may say.')).toBe('');
  });
});

describe('the invented claims of role-claims.ts', () => {
  it.each(ROLE_CLAIMS)('%s: %s', (role, text) => {
    expect(roleOf(text)).toBe(role);
  });
});
