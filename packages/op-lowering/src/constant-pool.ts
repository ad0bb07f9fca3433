// The constants of a graph: the same content with the same shape is one tensor, so that a row can ask for `int32s([0, 2, 1])` as often
// as it likes.
import type { Operation } from '@hlolite/mlir-parser';
import { type Bytes, type Dense, denseOf, type ElementType, expandedBytes } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { packSubBytes } from './pack.js';
import { type TensorInfo, tensorInfo } from './tensor-info.js';

export class ConstantPool {
  readonly #byKey = new Map<string, Tensor>();
  readonly #byContent = new Map<Dense, Tensor>();
  readonly #content = new Map<Tensor, Dense>();

  /** `add` puts a tensor with data into the graph, under the name that the constant has. */
  constructor(readonly add: (info: TensorInfo, data: Bytes, name?: string) => Tensor) {}

  /** The content of a tensor that this pool made. */
  contentOf(tensor: Tensor): Dense | undefined {
    return this.#content.get(tensor);
  }

  /** `operation` is where a type that TFLite lacks is reported. */
  store(dense: Dense, operation: Operation): Tensor {
    const key = dense.splat ? splatKey(dense) : undefined;
    const known = this.#byContent.get(dense) ?? (key === undefined ? undefined : this.#byKey.get(key));
    if (known) return known;
    const data: Bytes = dense.splat || needsPacking(dense.type) ? packSubBytes(dense.type, expandedBytes(dense)) : dense.bytes;
    const tensor = this.add(tensorInfo(dense, operation), data, dense.name);
    this.#byContent.set(dense, tensor);
    if (key !== undefined) this.#byKey.set(key, tensor);
    this.#content.set(tensor, dense);
    return tensor;
  }

  int32s(numbers: readonly number[], operation: Operation): Tensor {
    return this.#keyed(`[${numbers}]`, () => denseOf('i32', [numbers.length], numbers), operation);
  }

  scalar(type: ElementType, value: number | bigint, operation: Operation): Tensor {
    return this.#keyed(`${type}:${Object.is(value, -0) ? '-0' : value}`, () => denseOf(type, [], [value] as number[]), operation);
  }

  #keyed(key: string, content: () => Dense, operation: Operation): Tensor {
    const known = this.#byKey.get(key);
    if (known) return known;
    const tensor = this.store(content(), operation);
    this.#byKey.set(key, tensor);
    return tensor;
  }
}

const needsPacking = (type: ElementType) => type === 'i4' || type === 'i2' || type === 'ui4';
const splatKey = (dense: Dense) => `splat:${dense.type}:${dense.shape}:${expandedBytes({ ...dense, shape: [] })}`;
