#!/usr/bin/env node
// CommonJS, as Node starts it some milliseconds sooner than a module.
const { join } = require('node:path');
const { runCached } = require('./cached.cjs');

/** Commands that need neither LiteRT.js nor modules of the user's: they are in the bundle that starts from compiled code. */
const light = ['convert', 'inspect', 'translate', '--version', '-V', '--help', '-h'];
const [command, ...rest] = process.argv.slice(2);
if (light.includes(command) && !rest.some((arg) => arg.startsWith('--custom-ops'))) runCached(join(__dirname, '../dist/main.cjs'));
else import('../dist/main.js');
