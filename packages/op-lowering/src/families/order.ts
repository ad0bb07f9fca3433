// The larger and the smaller of two (spec: maximum, minimum, clamp), with NaN, and the total order of floats (spec: compare).
//
// The kernels MAXIMUM and MINIMUM pass over a NaN in one operand or the other, by build. Where one operand is the same constant everywhere
// and comes first, all of them answer NaN for a NaN in the other: relu, clamps and the running maximum of a softmax stay one kernel.
// Another constant costs one kernel more, two computed operands three.
import type { Value } from '@hlolite/mlir-parser';
import { elementCount, elementInfo, isInMemory, readNumbers } from '@hlolite/tensor';
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic, type Operand } from '../arithmetic.js';
import type { GraphBuilder, Input } from '../graph-builder.js';
import { elementTypeOf } from '../tensor-info.js';
import { workingType } from '../working-type.js';

type Extreme = 'MAXIMUM' | 'MINIMUM';

/** The larger or smaller of two operands that may be pending broadcasts; NaN where either is NaN. */
export function extremeOf(op: Extreme, lhs: Value, rhs: Value, g: GraphBuilder): Tensor {
  const [a, b] = g.broadcasting([lhs, rhs]) as [Tensor, Tensor];
  return extremeOfTensors(op, a, b, g);
}

export function extremeOfTensors(op: Extreme, a: Tensor, b: Tensor, g: GraphBuilder): Tensor {
  if (!isFloat(a.type)) return g.emit(op, [a, b]);
  const e = new Arithmetic(g);
  if (a.type === 'FLOAT64') return e.select(doubleComesFirst(op, a, b, e), a, b);
  const uniform = [a, b].find((operand) => isUniformNumber(operand, g));
  if (uniform) return g.emit(op, [uniform, uniform === a ? b : a]);
  const constant = [a, b].find((operand) => hasNoNaN(operand, g));
  if (constant) {
    const other = constant === a ? b : a;
    return e.select(op === 'MAXIMUM' ? e.less(other, constant) : e.greater(other, constant), constant, other);
  }
  const [x, y] = [a, b].map((operand) => g.cast(operand, workingType(a.type))) as [Tensor, Tensor];
  const first = e.either(op === 'MAXIMUM' ? e.greater(x, y) : e.less(x, y), e.isNaN(x));
  return e.select(first, a, b);
}

/** On the bits, which keep what f32 would round away. */
function doubleComesFirst(op: Extreme, a: Tensor, b: Tensor, e: Arithmetic): Tensor {
  const { g } = e;
  const [x, y] = [a, b].map((operand) => orderKey(operand, g, true)) as [Tensor, Tensor];
  const [narrowA, narrowB] = [a, b].map((operand) => g.cast(operand, 'FLOAT32', 'asked')) as [Tensor, Tensor];
  const ordered = e.both(op === 'MAXIMUM' ? e.greater(x, y) : e.less(x, y), e.equal(narrowB, narrowB));
  return e.either(ordered, e.isNaN(narrowA));
}

const isFloat = (type: TensorType): boolean => type.includes('FLOAT');

/** Whether all elements are one and the same number that is not NaN. */
function isUniformNumber(operand: Tensor, g: GraphBuilder): boolean {
  const dense = g.constant(operand);
  return dense !== undefined && (dense.splat || elementCount(dense.shape) === 1) && hasNoNaN(operand, g);
}

function hasNoNaN(operand: Tensor, g: GraphBuilder): boolean {
  const dense = g.constant(operand);
  if (!dense || !isInMemory(dense.bytes)) return false;
  for (const value of readNumbers(dense.splat ? { ...dense, shape: [], splat: false } : dense)) if (Number.isNaN(value)) return false;
  return true;
}

/** min(max(x, low), high) in this order, so that high wins where low > high (spec: clamp). Bounds may be scalars. */
export function lowerClamp(
  { min, operand, max }: { readonly min: Value; readonly operand: Value; readonly max: Value },
  g: GraphBuilder,
): Tensor {
  const raised = extremeOf('MAXIMUM', min, operand, g);
  return extremeOfTensors('MINIMUM', g.small(max), raised, g);
}

/**
 * Integers in the total order of floats, −NaN < −∞ < … < −0 < 0 < … < ∞ < NaN: the bits, which of negative numbers go the other way.
 * `joinZeros`: −0 is 0, as in comparisons of numbers.
 */
export function orderKey(input: Input, g: GraphBuilder, joinZeros = false): Tensor {
  const e = new Arithmetic(g);
  const tensor = g.tensor(input);
  const width = elementInfo(elementTypeOf(tensor.type)!).bits;
  const carrier = `INT${width}` as TensorType;
  const bits = g.cast(e.bits(tensor, carrier), width === 64 ? 'INT64' : 'INT32');
  const smallest = -(2n ** BigInt(width - 1));
  const turned: Operand = BigInt.asIntN(width === 64 ? 64 : 32, smallest - (joinZeros ? 0n : 1n));
  return e.select(e.less(bits, 0), e.subtract(turned, bits), bits);
}
