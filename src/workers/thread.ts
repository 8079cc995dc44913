import { bundled } from '../start/bundle.js';

const { codeInThread } = bundled() ?? (await import('./code-in-thread.js'));
await codeInThread();
