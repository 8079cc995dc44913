/** Commands that have actions, each with a help of its own. */
const WITH_ACTIONS: ReadonlySet<string> = new Set(['lexicon', 'review', 'sentiment']);

/**
 * What was wrong with a command line, for whoever wrote it, and which help to read.
 * @param message what the parser says; `words` the command line behind `heddle`.
 */
export function usageText(message: string, words: readonly string[]): string {
  const firstOption = words.findIndex((word) => word.startsWith('-'));
  const named = firstOption < 0 ? words : words.slice(0, firstOption);
  const isUnknown = /^(Did you mean|Unknown command)/.test(message);
  const command = named.slice(0, WITH_ACTIONS.has(named[0] ?? '') ? 2 : 1);
  const known = isUnknown ? command.slice(0, -1) : command;
  return `${plain(message, ['heddle', ...known].join(' '))}\nSee ${['heddle', ...known].join(' ')} --help.\n`;
}

function plain(message: string, command: string): string {
  if (message.startsWith('Not enough non-option arguments')) return `Something is missing behind "${command}".`;
  const missing = /^Missing required arguments?: (.+)$/.exec(message);
  if (missing) return `${missing[1]!.split(', ').map((name) => `--${name}`).join(', ')} is missing.`;
  const unknown = /^Unknown arguments?: (.+)$/.exec(message);
  // The parser names an option in both its spellings.
  if (unknown) return `There is no option or word ${[...new Set(unknown[1]!.split(', ').map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)))].join(', ')} here.`;
  const values = [...message.matchAll(/Argument: (\S+), Given: (.*?), Choices: (.*)/g)];
  if (values.length > 0) return values.map(([, name, given, choices]) => `--${name!} cannot be ${given!}: it is one of ${choices!.replaceAll('"', '')}.`).join('\n');
  return message;
}
