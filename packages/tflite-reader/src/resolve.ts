// From indices to objects: the tables of a file as a Model whose parts point at each other. Every index is checked here.
import { type Bytes, elementCount } from '@hlolite/tensor';
import {
  greatestOperatorCode,
  type Operator,
  type OperatorName,
  operatorOf,
  operators,
  type Quantization,
  ruledVersion,
  type Signature,
  type Subgraph,
  type TableValue,
  type Tensor,
  tensorTypes,
} from '@hlolite/tflite-schema';
import { rangeOf } from './buffers.js';
import { readOptions } from './options.js';
import type { Window } from './window.js';

/** What the parts of a file need of the whole. */
export interface FileContext {
  readonly window: Window;
  readonly codes: readonly TableValue[];
  readonly contents: readonly (Bytes | undefined)[];
}

/** The subgraphs of a file. They may name each other in any order, so all exist before the first is filled. */
export function resolveSubgraphs(tables: readonly TableValue[], context: FileContext): Subgraph[] {
  const subgraphs = tables.map(
    ({ name = '', tensors: _, inputs: _in, outputs: _out, operators: _ops, ...extra }): Subgraph => ({
      name: name as string,
      tensors: [],
      inputs: [],
      outputs: [],
      operators: [],
      ...extraOf(extra),
    }),
  );
  const subgraphAt = (index: number) => itemAt(subgraphs, index, 'subgraph', context);
  for (const [i, table] of tables.entries()) fill(subgraphs[i] as Subgraph, table, context, subgraphAt);
  return subgraphs;
}

function fill(subgraph: Subgraph, table: TableValue, context: FileContext, subgraphAt: (index: number) => Subgraph): void {
  const push = <T>(target: T[], items: Iterable<T>) => {
    for (const item of items) target.push(item);
  };
  const tensorAt = (index: number) => itemAt(subgraph.tensors, index, 'tensor', context);
  push(
    subgraph.tensors,
    listOf<TableValue>(table.tensors).map((tensor) => resolveTensor(tensor, context)),
  );
  subgraph.tensors.forEach((tensor, index) => {
    const blocks = withBlocks(tensor, tensorAt);
    if (blocks) subgraph.tensors[index] = blocks;
  });
  push(subgraph.inputs, listOf<number>(table.inputs).map(tensorAt));
  push(subgraph.outputs, listOf<number>(table.outputs).map(tensorAt));
  push(
    subgraph.operators,
    listOf<TableValue>(table.operators).map((operator) => resolveOperator(operator, context, tensorAt, subgraphAt)),
  );
}

function resolveTensor(table: TableValue, context: FileContext): Tensor {
  const { name = '', type = 'FLOAT32', shape, buffer = 0, quantization, is_variable, has_rank, shape_signature, ...extra } = table;
  if (!Object.hasOwn(tensorTypes, type as string))
    return refuse(
      context,
      'read/unknown-type',
      `the type of tensor "${name}" must be at most ${Object.keys(tensorTypes).length - 1} (was ${type})`,
    );
  const dimensions = listOf<number>(shape);
  const data = itemAt(context.contents, buffer as number, 'buffer', context);
  // Some writers give computed tensors an empty vector: only a tensor without elements can have an empty content.
  const isConstant = data !== undefined && (data.length > 0 || elementCount(dimensions) === 0);
  return {
    name: name as string,
    type: type as Tensor['type'],
    shape: dimensions,
    ...(shape_signature !== undefined && { shapeSignature: shape_signature as readonly number[] }),
    ...(isConstant && { data }),
    ...(quantization !== undefined && { quantization: resolveQuantization(quantization as TableValue) }),
    ...(is_variable === true && { isVariable: true }),
    ...extraOf(has_rank === true ? extra : { ...extra, has_rank: false }),
  };
}

/** A tensor whose blocks have scales in another tensor of its graph, without zero points; other details stay as they were read. */
function withBlocks(tensor: Tensor, tensorAt: (index: number) => Tensor): Tensor | undefined {
  const { extra, ...quantization } = tensor.quantization ?? { scale: [], zeroPoint: [], dimension: 0 };
  const { details, ...others } = (extra ?? {}) as { details?: { table: string; fields: TableValue } };
  const { scales, zero_points: zeroPoints, block_size: size, ...unknown } = details?.fields ?? {};
  if (details?.table !== 'BlockwiseQuantization' || zeroPoints !== -1 || Object.keys(unknown).length > 0) return undefined;
  const blocks = { scales: tensorAt(scales as number), size: size as number };
  return { ...tensor, quantization: { ...quantization, blocks, ...extraOf(others) } };
}

function resolveQuantization({ scale, zero_point, quantized_dimension = 0, min, max, ...extra }: TableValue): Quantization {
  return {
    scale: listOf<number>(scale),
    zeroPoint: listOf<bigint>(zero_point),
    dimension: quantized_dimension as number,
    ...(min !== undefined && { min: min as readonly number[] }),
    ...(max !== undefined && { max: max as readonly number[] }),
    ...extraOf(extra),
  };
}

function resolveOperator(
  table: TableValue,
  context: FileContext,
  tensorAt: (index: number) => Tensor,
  subgraphAt: (index: number) => Subgraph,
): Operator {
  const {
    opcode_index = 0,
    inputs,
    outputs,
    builtin_options: _,
    builtin_options_2: _2,
    custom_options,
    custom_options_format: _3,
    ...rest
  } = table;
  const { intermediates, large_custom_options_offset = 0n, large_custom_options_size = 0n, ...extra } = rest;
  const { op, version, customCode } = resolveCode(itemAt(context.codes, opcode_index as number, 'operator code', context), context);
  const large = largeOptions(Number(large_custom_options_offset), Number(large_custom_options_size), context);
  const customOptions = (custom_options ?? large) as Uint8Array | undefined;
  const options = readOptions(table, subgraphAt);
  const operator: Operator = {
    op,
    ...(customCode !== undefined && { customCode }),
    inputs: listOf<number>(inputs).map((index) => (index === -1 ? null : tensorAt(index))),
    outputs: listOf<number>(outputs).map(tensorAt),
    ...(options && { options }),
    ...(customOptions && { customOptions }),
    ...(intermediates !== undefined && { intermediates: listOf<number>(intermediates).map(tensorAt) }),
    ...extraOf(extra),
  };
  return version === ruledVersion(operator) ? operator : { ...operator, version };
}

interface OperatorCode {
  readonly op: OperatorName;
  readonly version: number;
  readonly customCode: string | undefined;
}

function resolveCode(
  { deprecated_builtin_code = 0, builtin_code = 'ADD', version = 1, custom_code }: TableValue,
  context: FileContext,
): OperatorCode {
  // The greater of the two codes counts; one that the schema does not name was decoded as a number.
  const newer = typeof builtin_code === 'number' ? builtin_code : operators[builtin_code as OperatorName].code;
  const code = Math.max(deprecated_builtin_code as number, newer);
  const op = operatorOf(code);
  if (op === undefined)
    return refuse(
      context,
      'read/unknown-operator',
      `operator codes must be between 0 and ${greatestOperatorCode} (was ${code})`,
      'the file may be of a newer schema (this reader knows revision 3d): update hlolite',
    );
  return {
    op,
    version: version as number,
    customCode: (custom_code ?? (op === 'CUSTOM' ? '' : undefined)) as string | undefined,
  };
}

/** Options of a CUSTOM op that stand outside the flatbuffer, in files beyond 2 GiB. They are small enough to be read at once. */
function largeOptions(offset: number, size: number, { window }: FileContext): Uint8Array | undefined {
  if (offset <= 1 || size === 0) return undefined;
  window.check(offset, size, 'custom options outside the flatbuffer');
  const range = rangeOf(window, offset, size);
  return range instanceof Uint8Array ? range : window.bytes(offset, size, 'custom options');
}

/** The signatures of a file. */
export function resolveSignatures(tables: readonly TableValue[], subgraphs: readonly Subgraph[], context: FileContext): Signature[] {
  return tables.map(({ signature_key = '', subgraph_index = 0, inputs, outputs }) => {
    const subgraph = itemAt(subgraphs, subgraph_index as number, 'subgraph', context);
    const named = ({ name = '', tensor_index = 0 }: TableValue) => ({
      name: name as string,
      tensor: itemAt(subgraph.tensors, tensor_index as number, 'tensor', context),
    });
    return {
      key: signature_key as string,
      subgraph,
      inputs: listOf<TableValue>(inputs).map(named),
      outputs: listOf<TableValue>(outputs).map(named),
    };
  });
}

const listOf = <T>(value: unknown): readonly T[] => (value ?? []) as readonly T[];

/** Fields that the Model has no name for. */
const extraOf = (extra: TableValue): { extra?: TableValue } => (Object.keys(extra).length > 0 ? { extra } : {});

/** The item at an index that the file gives. */
export function itemAt<T>(items: readonly T[], index: number, what: string, context: FileContext): T {
  if (index >= 0 && index < items.length) return items[index] as T;
  return refuse(context, 'read/bad-index', `the index of a ${what} must be below ${items.length} (was ${index})`);
}

function refuse(context: FileContext, code: string, message: string, hint = 'the file is damaged, or its writer made a mistake'): never {
  context.window.refuse(0, message, code, hint);
}
