// A TFLite model as plain objects that point at each other. Indices (of tensors, buffers, operator codes, subgraphs) exist only
// in the file: the writer makes them, the reader resolves them, so `read(write(model))` equals `model`.
import type { Bytes } from '@hlolite/tensor';
import type { ScalarValue, TableValue } from './descriptor.js';
import type { OperatorName } from './operators.js';
import type { TensorType } from './tensor-type.js';

/** A whole .tflite file. */
export interface Model {
  readonly description: string;
  readonly subgraphs: readonly Subgraph[];
  readonly signatures: readonly Signature[];
  /** Named blobs beside the graph; `min_runtime_version` is the writer's, not listed here. */
  readonly metadata: readonly Metadata[];
  /** Fields that only files of other tools use (external buffers), by their names in the schema, kept as read. */
  readonly extra?: TableValue;
}

/** A named entry of bytes that the file carries. */
export interface Metadata {
  readonly name: string;
  readonly data: Bytes;
}

/** A graph: the first subgraph of a model is the entry, others are bodies of control flow and of composites. */
export interface Subgraph {
  name: string;
  /** Every tensor of the graph; inputs, outputs and operators point at members of this list. */
  readonly tensors: Tensor[];
  readonly inputs: Tensor[];
  readonly outputs: Tensor[];
  /** In an order in which they can run. */
  readonly operators: Operator[];
  readonly extra?: TableValue;
}

/** A tensor of a subgraph; with `data` it is a constant. A size of −1 in `shapeSignature` is known at run time only. */
export interface Tensor {
  name: string;
  readonly type: TensorType;
  /** Dimensions; where `shapeSignature` has −1, the size here is the one assumed before resizing (1). */
  readonly shape: readonly number[];
  /** Present when a dimension is unknown: −1 in its place. */
  readonly shapeSignature?: readonly number[];
  /** Content of a constant, row-major little-endian, sub-byte types packed as TFLite does. Absent for what is computed. */
  readonly data?: Bytes;
  readonly quantization?: Quantization;
  readonly isVariable?: boolean;
  /** Fields that only files of other tools use (sparsity, variant tensors, external buffers; has_rank where it is false), kept as read. */
  readonly extra?: TableValue;
}

/** Affine quantization: real = scale · (stored − zeroPoint), one pair for the tensor, one per slice of `dimension`, or one per block. */
export interface Quantization {
  readonly scale: readonly number[];
  readonly zeroPoint: readonly bigint[];
  readonly dimension: number;
  readonly min?: readonly number[];
  readonly max?: readonly number[];
  /** Symmetric, a scale for each `size` elements of the last dimension: `scales` is a constant FLOAT16 tensor [rows, columns / size] of the same graph. */
  readonly blocks?: { readonly scales: Tensor; readonly size: number };
  readonly extra?: TableValue;
}

/** Options of an operator: the name of its table in the schema and the fields that differ from their defaults (never those that equal them). */
export interface Options {
  readonly table: string;
  /** Field values by schema name; a field that holds a subgraph index in the file holds the Subgraph here. */
  readonly fields: Readonly<Record<string, OptionValue>>;
}

/** 64-bit integers are bigint, enums are the names of the schema (`'RELU'`, `'SAME'`). `options()` brings values into this form. */
export type OptionValue = ScalarValue | readonly ScalarValue[] | Uint8Array | Subgraph | readonly Subgraph[];

/** One operator: inputs, outputs, options in their normal form; a CUSTOM one by its customCode. */
export interface Operator {
  readonly op: OperatorName;
  /** The name of a CUSTOM op. */
  readonly customCode?: string;
  /** The operator's version in the file; when absent the writer computes it by the rules of the schema. */
  readonly version?: number;
  /** An optional input that is not given is null. */
  readonly inputs: readonly (Tensor | null)[];
  readonly outputs: readonly Tensor[];
  readonly options?: Options;
  /** Options of a CUSTOM op as they stand in the file: a FlexBuffer, by convention. */
  readonly customOptions?: Uint8Array;
  readonly intermediates?: readonly Tensor[];
  readonly extra?: TableValue;
}

/** A named entry: names for the inputs and outputs of a subgraph. */
export interface Signature {
  readonly key: string;
  readonly subgraph: Subgraph;
  readonly inputs: readonly NamedTensor[];
  readonly outputs: readonly NamedTensor[];
}

/** An input or output of a signature. */
export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}
