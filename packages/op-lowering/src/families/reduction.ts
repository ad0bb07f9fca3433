// Reductions over whole dimensions. Spec: reduce, map. A single add, max … is a kernel; the greatest or least with its place is ARG_MAX or
// ARG_MIN; any other body is lifted to tensors.
import { type Operation, stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import { readNumbers } from '@hlolite/tensor';
import { kernelSupport, type OperatorName, type Tensor } from '@hlolite/tflite-schema';
import { emulationOf } from '../emulate.js';
import type { GraphBuilder } from '../graph-builder.js';
import { liftBody } from '../lift-body.js';
import type { Lowered } from '../lowered.js';
import { extremePlace } from '../recognise/extreme-place.js';
import { isNeutral } from '../recognise/identity.js';
import { singleOperation } from '../recognise/region.js';
import { closedRegion } from '../recognise/samples.js';
import { rules } from '../rules.js';
import { elementOf, isBoolean, shapeOf } from './element-kind.js';
import { countsAlong, extremeWithPlace, hasPlaceKernel, reducedExtreme } from './extreme.js';
import { extremeOfTensors } from './order.js';
import { reduceByTree } from './reduce-tree.js';
import { reducedBy } from './reduced-by.js';

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

function lowerReduce(given: View<typeof stablehlo.ops.reduce>, g: GraphBuilder): Tensor | readonly (Tensor | Lowered)[] {
  const { inputs, init_values: initial, dimensions, body } = given;
  if (inputs.length === 2 && inputs[0])
    return withPlace(given, g) ?? g.rewrite((b) => reduceByTree({ inputs, initial, dimensions, body }, b));
  const [input, init] = [inputs[0], initial[0]];
  const op = inputs.length === 1 ? singleOperation(body) : undefined;
  const kernel = input && op && kernelOf(op, input, g);
  if (!kernel || !init) return g.rewrite((b) => reduceByTree({ inputs, initial, dimensions, body }, b));
  const constant = g.constant(init);
  const { combine } = kernel;
  const isExtreme = combine === 'MAXIMUM' || combine === 'MINIMUM';
  const whole = g.tensor(input);
  const reduced =
    dimensions.length === 0
      ? whole
      : isExtreme
        ? reducedExtreme(combine === 'MAXIMUM' ? 'greatest' : 'least', whole, dimensions, g)
        : reducedBy(kernel.reduce, whole, dimensions, g);
  if (constant && isNeutral(op.name, constant)) return reduced;
  return isExtreme ? extremeOfTensors(combine, g.tensor(init), reduced, g) : g.emit(combine, [reduced, init]);
}

/** The greatest or least along one dimension and its place, from the least or greatest there is and place 0. */
function withPlace(given: View<typeof stablehlo.ops.reduce>, g: GraphBuilder): readonly Tensor[] | undefined {
  const { inputs, init_values: initial, dimensions, body } = given;
  const [axis] = dimensions;
  const [input, places] = inputs as readonly [Value, Value];
  if (dimensions.length !== 1 || axis === undefined || (shapeOf(input)[axis] ?? 0) < 1 || !countsAlong(places, axis, g)) return undefined;
  const [start, first] = initial.map((value) => g.constant(value));
  const closed = closedRegion(body, (value) => g.constant(value));
  const which = closed && hasPlaceKernel(g.tensor(input).type) ? extremePlace(closed) : undefined;
  const op = which === 'greatest' ? 'stablehlo.maximum' : 'stablehlo.minimum';
  if (!which || !start || !first || !isNeutral(op, start) || Number(readNumbers(first)[0]) !== 0) return undefined;
  return extremeWithPlace(which, input, axis, g);
}

/** Kernels work on real numbers and booleans of one type; a body that widens its operands is lifted. So is one on f64, which is exact. */
function kernelOf(op: Operation, input: Value, g: GraphBuilder) {
  const element = elementOf(input);
  if (element.startsWith('complex') || element === 'f64' || elementOf(op.results[0] as Value) !== element) return undefined;
  const kernel = (isBoolean(input) ? booleanKernels : kernels)[op.name];
  const { type } = g.tensor(input);
  return kernel && (kernelSupport(kernel.reduce, type) === 'yes' || emulationOf(kernel.reduce, type)) ? kernel : undefined;
}
