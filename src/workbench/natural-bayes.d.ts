/** natural has no types for its parts, and its root import opens database drivers. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    /** An array of words is taken as it is: nothing is stemmed or left out. */
    addDocument(words: readonly string[], label: string): void;
    train(): void;
    getClassifications(words: readonly string[]): readonly { readonly label: string; readonly value: number }[];
  }
}
