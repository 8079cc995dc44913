/** Takes a text with words in `[[ ]]`; gives it without the brackets, and the words. */
export function marksOf(line: string): { readonly text: string; readonly marked: readonly string[] } {
  return { text: line.replace(/\[\[|\]\]/g, ''), marked: [...line.matchAll(/\[\[(.*?)\]\]/g)].map((match) => match[1]!) };
}
