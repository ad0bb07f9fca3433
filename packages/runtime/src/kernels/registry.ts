// Which kernel serves a custom_code: those given by the caller before those that come with hlolite.
import { rmsNormKernels } from '@hlolite/rms-norm-kernel';
import type { KernelSource } from './kernel.js';

/** Kernels by the names they serve. */
export type Registry = ReadonlyMap<string, KernelSource>;

const builtinKernels: readonly KernelSource[] = rmsNormKernels;

/** The kernels of hlolite and the given ones; where two serve a name, the later one does. */
export function registryOf(kernels: readonly KernelSource[] = []): Registry {
  const all = [...builtinKernels, ...kernels];
  return new Map(all.flatMap((kernel) => [kernel.name, ...(kernel.aliases ?? [])].map((name) => [name, kernel])));
}
