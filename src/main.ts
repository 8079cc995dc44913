#!/usr/bin/env node
import { bundled } from './start/bundle.js';

const { commandLine } = bundled() ?? (await import('./command-line.js'));
await commandLine();
