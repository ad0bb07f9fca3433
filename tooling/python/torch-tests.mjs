// The tests and the types of packages/torch. Where .venv has no torch, the CPU build that pip finds is installed (about 1 GB with litert-torch);
// on a machine where pip would take a CUDA build, install the CPU build into .venv first, or name a Python that has it: HLOLITE_PYTHON.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '../python.mjs';

const folder = fileURLToPath(new URL('../../packages/torch', import.meta.url));
const command = fileURLToPath(new URL('../../apps/cli/bin/hlolite.cjs', import.meta.url));
const PACKAGES = ['torch>=2.13,<2.15', 'litert-torch==0.10.*', 'pytest', 'mypy', 'numpy', 'safetensors'];

export async function torchTests() {
  const python = pythonWith(PACKAGES, ['torch', 'litert_torch', 'pytest', 'mypy', 'safetensors']);
  const env = { ...process.env, PYTHONPATH: `${folder}/src`, HLOLITE: `${process.execPath} ${command}` };
  const run = (args) => spawnSync(python, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const tests = run(['-m', 'pytest', '-p', 'no:cacheprovider']);
  const types = run(['-m', 'mypy', '--no-incremental']);
  const count = (what) => Number(new RegExp(`(\\d+) ${what}`).exec(tests.stdout)?.[1] ?? 0);
  if (tests.status !== 0) console.log(tests.stdout, tests.stderr);
  if (types.status !== 0) console.log(types.stdout, types.stderr);
  // A run that broke off before a test counts as one that failed.
  const broken = tests.status !== 0 && count('failed') === 0 ? 1 : 0;
  return { passed: count('passed') + (types.status === 0 ? 1 : 0), failed: count('failed') + broken + (types.status === 0 ? 0 : 1) };
}
