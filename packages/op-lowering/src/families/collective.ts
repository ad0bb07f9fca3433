// Talk between devices, of which a TFLite model has one: data comes back as it went. Spec: all_reduce and siblings, partition_id.
import { type Attribute, stablehlo, type Value } from '@hlolite/mlir-parser';
import { denseOf } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { sameShape } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { rules } from '../rules.js';
import { shapeOf } from './element-kind.js';

const one = ({ operand }: { readonly operand: Value }, g: GraphBuilder): readonly Tensor[] => alone([operand], g);
const many = ({ operands }: { readonly operands: readonly Value[] }, g: GraphBuilder): readonly Tensor[] => alone(operands, g);
const first = (): Lowered => ({ kind: 'constant', dense: denseOf('ui32', [], [0]) });

export const collective = rules(stablehlo, {
  all_gather: many,
  all_reduce: many,
  all_to_all: many,
  collective_broadcast: many,
  reduce_scatter: one,
  'cross-replica-sum': one,
  partition_id: first,
  replica_id: first,
  optimization_barrier: ({ operand }, g) => operand.map((each) => g.tensor(each)),
});

/** A group of several devices computes something else than this model could. */
function alone(operands: readonly Value[], g: GraphBuilder): readonly Tensor[] {
  const { results, attributes } = g.operation;
  const fits = operands.every((operand, index) => sameShape(shapeOf(operand), shapeOf(results[index] as Value)));
  if (!fits || !isOneDevice(attributes.replica_groups))
    return g.unsupported(
      'lower/several-devices',
      `the groups of ${g.operation.name} must have one device each: a TFLite model runs on one`,
      'export the program for one device',
    );
  return operands.map((operand) => g.tensor(operand));
}

/** Groups are the rows of a matrix; none at all is all devices, and a program for one device has one. */
function isOneDevice(groups: Attribute | undefined): boolean {
  if (groups === undefined) return true;
  if (groups.kind !== 'dense') return false;
  const { type } = groups;
  return type.kind === 'tensor' && (type.shape[1] ?? 0) <= 1;
}
