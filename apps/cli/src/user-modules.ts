// What users write themselves and name on the command line: ES modules that export kernels or custom ops.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail } from '@hlolite/diagnostics';
import type { CustomOp } from '@hlolite/op-lowering';
import type { KernelSource } from '@hlolite/runtime';

/**
 * The kernels that modules export, one by one or in lists.
 * @throws CompileError `input/module` when a module cannot be loaded, or exports something else
 */
export const loadKernels = (paths: readonly string[] = []): Promise<readonly KernelSource[]> =>
  loadAll(paths, isKernel, 'kernels, { name, outputShapes, run } or { name, load }');

/**
 * The custom ops that modules export, one by one or in lists.
 * @throws CompileError `input/module` when a module cannot be loaded, or exports something else
 */
export const loadCustomOps = (paths: readonly string[] = []): Promise<readonly CustomOp[]> =>
  loadAll(paths, isCustomOp, 'custom ops, { name, targets, attributes, decompose }');

const isKernel = (value: Fields): value is Fields & KernelSource =>
  typeof value.name === 'string' &&
  (typeof value.load === 'function' || (typeof value.run === 'function' && typeof value.outputShapes === 'function'));

const isCustomOp = (value: Fields): value is Fields & CustomOp =>
  typeof value.name === 'string' && Array.isArray(value.targets) && typeof value.attributes === 'object';

type Fields = Readonly<Record<string, unknown>>;

async function loadAll<T>(paths: readonly string[], is: (value: Fields) => value is Fields & T, what: string): Promise<readonly T[]> {
  const found: T[] = [];
  for (const path of paths)
    for (const [name, value] of Object.entries(await loadModule(path)))
      for (const item of [value].flat()) {
        if (typeof item !== 'object' || item === null || !is(item as Fields))
          return wrongModule(path, `the module must export ${what} (${name} is none)`, 'export nothing else');
        found.push(item as T);
      }
  if (found.length === 0 && paths.length > 0)
    return wrongModule(
      paths.join(', '),
      `the module must export ${what} (it exports nothing)`,
      'write export before what the module defines',
    );
  return found;
}

async function loadModule(path: string): Promise<Fields> {
  try {
    return await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return wrongModule(path, `the module must load (${why})`, 'check the path; it must be an ES module: a .mjs file');
  }
}

function wrongModule(label: string, message: string, hint: string): never {
  return fail({ code: 'input/module', message, place: { label }, hint });
}
