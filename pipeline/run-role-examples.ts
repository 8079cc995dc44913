import { segment } from './2-segment/segment.js';
import { annotate } from './3-annotate/annotate.js';
import { RoleReader } from './3-annotate/roles.js';
import type { CompiledLexicon } from './lexicon/compile.js';
import { runExamples, type ExampleResult, type ThemesFound } from './lexicon/examples.js';
import { Matcher } from './lexicon/matcher.js';
import type { Annotated } from './model.js';
import { Forms } from './text/forms.js';

/** Runs every example of a lexicon of roles, each as a comment that stands alone: its author must, or must not, have the role. */
export function runRoleExamples(lexicon: CompiledLexicon): readonly ExampleResult[] {
  const { codebook } = lexicon;
  const roles = new RoleReader(lexicon);
  const matcher = new Matcher(lexicon);
  const forms = new Forms();
  return runExamples(codebook, (text): ThemesFound => {
    const rows = [{ number: 1, id: '1', parent: '', author: '', postedAt: '', text: { start: 0, end: text.length }, attributes: [] }];
    const batch = annotate(segment({ id: 'text', file: 'text', digest: '', encoding: 'utf-8', text, rows, attributes: [], warnings: [] }), forms, { hyphens: codebook.policy.hyphens, roles });
    const role = batch.annotations[0]?.role.toLowerCase() ?? '';
    const found = rulesIn(batch, matcher, lexicon, role);
    return { themes: new Map(role === '' ? [] : [[role, found.map((rule) => ({ start: 0, end: text.length, rule }))]]) };
  });
}

/** The patterns of a role that match, wherever they stand. */
function rulesIn(batch: Annotated, matcher: Matcher, { codebook, patterns }: CompiledLexicon, role: string): readonly string[] {
  const found = new Set<string>();
  for (let sentence = 0; sentence < batch.sentences.count; sentence++) {
    for (const { pattern } of matcher.match(batch, sentence)) if (codebook.themes[patterns[pattern]!.theme]!.id === role) found.add(patterns[pattern]!.pattern.text);
  }
  return [...found];
}
