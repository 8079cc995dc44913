import type { SentenceTagger } from '../../pipeline/lexicon/matcher.js';

/** wink-nlp's universal tags in the names of the pattern language. */
const NAMES: Readonly<Record<string, string>> = {
  NOUN: 'Noun', PROPN: 'Name', VERB: 'Verb', AUX: 'Verb', ADJ: 'Adjective', ADV: 'Adverb', PRON: 'Pronoun', NUM: 'Number',
};
/** wink-nlp takes longer than linear time on unbroken runs, so runs are cut to this many characters before it sees them. */
const LONGEST_RUN = 64;

/** Loads wink-nlp, which takes a fifth of a second, and gives a tagger for the sentences in which a pattern asks for a part of speech. */
export async function partOfSpeechTagger(): Promise<SentenceTagger> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]);
  const nlp = winkNLP(model, ['sbd', 'pos']);
  const { its } = nlp;
  let last = '';
  let parts = new Map<number, string>();
  const read = (sentence: string): Map<number, string> => {
    const found = new Map<number, string>();
    const document = nlp.readDoc(blankRuns(sentence));
    const values = document.tokens().out() as readonly string[];
    const spaces = document.tokens().out(its.precedingSpaces) as unknown as readonly string[];
    const tags = document.tokens().out(its.pos) as unknown as readonly string[];
    let at = 0;
    values.forEach((value, i) => {
      at += spaces[i]!.length;
      found.set(at, NAMES[tags[i]!] ?? '');
      at += value.length;
    });
    return found;
  };
  return (sentence) => {
    if (sentence !== last) {
      parts = read(sentence);
      last = sentence;
    }
    return (offset) => parts.get(offset) ?? '';
  };
}

/** Blanks out what no word is, without moving anything: a leading byte-order mark and the tails of unbroken runs. */
function blankRuns(text: string): string {
  return text.replace(/^\ufeff/, ' ').replace(new RegExp(`(\\S{${LONGEST_RUN}})(\\S+)`, 'g'), (_, head: string, tail: string) => head + ' '.repeat(tail.length));
}
