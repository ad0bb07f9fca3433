// Given: a body with einsum, unary_einsum and torch_index_select, which StableHLO keeps for older programs. Result: the same by dot_general,
// reduce, transpose and gather.
import { hasStaticShape, type Operation, stablehlo, type TensorType, type Value, type View, view } from '@hlolite/mlir-parser';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, Rewriter } from './body.js';

export function writeOutOlderOps(body: Body): Body {
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    const b = new StableHloBuilder(carried);
    const result = writtenOut(carried, b);
    if (!result) return [carried];
    rewriter.replace(carried.results[0] as Value, result);
    return b.operations;
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

/** Undefined for any other operation, for unknown shapes, and for configurations that dot_general has no form for. */
function writtenOut(operation: Operation, b: StableHloBuilder): Value | undefined {
  if (!operation.operands.every(({ type }) => hasStaticShape(type))) return undefined;
  switch (operation.name) {
    case 'stablehlo.einsum':
      return product(view(operation, stablehlo.ops.einsum), b);
    case 'stablehlo.unary_einsum': {
      const { operand, einsum_config: config } = view(operation, stablehlo.ops.unary_einsum);
      const [given, wanted] = labelsOf(config) ?? [];
      return given?.length === 1 && wanted !== undefined ? arranged(operand, given[0] as string, wanted, b) : undefined;
    }
    case 'stablehlo.torch_index_select':
      return selected(view(operation, stablehlo.ops.torch_index_select), b);
    default:
      return undefined;
  }
}

/** `ab,bc->ac` as the labels of the operands and of the result; undefined where a label repeats within one or is no letter. */
function labelsOf(config: string): readonly [operands: readonly string[], result: string] | undefined {
  const [left, result, ...more] = config.replaceAll(' ', '').split('->');
  if (left === undefined || result === undefined || more.length > 0) return undefined;
  const all = [...left.split(','), result];
  const isPlain = (labels: string) => /^[a-zA-Z]*$/.test(labels) && new Set(labels).size === labels.length;
  return all.every(isPlain) ? [left.split(','), result] : undefined;
}

/** The sum over the labels that are not wanted, and the others in their order. */
function arranged(operand: Value, labels: string, wanted: string, b: StableHloBuilder): Value | undefined {
  const kept = [...labels].filter((label) => wanted.includes(label));
  if (kept.length !== wanted.length) return undefined;
  const dropped = [...labels].flatMap((label, axis) => (wanted.includes(label) ? [] : [axis]));
  const summed = dropped.length > 0 ? b.reduceAdd(operand, dropped) : operand;
  return b.transpose(
    summed,
    [...wanted].map((label) => kept.indexOf(label)),
  );
}

function product({ lhs, rhs, einsum_config: config }: View<typeof stablehlo.ops.einsum>, b: StableHloBuilder): Value | undefined {
  const [given, wanted] = labelsOf(config) ?? [];
  const [left, right] = given ?? [];
  if (left === undefined || right === undefined || given?.length !== 2 || wanted === undefined) return undefined;
  // What only one operand has, and the result does not, is summed beforehand.
  const needed = (labels: string, other: string) => [...labels].filter((label) => other.includes(label) || wanted.includes(label)).join('');
  const [l, r] = [needed(left, right), needed(right, left)];
  const [a, c] = [arranged(lhs, left, l, b), arranged(rhs, right, r, b)];
  if (!a || !c) return undefined;
  const shared = [...l].filter((label) => r.includes(label));
  const batch = shared.filter((label) => wanted.includes(label));
  const contracted = shared.filter((label) => !wanted.includes(label));
  const at = (labels: string, list: readonly string[]) => list.map((label) => labels.indexOf(label));
  const result = b.dot(a, c, [at(l, contracted), at(r, contracted)], [at(l, batch), at(r, batch)]);
  const free = (labels: string) => [...labels].filter((label) => !shared.includes(label));
  return arranged(result, [...batch, ...free(l), ...free(r)].join(''), wanted, b);
}

/** Slices at the indices of a dimension: those of a batch for each of its indices. */
function selected(given: View<typeof stablehlo.ops.torch_index_select>, b: StableHloBuilder): Value {
  const { operand, index, dim, batch_dims: batches } = given;
  const [shape, places] = [operand, index].map(({ type }) => (type as TensorType).shape) as [readonly number[], readonly number[]];
  const selectedRank = places.length - batches;
  const rank = shape.length - 1 + selectedRank;
  const batch = Array.from({ length: batches }, (_, axis) => axis);
  const numbers = {
    offset_dims: [...Array(rank).keys()].filter((axis) => axis >= batches && (axis < dim || axis >= dim + selectedRank)),
    collapsed_slice_dims: [dim],
    operand_batching_dims: batch,
    start_indices_batching_dims: batch,
    start_index_map: [dim],
    index_vector_dim: places.length,
  };
  const sizes = shape.map((size, axis) => (axis === dim || axis < batches ? 1 : size));
  return b.gather(operand, b.reshape(index, [...places, 1]), numbers, sizes);
}
