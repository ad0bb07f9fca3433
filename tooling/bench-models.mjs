// `npm run bench:models [MODEL…]`: our models beside those that the official converter makes of the same programs (../shared/zoo): latency in native LiteRT
// and in LiteRT.js, file size, greatest error, wall time of the conversion in a fresh process. Figures are ours / official, so less is better;
// both sides take turns, so that whatever else the machine does meets both. `--write` puts the table into docs/models.md.
// The official side needs a Python with litert-converter, ai-edge-litert, numpy and ml_dtypes, named by HLOLITE_PYTHON.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSafetensors } from '@hlolite/tensor';
import { pythonWith } from './python.mjs';
import { startLiteRt } from './raw-lite-rt.mjs';

const CONVERSIONS = 7;
const NATIVE_SECONDS = 1.5;
const JS_ROUNDS = 150;
const root = fileURLToPath(new URL('..', import.meta.url));
const zoo = join(root, '../shared/zoo');
const cli = join(root, 'apps/cli/bin/hlolite.cjs');
const worker = fileURLToPath(new URL('bench_models.py', import.meta.url));

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
if (!existsSync(zoo)) {
  console.error(`there is no folder ${zoo} with models to measure`);
  process.exit(2);
}
const packages = ['litert-converter==0.5.0', 'ai-edge-litert==2.3.0', 'numpy', 'ml_dtypes'];
const python = pythonWith(packages, ['litert_converter', 'ai_edge_litert', 'numpy', 'ml_dtypes']);
const scratch = mkdtempSync(join(tmpdir(), 'hlolite-bench-'));
const geometricMean = (list) => Math.exp(list.reduce((sum, value) => sum + Math.log(value), 0) / list.length);

try {
  const models = readdirSync(zoo).filter(
    (name) => existsSync(join(zoo, name, 'program.mlirbc')) && (wanted.length === 0 || wanted.includes(name)),
  );
  const rows = models.map(converted);
  nativeFigures(rows);
  const liteRt = await startLiteRt();
  for (const row of rows) if (row.official && row.median) row.js = javascriptRatio(row, liteRt);
  const text = report(rows);
  console.log(text);
  if (process.argv.includes('--write')) {
    mkdirSync(join(root, 'docs'), { recursive: true });
    writeFileSync(join(root, 'docs/models.md'), `${text}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}

/** Both conversions, in turns, each in a process of its own. */
function converted(name) {
  const source = join(zoo, name, 'program.mlirbc');
  const [ours, official] = ['ours', 'official'].map((side) => join(scratch, `${name}.${side}.tflite`));
  const policies = ['ai_edge_torch.rms_norm', 'custom_call.rms_norm'].flatMap((op) => ['--custom-op', `${op}=decompose`]);
  const times = { ours: [], official: [] };
  for (let round = 0; round < CONVERSIONS; round++) {
    times.ours.push(secondsOf(process.execPath, [cli, 'convert', '--quiet', source, '-o', ours, ...policies]));
    if (round === 0 || existsSync(official)) times.official.push(secondsOf(python, [worker, 'convert', source, official]));
  }
  const sizeOf = (file) => (existsSync(file) ? statSync(file).size : undefined);
  const { rtol_of_max_abs: tolerance } = JSON.parse(readFileSync(join(zoo, name, 'meta.json'), 'utf8')).tolerance;
  return {
    name,
    tolerance,
    io: join(zoo, name, 'io.safetensors'),
    ours: existsSync(ours) ? ours : undefined,
    official: existsSync(official) ? official : undefined,
    sizes: [sizeOf(ours), sizeOf(official)],
    seconds: [Math.min(...times.ours), Math.min(...times.official)],
  };
}

function secondsOf(command, args) {
  const start = performance.now();
  spawnSync(command, args, { stdio: 'ignore' });
  return (performance.now() - start) / 1000;
}

function nativeFigures(rows) {
  const able = rows.filter(({ ours }) => ours);
  const jobs = able.map(({ ours, official = null, io, tolerance }) =>
    JSON.stringify({ ours, official, io, tolerance, seconds: NATIVE_SECONDS }),
  );
  const { stdout } = spawnSync(python, [worker, 'compare'], {
    input: `${jobs.join('\n')}\n`,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  stdout
    .trim()
    .split('\n')
    .forEach((line, index) => Object.assign(able[index], JSON.parse(line)));
}

/** The ratio of the shortest runs in LiteRT.js. */
function javascriptRatio({ ours, official, io }, liteRt) {
  const { tensors } = readSafetensors(readFileSync(io));
  const inputs = [...tensors.keys()].filter((key) => key.startsWith('input_')).map((_, index) => tensors.get(`input_${index}`));
  const [mine, theirs] = [ours, official].map((file) => liteRt.load(readFileSync(file), inputs));
  const timeOf = (model) => {
    const start = performance.now();
    for (const result of model.run()) result.delete();
    return performance.now() - start;
  };
  for (let round = 0; round < 10; round++) [mine, theirs].map(timeOf);
  const rounds = Array.from({ length: JS_ROUNDS }, () => [mine, theirs].map(timeOf));
  for (const model of [mine, theirs]) model.dispose();
  const [least, other] = [0, 1].map((side) => Math.min(...rounds.map((round) => round[side])));
  return least / other;
}

function report(rows) {
  const both = rows.filter((row) => row.median !== undefined);
  const mean = (pick) => geometricMean(both.map(pick).filter((value) => value !== undefined)).toFixed(2);
  const worst = (pick) => Math.max(...both.map(pick).filter((value) => value !== undefined)).toFixed(2);
  const size = ({ sizes: [ours, official] }) => (official ? ours / official : undefined);
  return [
    '# Models',
    '',
    'Made by `npm run bench:models -- --write`: exported models of PyTorch and JAX, converted here and by the official converter (litert-converter 0.5.0) from the',
    'same StableHLO. Latency, size and time are ours / official: less than 1 is faster or smaller. Latency in native LiteRT (2.3.0, XNNPACK, one thread) is the ratio of',
    `medians and of minima; in LiteRT.js that of minima, on Node ${process.versions.node}. Error is relative to the greatest expected value, with the model's tolerance. Conversion is the wall time of the command in a fresh process, the shortest of ${CONVERSIONS}.`,
    '',
    '| model | native, ms | native, median | native, min | LiteRT.js | size | error (tolerance) | conversion, s: ours, official |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => tableRow(row, size(row))),
    '',
    `Over the ${both.length} models that both convert and the runtime runs: native latency ${mean(({ median: ratio }) => ratio)} in the geometric mean, ${worst(({ median: ratio }) => ratio)} at worst; LiteRT.js ${mean(({ js }) => js)} and ${worst(({ js }) => js)}; size ${mean(size)} and ${worst(size)}; conversion ${mean(({ seconds }) => seconds[0] / seconds[1])} and ${worst(({ seconds }) => seconds[0] / seconds[1])}.`,
  ].join('\n');
}

function tableRow(row, size) {
  const number = (value, digits = 2) => (value === undefined ? '–' : value.toFixed(digits));
  const [ours, official] = row.seconds;
  const error =
    row.error === undefined
      ? (row.why ?? 'does not convert').split('\n')[0]
      : `${row.error.toExponential(1)} (${row.tolerance.toExponential(0)})`;
  const within = row.error === undefined || row.error <= row.tolerance ? '' : ' **too large**';
  const cells = [row.name, number(row.milliseconds, 3), number(row.median), number(row.min), number(row.js), number(row.median && size, 3)];
  return `| ${[...cells, `${error}${within}`, `${ours.toFixed(2)}, ${officialCell(row, official)}`].join(' | ')} |`;
}

/** What the official converter took, or made of the program: a file that the runtime refuses is none. */
function officialCell(row, seconds) {
  if (!row.official) return 'refused';
  return row.error !== undefined && row.median === undefined ? `${seconds.toFixed(2)} (does not run)` : seconds.toFixed(2);
}
