// A tensor in LiteRT's memory: what segments and kernels hand to each other without a copy. Counted, because the same one may be in several places
// at a time: an output that is an input, a variable that a loop hands on as it is.
import { fail } from '@hlolite/diagnostics';
import { byteLength, bytesNow, type Dense, type ElementType, elementCount, expandedBytes } from '@hlolite/tensor';
import { type Tensor, type TensorType, tensorTypes } from '@hlolite/tflite-schema';
import { type Elements, elementsAt, type TensorInfo } from '../kernels/kernel.js';
import type { LiteRt, LiteRtWasm } from './lite-rt.js';

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

/**
 * What kernels are told of a tensor of a model.
 * @throws CompileError `runtime/unsupported-type`
 */
export const infoOf = ({ type, shape, quantization }: Tensor, label: string): TensorInfo => ({
  type: elementTypeOf(type, label),
  shape,
  ...(quantization && { quantization }),
});

/** A tensor with a buffer of LiteRT; one without elements has none, since LiteRT refuses it. It lives as long as it has users. */
export class HostTensor {
  private users = 1;
  private address: number | undefined;
  private view: Elements | undefined;

  private constructor(
    private readonly liteRt: LiteRt,
    readonly info: TensorInfo,
    readonly buffer: LiteRtBuffer | undefined,
    private readonly pool?: TensorPool,
  ) {}

  /** A new tensor; its content is not defined. Without users it goes back to the pool, if there is one. */
  static create(liteRt: LiteRt, info: TensorInfo, pool?: TensorPool): HostTensor {
    const { type, shape } = info;
    if (elementCount(shape) === 0) return new HostTensor(liteRt, info, undefined, pool);
    const size = byteLength(type, shape);
    const attempt = { code: 'runtime/out-of-memory', message: `LiteRT must have room for ${size} bytes, a tensor of ${type}[${shape}]` };
    const buffer = liteRt.attempt(attempt, () => createBuffer(liteRt, info, size));
    return new HostTensor(liteRt, info, buffer, pool);
  }

  /** Around a buffer that LiteRT made and that is the tensor's from now on. */
  static around(liteRt: LiteRt, info: TensorInfo, buffer: LiteRtBuffer): HostTensor {
    return new HostTensor(liteRt, info, buffer);
  }

  /** One more user. */
  retain(): this {
    this.users++;
    return this;
  }

  /** One user less; without users the tensor goes back to its pool, or its memory is freed. */
  release(): void {
    if (--this.users > 0) return;
    if (this.pool) this.pool.giveBack(this);
    else this.dispose();
  }

  /** Frees the memory. What a stopped LiteRT holds goes with it. */
  dispose(): void {
    if (!this.liteRt.stopped) this.buffer?.delete();
  }

  /** Finds out where the elements are. This may let LiteRT's memory grow, which cuts off all views on it: locate all tensors, then view them. */
  locate(): number {
    this.address ??= this.buffer ? addressOf(this.buffer, this.liteRt) : 0;
    return this.address;
  }

  /** The elements, in LiteRT's memory: valid until that grows or the tensor is released. */
  elements(): Elements {
    const address = this.locate();
    const { buffer } = this.liteRt.memory;
    if (this.view?.buffer !== buffer) this.view = elementsAt(buffer, address, this.info);
    return this.view;
  }

  /** Copies content in. Its type and shape must be the tensor's. */
  write(dense: Dense): void {
    bytesOf(this.elements()).set(expandedBytes(dense));
  }

  /** Copies the content out, into a tensor of its type and shape in memory if one is given. */
  read(into?: Dense): Dense {
    const { type, shape } = this.info;
    const bytes = bytesOf(this.elements());
    if (!into) return { type, shape, bytes: bytes.slice() };
    bytesNow(into.bytes).set(bytes);
    return into;
  }
}

/** Tensors of one type and shape that serve again and again: results of a kernel, run after run. */
export class TensorPool {
  private readonly spare: HostTensor[] = [];

  constructor(
    private readonly liteRt: LiteRt,
    private readonly info: TensorInfo,
  ) {}

  /** A tensor that nobody uses; its content is not defined. */
  take(): HostTensor {
    return this.spare.pop()?.retain() ?? HostTensor.create(this.liteRt, this.info, this);
  }

  giveBack(tensor: HostTensor): void {
    this.spare.push(tensor);
  }

  dispose(): void {
    for (const tensor of this.spare.splice(0)) tensor.dispose();
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength: length }: Elements): Uint8Array => new Uint8Array(buffer, byteOffset, length);

/** Buffers of HOST_MEMORY stay where they are, locked or not; a lock is how LiteRT tells the address. */
function addressOf(buffer: LiteRtBuffer, { wasm }: LiteRt): number {
  // Addresses above 2 GiB come as negative numbers.
  const address = buffer.lock(wasm.LiteRtTensorBufferLockMode.READ) >>> 0;
  buffer.unlock();
  return address;
}

/** The shape that LiteRT gave a buffer. */
export function shapeOf(buffer: LiteRtBuffer): readonly number[] {
  const rankedType = buffer.tensorType();
  const layout = rankedType.layout();
  const shape = listOf<number>(layout.dimensions());
  layout.delete();
  rankedType.delete();
  return shape;
}

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
