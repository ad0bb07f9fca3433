// Talk between devices, of which a TFLite model has one: data comes back as it went. Spec: all_reduce and siblings, partition_id.
import { type Attribute, stablehlo, type Value } from '@hlolite/mlir-parser';
import { denseOf, isElementType, splatOf } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { sameShape } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { rules } from '../rules.js';
import { elementOf, shapeOf } from './element-kind.js';

const one = ({ operand }: { readonly operand: Value }, g: GraphBuilder): readonly Tensor[] => alone([operand], g);
const many = ({ operands }: { readonly operands: readonly Value[] }, g: GraphBuilder): readonly Tensor[] => alone(operands, g);
const first = (): Lowered => ({ kind: 'constant', dense: denseOf('ui32', [], [0]) });

export const collective = rules(stablehlo, {
  all_gather: many,
  all_reduce: many,
  all_to_all: many,
  collective_broadcast: many,
  collective_permute: ({ operand, source_target_pairs: pairs }, g) => permuted(operand, pairs, g),
  collective_reduce: many,
  reduce_scatter: one,
  'cross-replica-sum': one,
  partition_id: first,
  replica_id: first,
  optimization_barrier: ({ operand }, g) => operand.map((each) => g.tensor(each)),
});

/** What the only device gets: its own data where it is sent to itself, and zeros where nobody sends it any (spec: collective_permute). */
function permuted(operand: Value, pairs: readonly (readonly [source: number, target: number])[], g: GraphBuilder): Lowered | Tensor {
  const senders = pairs.filter(([, target]) => target === 0).map(([source]) => source);
  if (senders.length === 0) return zerosLike(operand, g);
  if (senders.every((source) => source === 0)) return g.tensor(operand);
  return severalDevices(g);
}

function zerosLike(operand: Value, g: GraphBuilder): Lowered {
  const type = elementOf(operand);
  if (!isElementType(type)) return g.unsupported('lower/unsupported-type', 'a collective must be on numbers that TFLite has');
  return { kind: 'constant', dense: splatOf(type, shapeOf(operand), type.startsWith('complex') ? [0, 0] : 0) };
}

const severalDevices = (g: GraphBuilder): never =>
  g.unsupported(
    'lower/several-devices',
    `the groups of ${g.operation.name} must have one device each: a TFLite model runs on one`,
    'export the program for one device',
  );

/** A group of several devices computes something else than this model could. */
function alone(operands: readonly Value[], g: GraphBuilder): readonly Tensor[] {
  const { results, attributes } = g.operation;
  const fits = operands.every((operand, index) => sameShape(shapeOf(operand), shapeOf(results[index] as Value)));
  if (!fits || !isOneDevice(attributes.replica_groups)) return severalDevices(g);
  return operands.map((operand) => g.tensor(operand));
}

/** Groups are the rows of a matrix; none at all is all devices, and a program for one device has one. */
function isOneDevice(groups: Attribute | undefined): boolean {
  if (groups === undefined) return true;
  if (groups.kind !== 'dense') return false;
  const { type } = groups;
  return type.kind === 'tensor' && (type.shape[1] ?? 0) <= 1;
}
