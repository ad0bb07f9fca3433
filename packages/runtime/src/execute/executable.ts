// What every part of a loaded model is to the others: something that computes tensors from tensors, all in LiteRT's memory.
import type { HostTensor } from '../lite-rt/host-tensor.js';

/** A segment on LiteRT, a kernel, a graph of these, or an operator that runs graphs. */
export interface Executable {
  /**
   * The inputs stay the caller's, who releases the results.
   * @throws CompileError `runtime/…`; nothing is left over then
   */
  run(inputs: readonly HostTensor[]): readonly HostTensor[];
}

/** Gives up tensors. */
export function releaseAll(tensors: readonly HostTensor[]): void {
  for (const tensor of tensors) tensor.release();
}
