// CHLO on real numbers: special functions written in StableHLO, computed in f32. Complex ones are taken apart in prepare/split-complex,
// implicit broadcasts made explicit in prepare/explicit-broadcasts. top_k stands with the sorts.
import { chlo, f32, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { isElementType, splatOf } from '@hlolite/tensor';
import { convertedToSingle } from '../cast.js';
import { Formula } from '../formula.js';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { rules } from '../rules.js';
import { besselI1e } from '../special-functions/bessel.js';
import { erf, erfc, inverseErf } from '../special-functions/error-functions.js';
import { digamma, hurwitzZeta, logGamma, polygamma } from '../special-functions/gamma-functions.js';
import { highProduct } from '../special-functions/high-product.js';
import * as inverse from '../special-functions/inverse.js';
import { neighbour } from '../special-functions/neighbour.js';
import { constantOf } from './constant.js';
import { elementOf } from './element-kind.js';

type Given = { readonly operand: Value };
type Emitted = readonly Lowered[];

/** A function of reals: operands are converted to f32, the result back. */
function computed(operands: readonly Value[], g: GraphBuilder, fn: (given: readonly Value[], f: Formula) => Value): Emitted {
  return g.rewrite((b) => {
    const type = (g.operation.results[0] as Value).type as TensorType;
    const f = new Formula(b, tensor(type.shape, f32));
    const given = operands.map((operand) => convertedToSingle(operand, b, g.operation, g.context));
    return [b.convert(fn(given, f), type)];
  });
}

const unary =
  (fn: (x: Value, f: Formula) => Value) =>
  ({ operand }: Given, g: GraphBuilder): Emitted =>
    computed([operand], g, ([x], f) => fn(x as Value, f));

/** A function that looks at the elements as they are. */
const inOwnType =
  (fn: (x: Value, f: Formula) => Value) =>
  ({ operand }: Given, g: GraphBuilder): Emitted =>
    g.rewrite((b) => [fn(operand, new Formula(b, operand.type as TensorType))]);

/** What prepare/write-out-chlo leaves: ops whose shapes must be known for it. */
const unknownShape = (_: unknown, g: GraphBuilder): never =>
  g.unsupported(
    'lower/unsupported-shape',
    `${g.operation.name} must have operands and results of known shapes`,
    'give the program with static shapes',
  );

const broadcasting = Object.keys(chlo.ops).filter((op) => op.startsWith('broadcast_'));

export const chloFamily = rules(chlo, {
  ...Object.fromEntries(broadcasting.map((op) => [op, unknownShape])),
  scan: unknownShape,
  ragged_dot: (_, g) =>
    g.unsupported('lower/unsupported-shape', 'ragged_dot must have operands of known shapes, and one list of group sizes for all batches'),

  acos: unary(inverse.arcCosine),
  acosh: unary(inverse.areaCosine),
  asin: unary(inverse.arcSine),
  asinh: unary(inverse.areaSine),
  atan: unary(inverse.arcTangent),
  atanh: unary(inverse.areaTangent),
  bessel_i1e: unary(besselI1e),
  conj: ({ operand }, g) => g.tensor(operand),
  constant: (_, g) => constantOf(g.operation, g),
  constant_like: ({ value }, g) => constantLike(value, g),
  cosh: unary(inverse.hyperbolicCosine),
  digamma: unary(digamma),
  erf: unary(erf),
  erf_inv: unary(inverseErf),
  erfc: unary(erfc),
  is_inf: inOwnType((x, f) => f.equal(f.abs(x), Number.POSITIVE_INFINITY)),
  is_neg_inf: inOwnType((x, f) => f.equal(x, Number.NEGATIVE_INFINITY)),
  is_pos_inf: inOwnType((x, f) => f.equal(x, Number.POSITIVE_INFINITY)),
  lgamma: unary(logGamma),
  mulhi: ({ lhs, rhs }, g) => g.rewrite((b) => [highProduct(lhs, rhs, b)]),
  next_after: ({ x, y }, g) => g.rewrite((b) => [neighbour(x, y, b)]),
  polygamma: ({ n, x }, g) => computed([n, x], g, ([order, at], f) => polygamma(order as Value, at as Value, f)),
  sinh: unary(inverse.hyperbolicSine),
  square: inOwnType((x, f) => f.square(x)),
  tan: ({ operand }, g) => g.rewrite((b) => [b.emit('tan', [operand])]),
  zeta: ({ x, q }, g) => computed([x, q], g, ([s, at], f) => hurwitzZeta(s as Value, at as Value, f)),
});

/** A number in the shape of the operand, of which nothing is computed. */
function constantLike(value: unknown, g: GraphBuilder): Lowered {
  const { kind, value: number } = value as { kind: string; value: unknown };
  const { shape } = g.resultInfo();
  const element = elementOf(g.operation.results[0] as Value);
  if ((kind !== 'integer' && kind !== 'float') || !isElementType(element))
    return g.unsupported('lower/unsupported-type', `constant_like must have a number as its value (was ${kind})`);
  return { kind: 'constant', dense: splatOf(element, shape, number as number | bigint) };
}
