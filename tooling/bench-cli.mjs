// `npm run bench:cli`: how long the command line takes for small programs, start included, as a multiple of `node -e 0` in the same run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'hlolite-bench-'));
const cli = `${root}apps/cli/bin/hlolite.cjs`;
const example = (name) => `${root}examples/${name}`;
const args = (folder) => [`--weights=${example(folder)}/weights.safetensors`, `--signature=${example(folder)}/signature.json`];
const jobs = {
  'node -e 0': ['-e', '0'],
  'convert rms_norm_custom_2d/program.mlir': [
    cli,
    'convert',
    '--quiet',
    `${example('rms_norm_custom_2d')}/program.mlir`,
    '-o',
    `${out}/a.tflite`,
  ],
  'convert mlp_rms_block/program_args.mlir': [
    cli,
    'convert',
    '--quiet',
    `${example('mlp_rms_block')}/program_args.mlir`,
    '-o',
    `${out}/b.tflite`,
    ...args('mlp_rms_block'),
  ],
  'convert llama_tiny_custom_norm/program_args.mlir': [
    cli,
    'convert',
    '--quiet',
    `${example('llama_tiny_custom_norm')}/program_args.mlir`,
    '-o',
    `${out}/c.tflite`,
    ...args('llama_tiny_custom_norm'),
  ],
};

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
// The jobs alternate, so that whatever else the machine does meets all of them alike.
for (let round = 0; round < 15; round++)
  for (const [name, command] of Object.entries(jobs)) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    if (round > 1) times[name].push(performance.now() - start);
  }
rmSync(out, { recursive: true });

const base = median(times['node -e 0']);
console.log('| command | wall time, median of 13 | × node -e 0 |\n| --- | ---: | ---: |');
for (const [name, list] of Object.entries(times))
  console.log(`| ${name} | ${median(list).toFixed(0)} ms | ${(median(list) / base).toFixed(2)} |`);
