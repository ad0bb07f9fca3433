// From objects to indices: the model as the tables of the schema, and these as a flatbuffer that lacks only the constant data.
import { fail } from '@hlolite/diagnostics';
import {
  contentSize,
  Encoded,
  encodeTable,
  type Metadata,
  type Model,
  type Operator,
  operators,
  type Quantization,
  type Signature,
  type Subgraph,
  type TableValue,
  type Tensor,
  versionOf,
} from '@hlolite/tflite-schema';
import { Builder } from 'flatbuffers';
import { type BufferPool, FLATBUFFER_LIMIT, type Layout, layOut, type Placement } from './buffers.js';
import { optionFields } from './options.js';

/** The version of the schema, in every file. */
const SCHEMA_VERSION = 3;

/** The first code that deprecated_builtin_code, a signed byte, cannot say; it then holds this. */
const PLACEHOLDER_CODE = operators.PLACEHOLDER_FOR_GREATER_OP_CODES.code;

/** Everything of the file but the contents of buffers, which are added to the pool. Metadata comes first, so that it is near the skeleton. */
export function fileTables(model: Model, metadata: readonly Metadata[], pool: BufferPool): TableValue {
  const metadataTables = metadata.map(({ name, data }) => ({ name, buffer: pool.add(data) }));
  const codes = new OperatorCodes();
  const subgraphIndices = indices(model.subgraphs);
  const indexOf = (subgraph: Subgraph) =>
    subgraphIndices.get(subgraph) ??
    fail({
      code: 'write/foreign-subgraph',
      message: `subgraphs that operators and signatures name must be listed in the model (was "${subgraph.name}")`,
    });
  const tables = model.subgraphs.map((subgraph) => subgraphTable(subgraph, pool, codes, indexOf));
  return {
    version: SCHEMA_VERSION,
    operator_codes: codes.tables,
    subgraphs: tables,
    description: model.description,
    metadata: metadataTables,
    ...(model.signatures.length > 0 && { signature_defs: model.signatures.map((signature) => signatureTable(signature, indexOf)) }),
    ...model.extra,
  };
}

/** Operator codes, shared by operators of the same kind and version. */
class OperatorCodes {
  readonly tables: TableValue[] = [];
  private readonly known = new Map<string, number>();

  indexOf(operator: Operator): number {
    const { op, customCode } = operator;
    const version = versionOf(operator);
    const key = `${op} ${version} ${customCode ?? ''}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (op === 'CUSTOM' && customCode === undefined)
      return fail({ code: 'write/missing-custom-code', message: 'a CUSTOM operator must have a customCode (was absent)' });
    const { code } = operators[op];
    this.known.set(key, this.tables.length);
    return (
      this.tables.push({
        deprecated_builtin_code: Math.min(code, PLACEHOLDER_CODE),
        builtin_code: code,
        version,
        ...(customCode !== undefined && { custom_code: customCode }),
      }) - 1
    );
  }
}

function subgraphTable(subgraph: Subgraph, pool: BufferPool, codes: OperatorCodes, indexOf: (subgraph: Subgraph) => number): TableValue {
  const tensorIndices = indices(subgraph.tensors);
  const tensorIndex = (tensor: Tensor | null) => (tensor === null ? -1 : (tensorIndices.get(tensor) ?? foreignTensor(tensor, subgraph)));
  return {
    tensors: subgraph.tensors.map((tensor) => tensorTable(tensor, pool)),
    inputs: subgraph.inputs.map(tensorIndex),
    outputs: subgraph.outputs.map(tensorIndex),
    operators: subgraph.operators.map((operator) => ({
      opcode_index: codes.indexOf(operator),
      inputs: operator.inputs.map(tensorIndex),
      outputs: operator.outputs.map(tensorIndex),
      ...(operator.intermediates && { intermediates: operator.intermediates.map(tensorIndex) }),
      ...optionFields(operator, indexOf),
      ...operator.extra,
    })),
    name: subgraph.name,
    ...subgraph.extra,
  };
}

function foreignTensor(tensor: Tensor, subgraph: Subgraph): never {
  fail({
    code: 'write/foreign-tensor',
    message: `tensors of operators, inputs, outputs and signatures must be listed in their subgraph ("${tensor.name}" is not in "${subgraph.name}")`,
    hint: 'add the tensor to subgraph.tensors; a tensor belongs to one subgraph',
  });
}

function tensorTable(tensor: Tensor, pool: BufferPool): TableValue {
  const { name, type, shape, shapeSignature, data, quantization, isVariable = false, extra } = tensor;
  checkContent(tensor);
  return {
    name,
    type,
    shape,
    buffer: data === undefined ? 0 : pool.add(data),
    is_variable: isVariable,
    has_rank: true,
    ...(shapeSignature && { shape_signature: shapeSignature }),
    ...(quantization && { quantization: quantizationTable(quantization) }),
    ...extra,
  };
}

/** A runtime refuses a constant of the wrong size with less words than we have here. Sparse content is shorter than its shape says. */
function checkContent({ name, type, shape, data, extra }: Tensor): void {
  const size = contentSize(type, shape);
  if (data === undefined || size === undefined || data.length === size || extra?.sparsity !== undefined) return;
  fail({
    code: 'write/constant-size',
    message: `the constant "${name}" of type ${type}[${shape}] must have ${size} bytes (was ${data.length})`,
    hint: 'give all elements, packed where the type has less than 8 bits',
  });
}

function quantizationTable({ scale, zeroPoint, dimension, min, max, extra }: Quantization): TableValue {
  return {
    ...(min && { min }),
    ...(max && { max }),
    ...(scale.length > 0 && { scale }),
    ...(zeroPoint.length > 0 && { zero_point: zeroPoint }),
    quantized_dimension: dimension,
    ...extra,
  };
}

function signatureTable({ key, subgraph, inputs, outputs }: Signature, indexOf: (subgraph: Subgraph) => number): TableValue {
  const tensorIndices = indices(subgraph.tensors);
  const map = ({ name, tensor }: Signature['inputs'][number]) => ({
    name,
    tensor_index: tensorIndices.get(tensor) ?? foreignTensor(tensor, subgraph),
  });
  return { signature_key: key, subgraph_index: indexOf(subgraph), inputs: inputs.map(map), outputs: outputs.map(map) };
}

const indices = <T>(items: readonly T[]): ReadonlyMap<T, number> => new Map(items.map((item, index) => [item, index]));

/** A skeleton whose buffers point at their contents, and the layout of these. */
export interface Skeleton {
  readonly bytes: Uint8Array;
  readonly layout: Layout;
}

/**
 * Builds the flatbuffer and sets where its buffers point. `isExternal` says of a content (by index) whether it stands outside.
 * The size of the skeleton does not depend on the places, so they are patched in when it is known.
 */
export function buildSkeleton(tables: TableValue, contents: BufferPool['contents'], isExternal: (index: number) => boolean): Skeleton {
  const builder = new Builder(1024);
  const patches = contents.map((bytes, index) => bufferTable(builder, bytes.length > 0 && isExternal(index)));
  const empty = encodeTable(builder, 'Buffer', {});
  const buffers = encodeOffsets(builder, [empty, ...patches.map(({ table }) => table)]);
  builder.finish(encodeTable(builder, 'Model', { ...tables, buffers: new Encoded(buffers) }), 'TFL3');
  const bytes = builder.asUint8Array();
  const layout = layOut(bytes.length, contents, isExternal);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const [index, { fields }] of patches.entries()) patch(view, fields, layout.placements[index] as Placement);
  return { bytes, layout };
}

/** A Buffer table whose values are not known yet, and where they stand: places in a builder count from its end. */
interface BufferPatch {
  readonly table: number;
  readonly fields: readonly number[];
}

const [DATA, OFFSET, SIZE] = [0, 1, 2];

function bufferTable(builder: Builder, external: boolean): BufferPatch {
  const fields: number[] = [];
  builder.startObject(3);
  if (external) {
    for (const slot of [OFFSET, SIZE]) {
      builder.addFieldInt64(slot as number, 1n, 0n);
      fields.push(builder.offset());
    }
  } else {
    builder.addFieldInt32(DATA as number, 1, 0);
    fields.push(builder.offset());
  }
  return { table: builder.endObject(), fields };
}

function patch(view: DataView, fields: readonly number[], { bytes, start, external }: Placement): void {
  const places = fields.map((fromEnd) => view.byteLength - fromEnd) as [number, number];
  if (external) {
    view.setBigUint64(places[0], BigInt(start), true);
    view.setBigUint64(places[1], BigInt(bytes.length), true);
  } else if (start < FLATBUFFER_LIMIT) {
    // An offset counts from where it stands to the vector's length, which stands before its data.
    view.setUint32(places[0], start - 4 - places[0], true);
  }
}

function encodeOffsets(builder: Builder, offsets: readonly number[]): number {
  builder.startVector(4, offsets.length, 4);
  for (const offset of [...offsets].reverse()) builder.addOffset(offset);
  return builder.endVector();
}
