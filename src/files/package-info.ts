import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: two levels up from this file as it is built, one less from its source. */
export const PACKAGE_FOLDER = findPackage(dirname(fileURLToPath(import.meta.url)));

function findPackage(from: string): string {
  if (existsSync(join(from, 'package.json')) || dirname(from) === from) return from;
  return findPackage(dirname(from));
}

/** The text of package.json: with the versions of the packages it pins, it says which Heddle this is. */
export function packageText(): string {
  return readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8');
}

/** The version in package.json. */
export function heddleVersion(): string {
  return (JSON.parse(packageText()) as { version: string }).version;
}

/** A folder that comes with Heddle: the user's own of that name where the working folder has one, else the package's. */
export function shippedFolder(...path: string[]): string {
  const own = join(...path);
  return existsSync(own) ? own : join(PACKAGE_FOLDER, ...path);
}
