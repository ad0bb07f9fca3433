// Reading and writing at computed places. Spec: gather, scatter, dynamic_slice, dynamic_update_slice.
import { type GatherDimensionNumbers, stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import { kernelSupport, type Subgraph, type Tensor, type TensorType } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { returnsSecondArgument, singleOperation } from '../recognise/region.js';
import { rules } from '../rules.js';
import { bodySubgraph } from './body-subgraph.js';
import { bitsAs, carrierOf, integers } from './carrier.js';
import { shapeOf } from './element-kind.js';
import { indexList, signedIndices, withBatchNumbers } from './start-indices.js';

export const gatherScatter = rules(stablehlo, {
  gather: lowerGather,
  scatter: lowerScatter,
  dynamic_slice: lowerDynamicSlice,
  dynamic_update_slice: lowerDynamicUpdateSlice,
});

/** The kernel clamps the start. In LiteRT.js it lacks the types that native LiteRT has more: their bits move as integers. */
function lowerDynamicUpdateSlice(
  { operand, update, start_indices: starts }: View<typeof stablehlo.ops.dynamic_update_slice>,
  g: GraphBuilder,
): Tensor {
  if (starts.length === 0) return g.tensor(update);
  const { type, shape } = g.resultInfo();
  const carrier = integers[type] ?? type;
  const operands = [bitsAs(g.tensor(operand), carrier, g), bitsAs(g.tensor(update), carrier, g), indexList(starts, g)];
  return bitsAs(g.emit('DYNAMIC_UPDATE_SLICE', operands, {}, { type: carrier, shape }), type, g);
}

/** A gather of one slice: the kernel clamps the start, and its result has a known shape, which SLICE at a computed place has not. */
function lowerDynamicSlice(
  { operand, start_indices: starts, slice_sizes: sizes }: View<typeof stablehlo.ops.dynamic_slice>,
  g: GraphBuilder,
): Tensor {
  if (starts.length === 0) return g.tensor(operand);
  const dimensions = sizes.map((_, axis) => axis);
  return g.emit('STABLEHLO_GATHER', [operand, indexList(starts, g)], {
    offset_dims: dimensions,
    collapsed_slice_dims: [],
    start_index_map: dimensions,
    index_vector_dim: 0,
    slice_sizes: sizes,
    indices_are_sorted: false,
  });
}

/** Rows of a table by one index each are GATHER; everything else the general kernel, which clamps by itself. */
export function lowerGather(
  {
    operand,
    start_indices: indices,
    dimension_numbers: numbers,
    slice_sizes: sizes,
  }: Omit<View<typeof stablehlo.ops.gather>, 'indices_are_sorted'>,
  g: GraphBuilder,
): Tensor {
  const axis = gatheredAxis(operand, indices, numbers, sizes);
  if (axis !== undefined && kernelSupport('GATHER', g.resultInfo().type) === 'yes') return gatherRows(operand, indices, axis, g);
  const given = withBatchNumbers(signedIndices(indices, g), numbers.index_vector_dim, numbers.start_indices_batching_dims, g);
  return g.emit('STABLEHLO_GATHER', [operand, given], {
    offset_dims: numbers.offset_dims,
    collapsed_slice_dims: inOrder([...numbers.collapsed_slice_dims, ...numbers.operand_batching_dims]),
    start_index_map: [...numbers.operand_batching_dims, ...numbers.start_index_map],
    index_vector_dim: numbers.index_vector_dim,
    slice_sizes: sizes,
    indices_are_sorted: false,
  });
}

/** The dimension of the operand that each index picks one slice of, when the gather is `take` along one dimension. */
function gatheredAxis(operand: Value, indices: Value, numbers: GatherDimensionNumbers, sizes: readonly number[]): number | undefined {
  const axis = numbers.start_index_map[0];
  const [operandShape, indexShape] = [shapeOf(operand), shapeOf(indices)];
  if (axis === undefined || numbers.start_index_map.length !== 1 || numbers.operand_batching_dims.length > 0) return undefined;
  if (numbers.collapsed_slice_dims.length !== 1 || numbers.collapsed_slice_dims[0] !== axis) return undefined;
  const whole = sizes.every((size, dimension) => size === (dimension === axis ? 1 : operandShape[dimension]));
  const last = indexShape.length - 1;
  const indexRank =
    numbers.index_vector_dim === indexShape.length ? indexShape.length : numbers.index_vector_dim === last ? last : undefined;
  if (!whole || indexRank === undefined) return undefined;
  // The result of `take` is operand[:axis] + indices + operand[axis + 1:].
  const rank = operandShape.length - 1 + indexRank;
  const expected = Array.from({ length: rank }, (_, dimension) => dimension).filter(
    (dimension) => dimension < axis || dimension >= axis + indexRank,
  );
  return expected.join() === numbers.offset_dims.join() ? axis : undefined;
}

/** An index out of range is clamped (spec: gather), where the kernel would fail. */
function gatherRows(operand: Value, indices: Value, axis: number, g: GraphBuilder): Tensor {
  const shape = g.resultInfo().shape;
  const given = signedIndices(indices, g);
  const indexShape = shape.slice(axis, axis + shape.length - (shapeOf(operand).length - 1));
  const type = given.type === 'INT64' ? 'i64' : 'i32';
  const info = { type: given.type, shape: given.shape };
  const last = (shapeOf(operand)[axis] as number) - 1;
  const raised = g.emit('MAXIMUM', [given, g.scalar(type, type === 'i64' ? 0n : 0)], {}, info);
  const clamped = g.emit('MINIMUM', [raised, g.scalar(type, type === 'i64' ? BigInt(last) : last)], {}, info);
  return g.emit('GATHER', [operand, g.reshape(clamped, indexShape)], { axis });
}

/** The bodies that the kernel accepts, as the one operator of its region. */
const scatterBodies = {
  'stablehlo.add': 'STABLEHLO_ADD',
  'stablehlo.multiply': 'STABLEHLO_MULTIPLY',
  'stablehlo.maximum': 'STABLEHLO_MAXIMUM',
  'stablehlo.minimum': 'STABLEHLO_MINIMUM',
} as const;

function lowerScatter(given: View<typeof stablehlo.ops.scatter>, g: GraphBuilder): Tensor {
  const { inputs, scatter_indices: indices, updates, scatter_dimension_numbers: numbers, update_computation: body } = given;
  const [operand, update] = [inputs[0], updates[0]];
  if (inputs.length !== 1 || !operand || !update) return g.unsupported('lower/unsupported-scatter', 'scatter must have one operand');
  const { type } = g.resultInfo();
  const worked = scatterType(type, body);
  const starts = withBatchNumbers(signedIndices(indices, g), numbers.index_vector_dim, numbers.scatter_indices_batching_dims, g);
  const operands = [converted(g.tensor(operand), worked, g), starts, converted(g.tensor(update), worked, g)];
  const fields = {
    update_window_dims: numbers.update_window_dims,
    inserted_window_dims: inOrder([...numbers.inserted_window_dims, ...numbers.input_batching_dims]),
    scatter_dims_to_operand_dims: [...numbers.input_batching_dims, ...numbers.scatter_dims_to_operand_dims],
    index_vector_dim: numbers.index_vector_dim,
    indices_are_sorted: given.indices_are_sorted,
    unique_indices: given.unique_indices,
    update_computation_subgraph_index: scatterRegion(body, worked, g),
  };
  const result = g.emit('STABLEHLO_SCATTER', operands, fields, { type: worked, shape: g.resultInfo().shape });
  return converted(result, type, g);
}

/** bf16 is worked on as f32, which holds each of its values; what only moves may move as an integer. */
function scatterType(type: TensorType, body: View<typeof stablehlo.ops.scatter>['update_computation']): TensorType {
  if (type === 'BFLOAT16') return 'FLOAT32';
  return returnsSecondArgument(body) ? carrierOf('STABLEHLO_SCATTER', type) : type;
}

/** As the type that the kernel works in, or back: a number for bf16, the bits for others. */
function converted(tensor: Tensor, type: TensorType, g: GraphBuilder): Tensor {
  if (tensor.type !== 'BFLOAT16' && type !== 'BFLOAT16') return bitsAs(tensor, type, g);
  return g.emit('CAST', [tensor], { in_data_type: tensor.type, out_data_type: type }, { type, shape: tensor.shape });
}

const inOrder = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

/** A subgraph of two scalars; without an operator it says that the update wins. */
function scatterRegion(body: View<typeof stablehlo.ops.scatter>['update_computation'], type: TensorType, g: GraphBuilder): Subgraph {
  const op = singleOperation(body);
  const kernel = op && Object.hasOwn(scatterBodies, op.name) ? scatterBodies[op.name as keyof typeof scatterBodies] : undefined;
  if (kernel === undefined && !returnsSecondArgument(body))
    return g.unsupported(
      'lower/unsupported-region',
      'the body of scatter must give the update back, or be a single add, multiply, maximum or minimum',
    );
  return bodySubgraph(kernel, type, g);
}
