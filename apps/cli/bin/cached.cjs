// Compiling the compiler takes longer than converting a small model. V8 can keep what it has compiled: the first run writes it beside the bundle, where it
// has the bundle's own protection, and the next ones start from it. Where the folder cannot be written to, every run compiles.
const { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { basename, dirname, join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

// A run is short: V8 is to optimize what runs for tens of milliseconds, not for one. On a few cores that work is taken from the run's own.
setFlagsFromString('--interrupt-budget=1000000');
// The heap of a run stays small; marking it on the side, which weights that come and go would start, costs more than it saves.
setFlagsFromString('--no-incremental-marking');

/** What one run compiles depends on its program: the first runs of a command each add to what the ones before them kept. */
const GENERATIONS = 4;

/** Runs a CommonJS bundle. */
function runCached(file) {
  const { generation, cachedData } = newest(file);
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  const known = script.cachedDataRejected ? 0 : generation;
  // At the end, when what the run needed has been compiled; a run that failed, or only showed help, got no further than its first steps.
  const isHelp = process.argv.some((argument) => argument === '--help' || argument === '-h');
  if (known < GENERATIONS && !isHelp)
    process.once('exit', (code) => {
      if (code === 0) keep(script, cacheOf(file, known + 1), cachedData && cacheOf(file, generation));
    });
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
}

function newest(file) {
  for (let generation = GENERATIONS; generation > 0; generation--) {
    const cachedData = readIfThere(cacheOf(file, generation));
    if (cachedData) return { generation, cachedData };
  }
  return { generation: 0 };
}

/**
 * One cache for a build of the bundle, a version of Node and a command, since what one command compiled is of little use to another: V8
 * itself compares little more than the length of the source.
 */
function cacheOf(file, generation) {
  const command = /^[a-z]+$/.test(process.argv[2] ?? '') ? process.argv[2] : 'main';
  const { mtimeMs, size } = statSync(file);
  const build = `${Math.round(mtimeMs)}-${size}`;
  return join(dirname(file), `${basename(file)}.${build}.${process.version}-${process.arch}.${command}.${generation}.cache`);
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function keep(script, cache, before) {
  const part = `${cache}.${process.pid}`;
  try {
    const [bundle] = basename(cache).split('.cjs.');
    const build = basename(cache).split('.')[2];
    for (const old of readdirSync(dirname(cache)))
      if (old.startsWith(`${bundle}.cjs.`) && old.endsWith('.cache') && old.split('.')[2] !== build) rmSync(join(dirname(cache), old));
    writeFileSync(part, script.createCachedData());
    renameSync(part, cache);
    if (before && before !== cache) rmSync(before, { force: true });
  } catch {
    rmSync(part, { force: true });
  }
}

module.exports = { runCached };
