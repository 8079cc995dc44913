#!/usr/bin/env node
import { bundledCommandLine } from './start/bundle.js';

const commandLine = bundledCommandLine() ?? (await import('./command-line.js')).commandLine;
await commandLine();
