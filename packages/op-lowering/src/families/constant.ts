// Constants and what is computed from nothing. Spec: constant, iota.
import { arith, isTensor, type Operation, stablehlo } from '@hlolite/mlir-parser';
import { denseOf, elementCount, isElementType } from '@hlolite/tensor';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { constantValue } from '../prepare/fold-constants.js';
import { rules } from '../rules.js';
import { elementOf } from './element-kind.js';

export const constant = {
  ...rules(stablehlo, {
    constant: (_, g) => constantOf(g.operation, g),
    iota: ({ iota_dimension: dimension }, g) => lowerIota(dimension, g),
  }),
  ...rules(arith, { constant: (_, g) => constantOf(g.operation, g) }),
};

export function constantOf(operation: Operation, g: GraphBuilder): Lowered {
  const { value } = operation.attributes;
  if (value?.kind === 'dense-resource') return resourceOf(value.key, g);
  const dense = constantValue(operation)?.[0];
  return dense
    ? { kind: 'constant', dense }
    : g.unsupported('lower/unsupported-type', 'a constant must be dense elements of a type that TFLite has');
}

function resourceOf(key: string, g: GraphBuilder): Lowered {
  const bytes = g.context.resources.get(key);
  const [result] = g.operation.results;
  const type = result ? elementOf(result) : '';
  if (bytes === undefined || !result || !isTensor(result.type) || !isElementType(type))
    return g.unsupported('lower/missing-resource', `the module must have the resource "${key}"`, 'give the file with its resource section');
  return { kind: 'constant', dense: { type, shape: result.type.shape, bytes, name: key } };
}

/** Counts along one dimension; the others repeat it, which stays a pending broadcast. */
export function lowerIota(dimension: number, g: GraphBuilder): Lowered {
  const { shape } = g.resultInfo();
  const [result] = g.operation.results;
  const type = result ? elementOf(result) : '';
  if (!isElementType(type)) return g.unsupported('lower/unsupported-type', `iota must give numbers that TFLite has (was ${type})`);
  const size = shape[dimension] as number;
  const dense = denseOf(
    type,
    [size],
    Array.from({ length: size }, (_, index) => index),
  );
  if (elementCount(shape) === size && shape.length === 1) return { kind: 'constant', dense };
  return { kind: 'broadcast', source: { kind: 'constant', dense }, dimensions: [dimension], shape };
}
