/** What a process or a thread of it begins with. */
export { commandLine } from '../command-line.js';
export { codeInThread } from '../workers/code-in-thread.js';
