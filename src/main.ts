#!/usr/bin/env node
import { bundled } from './start/bundle.js';
import { setUpEngine } from './start/engine.js';

setUpEngine();
const { commandLine } = bundled() ?? (await import('./command-line.js'));
await commandLine();
