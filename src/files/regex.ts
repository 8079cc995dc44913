import { RE2JS } from 're2js';

/** Compiles a regular expression to a test of a whole word that takes time in proportion to the word, whatever the expression. Throws with what is wrong. */
export function regexTest(source: string): (word: string) => boolean {
  const compiled = RE2JS.compile(source);
  return (word) => compiled.matcher(word).matches();
}

/** The same for an expression that is known to be one: it is compiled when a word is first tested, which for most is never. */
export function regexTestWhenAsked(source: string): (word: string) => boolean {
  let test: ((word: string) => boolean) | undefined;
  return (word) => (test ??= regexTest(source))(word);
}
