/** What `heddle evaluate sentiment FILE..` takes. */
export interface EvaluateSentimentArguments {
  readonly files: readonly string[];
  readonly lexicon: string | undefined;
  readonly format: 'text' | 'json';
  readonly resamples: number;
}

/** The body of `heddle evaluate sentiment FILE..`: Heddle's and VADER's figures on rated texts, side by side. Sets the exit code. */
export async function evaluateSentimentCommand({ files, lexicon, format, resamples }: EvaluateSentimentArguments): Promise<void> {
  const { evaluateSentimentFiles } = await import('../evaluation/evaluate-sentiment.js');
  const { sentimentEvaluationText } = await import('../terminal/sentiment.js');
  const { printProblems } = await import('../terminal/problems.js');
  const { results, problems } = await evaluateSentimentFiles(files, { lexicon, resamples });
  printProblems(problems);
  if (results.length > 0) process.stdout.write(format === 'json' ? `${JSON.stringify(results, null, 2)}\n` : sentimentEvaluationText(results));
  process.exitCode = results.length === 0 ? 2 : problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
