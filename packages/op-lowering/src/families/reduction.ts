// Reductions over whole dimensions. Spec: reduce.
import { type Operation, stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import type { OperatorName, Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { isNeutral } from '../recognise/identity.js';
import { singleOperation } from '../recognise/region.js';
import { rules } from '../rules.js';
import { isBoolean } from './element-kind.js';

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

export const reduction = rules(stablehlo, { reduce: lowerReduce });

function lowerReduce({ inputs, init_values: initial, dimensions, body }: View<typeof stablehlo.ops.reduce>, g: GraphBuilder): Tensor {
  const [input, init] = [inputs[0], initial[0]];
  const op = singleOperation(body);
  if (inputs.length !== 1 || input === undefined || init === undefined || op === undefined) return noKernel(g, op);
  const kernel = (isBoolean(input) ? booleanKernels : kernels)[op.name];
  if (kernel === undefined) return noKernel(g, op);
  const neutral = g.constant(init);
  const reduced = dimensions.length === 0 ? g.tensor(input) : g.emit(kernel.reduce, [input, g.int32s(dimensions)], { keep_dims: false });
  return neutral && isNeutral(op.name, neutral) ? reduced : g.emit(kernel.combine, [reduced, init as Value]);
}

function noKernel(g: GraphBuilder, op: Operation | undefined): never {
  const found = op ? `a single ${op.name} on this element type` : 'another body, or several operands';
  return g.unsupported(
    'lower/unsupported-region',
    `the body of ${g.operation.name} must be a single add, multiply, maximum, minimum, and, or (was ${found})`,
  );
}
