// From objects to indices: the model as the tables of the schema, everything but the contents of buffers.
import { fail } from '@hlolite/diagnostics';
import {
  contentSize,
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
import type { BufferPool } from './buffers.js';
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
    tensors: subgraph.tensors.map((tensor) => tensorTable(tensor, pool, tensorIndex)),
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

function tensorTable(tensor: Tensor, pool: BufferPool, indexOf: (tensor: Tensor) => number): TableValue {
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
    ...(quantization && { quantization: quantizationTable(quantization, indexOf) }),
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

function quantizationTable(
  { scale, zeroPoint, dimension, min, max, blocks, extra }: Quantization,
  indexOf: (tensor: Tensor) => number,
): TableValue {
  return {
    ...(min && { min }),
    ...(max && { max }),
    ...(scale.length > 0 && { scale }),
    ...(zeroPoint.length > 0 && { zero_point: zeroPoint }),
    quantized_dimension: dimension,
    // −1 says that there are no zero points; 0, the default, would name a tensor.
    ...(blocks && {
      details: { table: 'BlockwiseQuantization', fields: { scales: indexOf(blocks.scales), zero_points: -1, block_size: blocks.size } },
    }),
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
