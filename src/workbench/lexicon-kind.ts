import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** True where a folder holds the tables of a sentiment lexicon rather than themes. */
export async function isSentimentFolder(folder: string): Promise<boolean> {
  const there = async (name: string): Promise<boolean> => (await stat(join(folder, name)).catch(() => null)) !== null;
  return (await there('degrees.csv')) && (await there('rules.yml')) && !(await there('codebook.yml'));
}
