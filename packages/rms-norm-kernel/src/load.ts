// The WASM kernel on a memory: its own, or one that belongs to a runtime whose tensors it then works on without a copy.
import { relaxedSimdWasm, simdWasm } from './generated/rms-norm-wasm.js';
import type { ElementType } from './tensor.js';

/** Addresses in the memory, 0 where a tensor is absent; sizes; epsilon; forms (kernel/rms_norm.h); for i8 scales and zero points. */
type Normalize = (...parameters: number[]) => void;

/** The kernel's code on a memory. */
export interface RmsNormInstance {
  readonly memory: WebAssembly.Memory;
  readonly normalize: Readonly<Record<ElementType, Normalize>>;
}

/** Compiles the kernel for a memory: with relaxed SIMD (fused multiply-add) where the machine validates it, with plain SIMD elsewhere. */
export async function instantiate(memory: WebAssembly.Memory): Promise<RmsNormInstance> {
  const relaxed = decoded(relaxedSimdWasm);
  const { instance } = await WebAssembly.instantiate(WebAssembly.validate(relaxed) ? relaxed : decoded(simdWasm), { env: { memory } });
  const { rms_norm_f32: f32, rms_norm_f16: f16, rms_norm_bf16: bf16, rms_norm_i8: i8 } = instance.exports as Record<string, Normalize>;
  return { memory, normalize: { f32, f16, bf16, i8 } as RmsNormInstance['normalize'] };
}

const decoded = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
