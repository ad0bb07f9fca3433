// Given: a body that writes RMS norms out, x · rsqrt(mean(x², last dimension) + ε) · weight, and a user who asks for the op itself. Result:
// `custom_call @hlolite.rms_norm` in the place of the last product; what becomes of it is for the policies that follow to say.
// The call is of f32 whatever the program's type is: that is what norms of small floats are computed in.
import { float, isTensor, type Operation, stablehlo, type TensorType, tensor, type Value, view } from '@hlolite/mlir-parser';
import { Float } from '@hlolite/tflite-schema';
import { recognisable } from '../custom-ops/recognised.js';
import { shapeOf } from '../families/element-kind.js';
import { inverseRootMeanSquare, isFloatConversion, unconverted } from '../recognise/root-mean-square.js';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, Rewriter, Users } from './body.js';
import { customCall } from './custom-call.js';

/** `fired` is told each norm that is found, by the operation whose place it takes. */
export function recogniseNorms(body: Body, fired: (at: Operation) => void): Body {
  const found = new Map<Operation, Norm>();
  const covered = new Set<Operation>();
  const users = new Users(body);
  const here = new Set(body.operations);
  for (const candidate of [...body.operations].reverse()) {
    const norm = covered.has(candidate) ? undefined : normAt(candidate);
    // What stands in front of a loop stays there: in the loop each round would compute it anew.
    // Where a value inside the norm is needed besides, the norm would be computed twice.
    if (!norm || ![...norm.operations].every((op) => here.has(op)) || !users.areInside(norm.operations, candidate)) continue;
    found.set(candidate, norm);
    for (const op of norm.operations) covered.add(op);
  }
  if (found.size === 0) return body;
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    const norm = found.get(original);
    if (!norm) return [carried];
    fired(original);
    const builder = new StableHloBuilder(original);
    rewriter.replace(carried.results[0] as Value, called(norm, carried.results[0] as Value, rewriter, builder));
    return builder.operations;
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

interface Norm {
  readonly x: Value;
  readonly epsilon: number;
  /** One number for each place of the last dimension, other dimensions 1; absent where nothing is multiplied. */
  readonly weight?: Value;
  /** What computes it now, the last operation included. */
  readonly operations: ReadonlySet<Operation>;
}

/** The norm that a product, or a quotient, is the last operation of. */
function normAt(last: Operation): Norm | undefined {
  if (last.name !== 'stablehlo.multiply' && last.name !== 'stablehlo.divide') return undefined;
  const inverse = inverseIn(last.results[0] as Value, DEEPEST);
  if (!inverse) return undefined;
  const x = unconverted(inverse.x);
  const is = (value: Value) => value === inverse.factor || unconverted(value) === x;
  const operations = new Set(inverse.operations);
  const factors = factorsOf(last.results[0] as Value, { factor: inverse.factor, is }, operations);
  const [factor, ...more] = factors.filter((value) => !is(value));
  const wholes = factors.filter(is);
  if (wholes.length !== 2 || wholes[0] === wholes[1] || more.length > 0) return undefined;
  const weight = factor && alongLast(factor, shapeOf(factor).length - 1);
  if (factor && !weight) return undefined;
  return { x: inverse.x, epsilon: inverse.epsilon, operations, ...(weight && { weight }) };
}

/** The two factors that a norm must have once each: x, and the inverse root mean square or its divisor. */
interface Whole {
  readonly factor: Value;
  readonly is: (value: Value) => boolean;
}

/** A norm is two products and up to three conversions deep. */
const DEEPEST = 5;

interface InverseFactor {
  readonly x: Value;
  readonly epsilon: number;
  readonly operations: readonly Operation[];
  /** The value that x is multiplied with or divided by. */
  readonly factor: Value;
}

/** The inverse root mean square among the factors of a product. */
function inverseIn(value: Value, depth: number): InverseFactor | undefined {
  const { owner } = value;
  if (!owner || depth === 0) return undefined;
  if (isFloatConversion(owner)) return inverseIn(owner.operands[0] as Value, depth - 1);
  if (owner.name !== 'stablehlo.multiply' && owner.name !== 'stablehlo.divide') return undefined;
  const [left, right] = owner.operands as [Value, Value];
  const divided = owner.name === 'stablehlo.divide';
  for (const factor of divided ? [right] : [right, left]) {
    const inverse = inverseRootMeanSquare(factor, divided);
    if (inverse) return { ...inverse, factor };
  }
  return inverseIn(left, depth - 1) ?? (divided ? undefined : inverseIn(right, depth - 1));
}

/** The factors of a product, as far as `isWhole` ones are among them, through conversions between floats; notes the operations between. */
function factorsOf(value: Value, whole: Whole, operations: Set<Operation>, depth = DEEPEST): readonly Value[] {
  const { owner } = value;
  if (!owner || depth === 0 || whole.is(value)) return [value];
  const [left, right] = owner.operands as [Value, Value?];
  const isProduct = owner.name === 'stablehlo.multiply' || (owner.name === 'stablehlo.divide' && right === whole.factor);
  if (!isProduct && !isFloatConversion(owner)) return [value];
  const between = new Set([owner]);
  const factors = [left, ...(right ? [right] : [])].flatMap((operand) => factorsOf(operand, whole, between, depth - 1));
  if (!factors.some(whole.is)) return [value];
  for (const op of between) operations.add(op);
  return factors;
}

/** What a tensor repeats along all dimensions but the one at `axis`; undefined where it differs along others. */
function alongLast(value: Value, axis: number): Value | undefined {
  const shape = shapeOf(value);
  if (axis < 0 || (shape[axis] as number) <= 1) return undefined;
  if (shape.every((size, each) => each === axis || size === 1)) return value;
  const { owner } = value;
  if (owner && isFloatConversion(owner)) return alongLast(owner.operands[0] as Value, axis);
  if (owner?.name !== 'stablehlo.broadcast_in_dim') return undefined;
  const { operand, broadcast_dimensions: dimensions } = view(owner, stablehlo.ops.broadcast_in_dim);
  const from = dimensions.indexOf(axis);
  return from >= 0 && shapeOf(operand)[from] === shape[axis] ? alongLast(operand, from) : undefined;
}

function called({ x, epsilon, weight }: Norm, last: Value, rewriter: Rewriter, b: StableHloBuilder): Value {
  const wide = b.convert(rewriter.value(x), f32(shapeOf(x)));
  const columns = shapeOf(x).slice(-1);
  const scale = weight ? b.convert(b.reshape(rewriter.value(weight), columns), f32(columns)) : b.splat(f32(columns), 1);
  const y = customCall(recognisable.rms_norm, [wide, scale], { epsilon: new Float(epsilon) }, wide.type, b);
  return isTensor(last.type) ? b.convert(y, last.type) : y;
}

const f32 = (shape: readonly number[]): TensorType => tensor(shape, float('f32'));
