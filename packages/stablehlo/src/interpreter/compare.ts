// Ops that decide: compare, select, clamp.
import { stablehlo } from '@hlolite/mlir-parser';
import { type ElementType, elementInfo } from '@hlolite/tensor';
import type { Complex } from './complex.js';
import { kindOf, type Scalar, type ScalarFunction, scalarRules } from './scalar.js';

export const compare = scalarRules(stablehlo, {
  compare: (attributes, { operands: [type] }) => {
    const { comparison_direction: direction, compare_type: compareType } = attributes();
    return type && comparison(direction, type, compareType === 'TOTALORDER');
  },
  select: () => (predicate, onTrue, onFalse) => (predicate ? onTrue : onFalse),
  // min(max(operand, min), max): the upper bound wins when the bounds are swapped.
  clamp: (_, { operands: [, type] }) => type && clamping(type),
});

type Direction = 'EQ' | 'NE' | 'GE' | 'GT' | 'LE' | 'LT';

const ordered: Readonly<Record<Direction, (a: number | bigint, b: number | bigint) => boolean>> = {
  EQ: (a, b) => a === b,
  NE: (a, b) => a !== b,
  GE: (a, b) => a >= b,
  GT: (a, b) => a > b,
  LE: (a, b) => a <= b,
  LT: (a, b) => a < b,
};

function comparison(direction: Direction, type: ElementType, total: boolean): ScalarFunction {
  const holds = ordered[direction];
  if (kindOf(type) === 'complex') return (a, b) => Number(compareComplex(direction, a as Complex, b as Complex));
  if (!total || kindOf(type) !== 'float') return (a, b) => Number(holds(a as number, b as number));
  return (a, b) => Number(holds(totalOrderKey(a as number), totalOrderKey(b as number)));
}

/** Complex numbers have only equality in the spec; the order by real, then imaginary part is what XLA adds. */
function compareComplex(direction: Direction, a: Complex, b: Complex): boolean {
  const holds = ordered[direction];
  if (direction === 'EQ') return a[0] === b[0] && a[1] === b[1];
  if (direction === 'NE') return a[0] !== b[0] || a[1] !== b[1];
  return a[0] === b[0] ? holds(a[1], b[1]) : holds(a[0], b[0]);
}

const float = new Float64Array(1);
const pattern = new BigInt64Array(float.buffer);

/** An integer in the total order of floats: −NaN < −∞ < … < −0 < 0 < … < ∞ < NaN. */
export function totalOrderKey(value: number): bigint {
  float[0] = value;
  const bits = pattern[0] as bigint;
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) - 1n : bits;
}

function clamping(type: ElementType): ScalarFunction | undefined {
  const { kind } = elementInfo(type);
  if (kind === 'complex') return undefined;
  if (kind === 'float') return (low, value, high) => Math.min(Math.max(value as number, low as number), high as number);
  // Not Math.min and Math.max: 64-bit integers are bigints.
  return (low, value, high) => {
    if (value < low) return clampedBelow(low, high);
    return clampedBelow(value, high);
  };
}

function clampedBelow(value: Scalar, high: Scalar): Scalar {
  if (value > high) return high;
  return value;
}
