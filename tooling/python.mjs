// A Python with packages of other people, for checks that compare with them: never for the product.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The path of a Python that can import `modules`: HLOLITE_PYTHON, or one in .venv, which is made and gets `packages` when it lacks them. */
export function pythonWith(packages, modules) {
  if (process.env.HLOLITE_PYTHON) return process.env.HLOLITE_PYTHON;
  const python = join(root, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) must('python3 must be installed, with venv', 'python3', ['-m', 'venv', join(root, '.venv')]);
  if (spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status !== 0)
    must(`pip must install ${packages.join(' ')}`, python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  return python;
}

/** What a command prints; throws with all of it when the command fails. */
export function must(what, command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${what}\n${error?.message ?? `${stdout}\n${stderr}`}`);
  return stdout;
}
