// Products of matrices. Spec: dot_general. Three steps: put the dimensions in order, recognise a layer with constant weights, emit.
import { stablehlo, type Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { shapeOf } from './element-kind.js';
import { permuteDense, permuted } from './permute.js';

export const dot = rules(stablehlo, {
  dot_general: ({ lhs, rhs, dot_dimension_numbers: numbers }, g) => {
    const left = side(lhs, numbers.lhs_batching_dimensions, numbers.lhs_contracting_dimensions);
    const right = side(rhs, numbers.rhs_batching_dimensions, numbers.rhs_contracting_dimensions);
    return isLayer(left, right, g) ? fullyConnected(left, right, g) : batchMatMul(left, right, g);
  },
  // The old form: the last dimension of lhs with the first of rhs (spec: dot, removed in favour of dot_general).
  dot: ({ lhs, rhs }, g) => {
    const left = side(lhs, [], [shapeOf(lhs).length - 1]);
    const right = side(rhs, [], [0]);
    return isLayer(left, right, g) ? fullyConnected(left, right, g) : batchMatMul(left, right, g);
  },
});

/** An operand with its dimensions sorted by what they do. */
interface Side {
  readonly value: Value;
  readonly batching: readonly number[];
  readonly free: readonly number[];
  readonly contracting: readonly number[];
  readonly size: (dimensions: readonly number[]) => number;
}

function side(value: Value, batching: readonly number[], contracting: readonly number[]): Side {
  const shape = shapeOf(value);
  const free = shape
    .map((_, dimension) => dimension)
    .filter((dimension) => !batching.includes(dimension) && !contracting.includes(dimension));
  return {
    value,
    batching,
    free,
    contracting,
    size: (dimensions) => elementCount(dimensions.map((dimension) => shape[dimension] as number)),
  };
}

/** Constant weights on the right and no batch: FULLY_CONNECTED, whose weights are [out, in]. */
const isLayer = (left: Side, right: Side, g: GraphBuilder): boolean =>
  left.batching.length === 0 &&
  g.constant(right.value) !== undefined &&
  ['FLOAT32', 'FLOAT16'].includes(g.resultInfo().type) &&
  right.free.length > 0;

function fullyConnected(left: Side, right: Side, g: GraphBuilder): Tensor {
  const [rows, columns, depth] = [left.size(left.free), right.size(right.free), left.size(left.contracting)];
  const weights = constantPermuted(right, [...right.free, ...right.contracting], [columns, depth], g);
  const { type, shape } = g.resultInfo();
  // With one contracted dimension, at the end, the kernel keeps the dimensions before it: no reshape on either side.
  const inPlace =
    left.contracting.length === 1 &&
    left.contracting[0] === shapeOf(left.value).length - 1 &&
    right.free.length === 1 &&
    left.free.length > 0;
  if (inPlace) return g.emit('FULLY_CONNECTED', [left.value, weights, null], { keep_num_dims: left.free.length > 1 });
  const input = g.reshape(permuted(left.value, [...left.free, ...left.contracting], g), [rows, depth]);
  return g.reshape(g.emit('FULLY_CONNECTED', [input, weights, null], {}, { type, shape: [rows, columns] }), shape);
}

/** Weights in the order of the kernel: as they are where that is their order, else permuted here, once, not at run time. */
function constantPermuted({ value }: Side, order: readonly number[], shape: readonly number[], g: GraphBuilder): Tensor {
  const dense = g.constant(value)!;
  const inOrder = order.every((dimension, index) => dimension === index);
  return g.dense(inOrder || dense.splat ? { ...dense, shape } : { ...permuteDense(dense, value.type, order), shape });
}

/** The kernel takes [batch…, rows, depth] × [batch…, depth, columns], either side's last two swapped on request. */
function batchMatMul(left: Side, right: Side, g: GraphBuilder): Tensor {
  const { type, shape } = g.resultInfo();
  const types = [left, right].map(({ value }) => g.tensor(value).type);
  // The kernel takes 8- and 16-bit integers for quantized numbers, and other types than the first operand's for its own.
  if (types.some((each) => each !== type) || !type.startsWith('FLOAT'))
    g.unsupported(
      'lower/unsupported-dtype',
      `${g.operation.name} must have one float type for operands and result (was ${types}, ${type})`,
    );
  const batch = left.batching.map((dimension) => shapeOf(left.value)[dimension] as number);
  const [rows, columns] = [left.size(left.free), right.size(right.free)];
  const lhs = matrix(left, 'free-first', batch, g);
  const rhs = matrix(right, 'contracting-first', batch, g);
  const product = g.emit(
    'BATCH_MATMUL',
    [lhs.tensor, rhs.tensor],
    { adj_x: lhs.swapped, adj_y: rhs.swapped },
    { type, shape: [...lhs.batch, rows, columns] },
  );
  return g.reshape(product, shape);
}

/** More dimensions than this the kernel refuses; batches are then one dimension. */
const MOST_BATCH_DIMENSIONS = 3;

/** An operand as [batch…, a, b]; where it stands as [batch…, b, a] it is left so and `swapped` says it. */
function matrix(
  { value, batching, free, contracting, size }: Side,
  wanted: 'free-first' | 'contracting-first',
  batchShape: readonly number[],
  g: GraphBuilder,
) {
  const [first, second] = wanted === 'free-first' ? [free, contracting] : [contracting, free];
  const batch = batchShape.length > MOST_BATCH_DIMENSIONS ? [elementCount(batchShape)] : batchShape;
  const straight = [...batching, ...first, ...second];
  const crossed = [...batching, ...second, ...first];
  const stands = (order: readonly number[]) => order.every((dimension, index) => dimension === index);
  const swapped = !stands(straight) && stands(crossed);
  const tensor = permuted(value, swapped ? crossed : straight, g);
  const shape = swapped ? [...batch, size(second), size(first)] : [...batch, size(first), size(second)];
  return { tensor: g.reshape(tensor, shape), swapped, batch };
}
