#!/usr/bin/env node
import { runCached } from './cached.js';

/** Commands that need neither LiteRT.js nor modules of the user's: they are in the bundle that starts from compiled code. */
const light = ['convert', 'inspect', 'translate', '--version', '-V', '--help', '-h'];
const [command, ...rest] = process.argv.slice(2);
if (light.includes(command) && !rest.some((arg) => arg.startsWith('--custom-ops'))) runCached(new URL('../dist/main.cjs', import.meta.url));
else await import('../dist/main.js');
