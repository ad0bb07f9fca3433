// `npm run bench:weights [-- GB…] [-- options]`: converts decoders whose weights are larger and larger, and prints the peak memory beyond Node's own and the
// time as a multiple of a copy of the same bytes. `--bf16-8b` takes 8 billion parameters (sparse files of 16 GB; needs room for the result).
// `--inputs-first` stores weights [in, out], so that each is transposed on the way; `--as int8` and such convert the weights on the way. `--write` puts the table into docs/weights.md.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { syntheticModel } from './weights/synthetic.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const as = args.includes('--as') ? args[args.indexOf('--as') + 1] : undefined;
const sizes = args.map(Number).filter((size) => size > 0);
/** 100 MB a layer: three matrices of 2048 × 4096. */
const model = (gigabytes, inputsFirst) => ({
  layers: Math.max(1, Math.round((gigabytes * 1e9) / (3 * 2048 * 4096 * 4))),
  hidden: 2048,
  inner: 4096,
  type: 'f32',
  shards: gigabytes > 1 ? 4 : 1,
  inputsFirst,
});
const inputsFirst = args.includes('--inputs-first');
const cases = (sizes.length > 0 ? sizes : [0.4, 1.6, 6.4]).map((gigabytes) => model(gigabytes, inputsFirst));
if (sizes.length === 0) cases.push(model(1.6, true));
// 32 layers of hidden 4096 and inner 20480 have 8.05 billion parameters.
if (args.includes('--bf16-8b')) cases.push({ layers: 32, hidden: 4096, inner: 20480, type: 'bf16', shards: 8, sparse: true, inputsFirst });

const folder = mkdtempSync(join(tmpdir(), 'hlolite-weights-'));
const rows = [];
try {
  const own = peakOf(['-e', '0']);
  for (const each of cases) rows.push(measure(each, own.peak));
} finally {
  rmSync(folder, { recursive: true });
}
const table = [
  '| weights | given as | stored as | memory beyond Node’s own | time, × a copy of the weights |',
  '| ---: | --- | --- | ---: | ---: |',
  ...rows.map(
    ({ bytes, type, order, memory, times }) =>
      `| ${(bytes / 1e9).toFixed(1)} GB ${type} | ${order} | ${as ?? 'they are'} | ${Math.round(memory / 1e6)} MB | ${times.toFixed(2)} |`,
  ),
].join('\n');
console.log(table);
if (args.includes('--write'))
  writeFileSync(
    `${root}docs/weights.md`,
    `# Weights bigger than memory\n\nMade by \`npm run bench:weights -- --write\`. A copy of up to a few GB stays in the memory of the system and takes tenths of a second:\nits ratios differ by a factor of two and more from run to run.\n\n${table}\n`,
  );

function measure(model, own) {
  const work = join(folder, 'model');
  rmSync(work, { recursive: true, force: true });
  const { files, program, signature, weights } = syntheticModel(work, model);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const free = statfsSync(folder);
  if (free.bavail * free.bsize < 1.1 * bytes) throw new Error(`there must be ${Math.ceil((1.1 * bytes) / 1e9)} GB free in ${folder}`);
  const copy = join(work, 'copy');
  // Both find the files as warm as they get, since the first copy has read them; the faster of two runs of each counts.
  const copied = Math.min(
    timeOf(() => copyAll(files, copy)),
    timeOf(() => copyAll(files, copy)),
  );
  rmSync(copy, { force: true });
  const command = [
    `${root}apps/cli/bin/hlolite.cjs`,
    'convert',
    program,
    '-o',
    join(work, 'model.tflite'),
    '--weights',
    weights,
    '--signature',
    signature,
    '--quiet',
  ];
  const runs = [1, 2].map(() => peakOf([...command, ...(as ? ['--weights-as', as] : [])]));
  const [peak, seconds] = [Math.max(...runs.map((run) => run.peak)), Math.min(...runs.map((run) => run.seconds))];
  return { bytes, type: model.type, order: model.inputsFirst ? '[in, out]' : '[out, in]', memory: peak - own, times: seconds / copied };
}

/** `cp` of the weights. */
function copyAll(files, to) {
  mkdirSync(to);
  for (const file of files) cpSync(file, join(to, basename(file)));
  return to;
}

/** What was written before is on the disk, so that nobody waits for it but the one who wrote it. */
function settle() {
  spawnSync('sync');
}

/** Seconds that a copy takes, which is removed again. */
function timeOf(copy) {
  settle();
  const start = performance.now();
  const made = copy();
  const seconds = (performance.now() - start) / 1000;
  rmSync(made, { recursive: true });
  return seconds;
}

/** Runs Node and gives its peak memory and its time. */
function peakOf(nodeArguments) {
  const file = join(folder, 'peak');
  settle();
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', `${root}tooling/weights/peak-memory.mjs`, ...nodeArguments], {
    env: { ...process.env, HLOLITE_PEAK: file },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { peak: Number(readFileSync(file, 'utf8')), seconds: (performance.now() - start) / 1000 };
}
