// A model beyond the 2 GiB of a flatbuffer: 2.5 GB of weights are converted, our reader reads the file, and native LiteRT runs it against numpy.
// Needs 5 GB of free disk and 6 GB of memory, so it runs only when it is named: `npm run test:python -- large`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must, pythonWith } from '../python.mjs';
import { syntheticModel } from '../weights/synthetic.mjs';

const command = fileURLToPath(new URL('../../apps/cli/bin/hlolite.cjs', import.meta.url));
const script = fileURLToPath(new URL('large_model.py', import.meta.url));

export async function largeModel() {
  const python = pythonWith(['ai-edge-litert==2.3.0', 'numpy'], ['ai_edge_litert', 'numpy']);
  const folder = mkdtempSync(join(tmpdir(), 'hlolite-large-'));
  try {
    // Three matrices of 8192 × 25600.
    const { program, weights, signature, files } = syntheticModel(folder, { layers: 1, hidden: 8192, inner: 25600, type: 'f32' });
    const model = join(folder, 'model.tflite');
    const run = (...args) => must(`hlolite ${args[0]} must work`, process.execPath, [command, ...args]);
    run('convert', program, '-o', model, '--weights', weights, '--signature', signature, '--quiet');
    const size = statSync(model).size;
    const checks = [
      ['the file is beyond 2 GiB', size > 2 ** 31],
      ['hlolite reads it', run('inspect', model).includes('FULLY_CONNECTED')],
      ['native LiteRT gives what numpy gives', passes(python, [script, model, files[0]])],
    ];
    for (const [what, ok] of checks) console.log(`${ok ? '✓' : '✗'} ${what} (${(size / 1e9).toFixed(2)} GB)`);
    const passed = checks.filter(([, ok]) => ok).length;
    return { passed, failed: checks.length - passed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function passes(python, args) {
  const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8' });
  if (status !== 0) console.log(stdout, stderr.split('\n').slice(-5).join('\n'));
  return status === 0;
}
