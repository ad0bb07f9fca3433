// A tensor in LiteRT's memory: what segments and kernels hand to each other without a copy.
import { fail } from '@hlolite/diagnostics';
import { byteLength, type Dense, type ElementType, elementCount, expandedBytes } from '@hlolite/tensor';
import { type TensorType, tensorTypes } from '@hlolite/tflite-schema';
import { elementsAt, type KernelTensor, type TensorInfo } from './kernel.js';
import type { LiteRt, LiteRtWasm } from './litert.js';

/** LiteRT's buffer of a tensor. */
export type LiteRtBuffer = ReturnType<LiteRtWasm['LiteRtTensorBuffer']['createManaged']>;

/** Element types that LiteRT.js passes, by the number its interface knows them by. INT4 it packs, complex128 it cannot load. */
const liteRtNames: Partial<Record<ElementType, string>> = {
  f32: 'FLOAT32',
  f16: 'FLOAT16',
  bf16: 'BFLOAT16',
  f64: 'FLOAT64',
  i1: 'BOOL',
  i8: 'INT8',
  i16: 'INT16',
  i32: 'INT32',
  i64: 'INT64',
  ui8: 'UINT8',
  ui16: 'UINT16',
  ui32: 'UINT32',
  ui64: 'UINT64',
  'complex<f32>': 'COMPLEX64',
};

/**
 * The element type of tensors of a TFLite type.
 * @throws CompileError `runtime/unsupported-type` when LiteRT.js cannot pass such tensors
 */
export function elementTypeOf(type: TensorType, label: string): ElementType {
  const row: { readonly code: number; readonly element?: ElementType } = tensorTypes[type];
  if (row.element && liteRtNames[row.element]) return row.element;
  return fail({
    code: 'runtime/unsupported-type',
    message: `tensors that go into or out of LiteRT.js must be of a type it can pass (was ${type})`,
    place: { label },
    hint: 'convert the tensor inside the model',
  });
}

/** A tensor with a buffer of LiteRT; one without elements has none, since LiteRT refuses it. */
export class HostTensor implements TensorInfo {
  private constructor(
    private readonly liteRt: LiteRt,
    readonly type: ElementType,
    readonly shape: readonly number[],
    readonly buffer: LiteRtBuffer | undefined,
  ) {}

  /** A new tensor; its content is not defined. */
  static create(liteRt: LiteRt, { type, shape }: TensorInfo): HostTensor {
    if (elementCount(shape) === 0) return new HostTensor(liteRt, type, shape, undefined);
    const size = byteLength(type, shape);
    const attempt = { code: 'runtime/out-of-memory', message: `LiteRT must have room for ${size} bytes, a tensor of ${type}[${shape}]` };
    return new HostTensor(
      liteRt,
      type,
      shape,
      liteRt.attempt(attempt, () => createBuffer(liteRt, { type, shape }, size)),
    );
  }

  /** Around a buffer that LiteRT made; its shape is the buffer's. The tensor owns it from now on. */
  static around(liteRt: LiteRt, type: ElementType, buffer: LiteRtBuffer): HostTensor {
    const rankedType = buffer.tensorType();
    const layout = rankedType.layout();
    const shape = listOf<number>(layout.dimensions());
    layout.delete();
    rankedType.delete();
    return new HostTensor(liteRt, type, shape, buffer);
  }

  /** Copies content in. Its type and shape must be the tensor's. */
  write(dense: Dense): void {
    const bytes = expandedBytes(dense);
    withViews([], [this], (_, [view]) => bytesOf(view as KernelTensor).set(bytes));
  }

  /** Copies the content out. */
  read(): Dense {
    return withViews([this], [], ([view]) => ({ type: this.type, shape: this.shape, bytes: bytesOf(view as KernelTensor).slice() }));
  }

  /** Where the elements are, until `unlock`. */
  lock(mode: 'READ' | 'WRITE'): number {
    // Addresses above 2 GiB come as negative numbers.
    return this.buffer ? this.buffer.lock(this.liteRt.wasm.LiteRtTensorBufferLockMode[mode]) >>> 0 : 0;
  }

  unlock(): void {
    this.buffer?.unlock();
  }

  /** The elements at the address that `lock` gave. */
  view(address: number): KernelTensor {
    const { type, shape } = this;
    return { type, shape, data: elementsAt(this.liteRt.memory.buffer, address, this) };
  }

  dispose(): void {
    this.buffer?.delete();
  }
}

type Views = readonly KernelTensor[];

/** Does work on views of the tensors' elements, which are valid only meanwhile. */
export function withViews<T>(inputs: readonly HostTensor[], outputs: readonly HostTensor[], work: (inputs: Views, outputs: Views) => T): T {
  const tensors = [...inputs, ...outputs];
  // All are locked before the first view is made: a lock may allocate, and when the memory grows, views on it are cut off.
  const addresses = tensors.map((tensor, i) => tensor.lock(i < inputs.length ? 'READ' : 'WRITE'));
  try {
    const views = tensors.map((tensor, i) => tensor.view(addresses[i] as number));
    return work(views.slice(0, inputs.length), views.slice(inputs.length));
  } finally {
    for (const tensor of tensors) tensor.unlock();
  }
}

const bytesOf = ({ data }: KernelTensor): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function createBuffer(liteRt: LiteRt, { type, shape }: TensorInfo, size: number): LiteRtBuffer {
  const { wasm, environment } = liteRt;
  const dimensions = new wasm.VectorInt32();
  for (const dimension of shape) dimensions.push_back(dimension);
  const layout = wasm.LiteRtLayout.create(dimensions);
  const elementType = wasm.ElementType[liteRtNames[type] as string] as (typeof wasm.ElementType)[string];
  const rankedType = wasm.LiteRtRankedTensorType.create(elementType, layout);
  try {
    return wasm.LiteRtTensorBuffer.createManaged(environment, wasm.LiteRtTensorBufferType.HOST_MEMORY, rankedType, size);
  } finally {
    for (const object of [rankedType, layout, dimensions]) object.delete();
  }
}

/** The elements of a C++ vector, which is deleted. */
export function listOf<T>(vector: { size(): number; get(index: number): T; delete(): void }): T[] {
  const list = Array.from({ length: vector.size() }, (_, i) => vector.get(i));
  vector.delete();
  return list;
}
