// Reductions over whole dimensions. Spec: reduce, map. A single add, max … is a kernel; the greatest or least with its place is ARG_MAX or
// ARG_MIN; any other body is lifted to tensors.
import { type Operation, stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import { kernelRanks, type OperatorName, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { liftBody } from '../lift-body.js';
import type { Lowered } from '../lowered.js';
import { isNeutral } from '../recognise/identity.js';
import { singleOperation } from '../recognise/region.js';
import { rules } from '../rules.js';
import { elementOf, isBoolean, shapeOf } from './element-kind.js';
import { reduceByTree } from './reduce-tree.js';

/** The kernel that reduces with an op, and the elementwise kernel that adds the initial value where it is not neutral. */
const kernels: Readonly<Record<string, { readonly reduce: OperatorName; readonly combine: OperatorName }>> = {
  'stablehlo.add': { reduce: 'SUM', combine: 'ADD' },
  'stablehlo.multiply': { reduce: 'REDUCE_PROD', combine: 'MUL' },
  'stablehlo.maximum': { reduce: 'REDUCE_MAX', combine: 'MAXIMUM' },
  'stablehlo.minimum': { reduce: 'REDUCE_MIN', combine: 'MINIMUM' },
};
const booleanKernels: typeof kernels = {
  'stablehlo.or': { reduce: 'REDUCE_ANY', combine: 'LOGICAL_OR' },
  'stablehlo.add': { reduce: 'REDUCE_ANY', combine: 'LOGICAL_OR' },
  'stablehlo.maximum': { reduce: 'REDUCE_ANY', combine: 'LOGICAL_OR' },
  'stablehlo.and': { reduce: 'REDUCE_ALL', combine: 'LOGICAL_AND' },
  'stablehlo.multiply': { reduce: 'REDUCE_ALL', combine: 'LOGICAL_AND' },
  'stablehlo.minimum': { reduce: 'REDUCE_ALL', combine: 'LOGICAL_AND' },
};

export const reduction = rules(stablehlo, {
  reduce: lowerReduce,
  map: ({ inputs, computation }, g) => g.rewrite((b) => liftBody(computation, inputs, shapeOf(inputs[0] as Value), b)),
});

function lowerReduce(given: View<typeof stablehlo.ops.reduce>, g: GraphBuilder): Tensor | readonly Lowered[] {
  const { inputs, init_values: initial, dimensions, body } = given;
  const [input, init] = [inputs[0], initial[0]];
  const op = inputs.length === 1 ? singleOperation(body) : undefined;
  const kernel = input && op && kernelOf(op, input);
  if (!kernel || !init) return g.rewrite((b) => reduceByTree({ inputs, initial, dimensions, body }, b));
  const neutral = g.constant(init);
  const reduced = dimensions.length === 0 ? g.tensor(input) : reducedBy(kernel.reduce, input, dimensions, g);
  return neutral && isNeutral(op.name, neutral) ? reduced : g.emit(kernel.combine, [reduced, init]);
}

/** Beyond the ranks of the kernel, neighbours that share a fate are one dimension. */
function reducedBy(op: OperatorName, input: Value, dimensions: readonly number[], g: GraphBuilder): Tensor {
  const { type, shape } = g.resultInfo();
  const given = g.tensor(input);
  if (given.shape.length <= (kernelRanks(op)?.[1] ?? 0)) return g.emit(op, [given, g.int32s(dimensions)], { keep_dims: false });
  const runs: { size: number; readonly reduced: boolean }[] = [];
  given.shape.forEach((size, axis) => {
    const reduced = dimensions.includes(axis);
    const last = runs.at(-1);
    if (last?.reduced === reduced) last.size *= size;
    else runs.push({ size, reduced });
  });
  const sizes = runs.map(({ size }) => size);
  const axes = runs.flatMap(({ reduced }, axis) => (reduced ? [axis] : []));
  const kept = sizes.filter((_, axis) => !axes.includes(axis));
  return g.reshape(g.emit(op, [g.reshape(given, sizes), g.int32s(axes)], { keep_dims: false }, { type, shape: kept }), shape);
}

/** Kernels work on real numbers and booleans of one type; a body that widens its operands is lifted. */
function kernelOf(op: Operation, input: Value) {
  const element = elementOf(input);
  if (element.startsWith('complex') || elementOf(op.results[0] as Value) !== element) return undefined;
  return (isBoolean(input) ? booleanKernels : kernels)[op.name];
}
