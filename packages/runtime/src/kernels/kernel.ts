// What a custom kernel is to the runtime: an object that says the shapes of its results and computes them. It is the same in Node and browser.
import { type ElementType, elementCount, elementInfo } from '@hlolite/tensor';
import type { Quantization } from '@hlolite/tflite-schema';

/** A tensor's element type and shape. */
export interface TensorInfo {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Scales and zero points of a quantized tensor, as the model has them: kernels get the stored integers. */
  readonly quantization?: Quantization;
}

/** Elements in row-major order. f16, bf16 and f8 are their bits; complex numbers take two places (re, im); i1 is a byte, 0 or 1. */
export type Elements =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | BigInt64Array
  | BigUint64Array;

/** A tensor that a kernel reads or writes. `data` is a view on the memory of LiteRT, valid only until `run` returns; the object serves the next run too. */
export interface KernelTensor extends TensorInfo {
  readonly data: Elements;
}

/** Attributes of the op by name, decoded from its FlexBuffer or JSON text. */
export type KernelOptions = Readonly<Record<string, unknown>>;

/** A custom op's implementation. */
export interface Kernel {
  /** The custom_code that it serves. */
  readonly name: string;
  /** Further names that it serves. */
  readonly aliases?: readonly string[];
  /** The version of the op that it implements, from 1 on; any when absent. Composites count from 0: version 1 serves a composite of version 0. */
  readonly version?: number;
  /** Shapes of the results. Throws an Error where inputs or options are wrong. */
  outputShapes(inputs: readonly TensorInfo[], options: KernelOptions): readonly (readonly number[])[];
  /** Writes the results into the outputs, which have the shapes that `outputShapes` gave. Synchronous. */
  run(inputs: readonly KernelTensor[], outputs: readonly KernelTensor[], options: KernelOptions): void;
}

/** A kernel that must be instantiated first: WASM code that works on LiteRT's own memory, where all its tensors lie. */
export interface LoadableKernel {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly version?: number;
  /** Called once for each LiteRT runtime, before the first run. */
  load(memory: WebAssembly.Memory): Promise<Kernel>;
}

/** A kernel, or what loads one on the memory of the runtime. */
export type KernelSource = Kernel | LoadableKernel;

/** A typed array over a tensor's elements at an address; the address is a multiple of the element's size. */
export function elementsAt(buffer: ArrayBufferLike, address: number, { type, shape }: TensorInfo): Elements {
  const { array, format, bytes, kind } = elementInfo(type);
  const Class = format ? (bytes === 2 ? Uint16Array : Uint8Array) : array;
  return new Class(buffer as ArrayBuffer, address, elementCount(shape) * (kind === 'complex' ? 2 : 1));
}
