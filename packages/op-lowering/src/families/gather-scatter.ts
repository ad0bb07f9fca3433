// Reading and writing at computed places. Spec: gather, scatter, dynamic_slice, dynamic_update_slice.
import { type GatherDimensionNumbers, stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import type { Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { returnsSecondArgument, singleOperation } from '../recognise/region.js';
import { rules } from '../rules.js';
import { shapeOf } from './element-kind.js';

export const gatherScatter = rules(stablehlo, {
  gather: lowerGather,
  scatter: lowerScatter,
});

/** Rows of a table by one index each are GATHER; everything else the general kernel, which clamps by itself. */
function lowerGather(
  { operand, start_indices: indices, dimension_numbers: numbers, slice_sizes: sizes }: View<typeof stablehlo.ops.gather>,
  g: GraphBuilder,
): Tensor {
  const axis = gatheredAxis(operand, indices, numbers, sizes);
  if (axis !== undefined) return gatherRows(operand, indices, axis, g);
  return g.emit('STABLEHLO_GATHER', [operand, indices], {
    offset_dims: numbers.offset_dims,
    collapsed_slice_dims: numbers.collapsed_slice_dims,
    start_index_map: numbers.start_index_map,
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
  const given = g.tensor(indices);
  const indexShape = shape.slice(axis, axis + shape.length - (shapeOf(operand).length - 1));
  const type = given.type === 'INT64' ? 'i64' : 'i32';
  if (given.type !== 'INT64' && given.type !== 'INT32')
    return g.unsupported('lower/unsupported-dtype', `the indices of gather must be i32 or i64 (was ${given.type})`);
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
  if (inputs.length !== 1 || !operand || !update || numbers.input_batching_dims.length > 0)
    return g.unsupported('lower/unsupported-scatter', 'scatter must have one operand and no batching dimensions');
  const region = scatterRegion(body, operand, g);
  return g.emit('STABLEHLO_SCATTER', [operand, indices, update], {
    update_window_dims: numbers.update_window_dims,
    inserted_window_dims: numbers.inserted_window_dims,
    scatter_dims_to_operand_dims: numbers.scatter_dims_to_operand_dims,
    index_vector_dim: numbers.index_vector_dim,
    indices_are_sorted: given.indices_are_sorted,
    unique_indices: given.unique_indices,
    update_computation_subgraph_index: region,
  });
}

/** A subgraph of two scalars; without an operator it says that the update wins. */
function scatterRegion(body: View<typeof stablehlo.ops.scatter>['update_computation'], operand: Value, g: GraphBuilder): Subgraph {
  const op = singleOperation(body);
  const kernel = op && Object.hasOwn(scatterBodies, op.name) ? scatterBodies[op.name as keyof typeof scatterBodies] : undefined;
  if (kernel === undefined && !returnsSecondArgument(body))
    return g.unsupported(
      'lower/unsupported-region',
      'the body of scatter must give the update back, or be a single add, multiply, maximum or minimum',
    );
  const { type } = g.tensor(operand);
  const scalar = (name: string): Tensor => ({ name, type, shape: [] });
  const [old, update, result] = [scalar('operand'), scalar('update'), scalar('result')];
  const subgraph: Subgraph = {
    name: `${kernel?.toLowerCase() ?? 'update'}_region`,
    tensors: kernel ? [old, update, result] : [old, update],
    inputs: [old, update],
    outputs: [kernel ? result : update],
    operators: kernel ? [{ op: kernel, inputs: [old, update], outputs: [result] }] : [],
  };
  g.context.subgraphs.push(subgraph);
  return subgraph;
}
