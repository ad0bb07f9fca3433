// The WASM kernel on a memory: its own, or one that belongs to a runtime whose tensors it then works on without a copy.
import { rmsNormWasm } from './generated/rms-norm-wasm.js';

/** The kernel's code on a memory. */
export interface RmsNormInstance {
  readonly memory: WebAssembly.Memory;
  /** Normalizes `rows` rows of `width` float32 elements. x, weight and y are addresses in `memory`, multiples of 4; y may be x. */
  readonly normalize: (x: number, weight: number, y: number, rows: number, width: number, epsilon: number) => void;
}

export interface LoadOptions {
  /** The memory to work on. It is only touched where tensors lie: the kernel has neither data nor a stack of its own. */
  readonly memory?: WebAssembly.Memory;
}

/** Compiles the kernel for a memory; without one it gets its own, which can grow. */
export async function instantiate({ memory = new WebAssembly.Memory({ initial: 1 }) }: LoadOptions = {}): Promise<RmsNormInstance> {
  const bytes = Uint8Array.from(atob(rmsNormWasm), (character) => character.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  return { memory, normalize: instance.exports.rms_norm_f32 as RmsNormInstance['normalize'] };
}
