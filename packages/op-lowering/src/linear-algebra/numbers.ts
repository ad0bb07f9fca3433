// What algorithms on matrices need of numbers, so that one text serves real matrices (a value) and complex ones (a pair of values).
import type { TensorType, Value } from '@hlolite/mlir-parser';
import { Formula } from '../formula.js';
import { conjugate, divide, multiply, type Pair } from '../special-functions/complex.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';

export interface Numbers<Matrix> {
  readonly b: StableHloBuilder;
  shape(a: Matrix): readonly number[];
  /** What moves elements, on each part. */
  move(parts: readonly Matrix[], fn: (values: readonly Value[]) => Value): Matrix;
  real(a: Matrix): Value;
  ofReal(a: Value): Matrix;
  conjugate(a: Matrix): Matrix;
  subtract(a: Matrix, b: Matrix): Matrix;
  /** Element by element, like `divide`. */
  multiply(a: Matrix, b: Matrix): Matrix;
  divide(a: Matrix, b: Matrix): Matrix;
  /** The product of the matrices in the last two dimensions. */
  product(a: Matrix, b: Matrix): Matrix;
}

const shapeOf = ({ type }: Value): readonly number[] => (type as TensorType).shape;

/** The product of the last two dimensions, for each index of the others. */
function matrixProduct(lhs: Value, rhs: Value, b: StableHloBuilder): Value {
  const rank = shapeOf(lhs).length;
  const batch = Array.from({ length: rank - 2 }, (_, axis) => axis);
  return b.dot(lhs, rhs, [[rank - 1], [rank - 2]], [batch, batch]);
}

export const realNumbers = (b: StableHloBuilder): Numbers<Value> => ({
  b,
  shape: shapeOf,
  move: (parts, fn) => fn(parts),
  real: (a) => a,
  ofReal: (a) => a,
  conjugate: (a) => a,
  subtract: (lhs, rhs) => b.subtract(lhs, rhs),
  multiply: (lhs, rhs) => b.multiply(lhs, rhs),
  divide: (lhs, rhs) => b.divide(lhs, rhs),
  product: (lhs, rhs) => matrixProduct(lhs, rhs, b),
});

export const complexNumbers = (b: StableHloBuilder): Numbers<Pair> => {
  const formula = ({ re }: Pair) => new Formula(b, re.type as TensorType);
  const product = (lhs: Value, rhs: Value) => matrixProduct(lhs, rhs, b);
  return {
    b,
    shape: ({ re }) => shapeOf(re),
    move: (parts, fn) => ({ re: fn(parts.map(({ re }) => re)), im: fn(parts.map(({ im }) => im)) }),
    real: ({ re }) => re,
    ofReal: (re) => ({ re, im: b.splat(re.type, 0) }),
    conjugate: (a) => conjugate(a, formula(a)),
    subtract: (lhs, rhs) => ({ re: b.subtract(lhs.re, rhs.re), im: b.subtract(lhs.im, rhs.im) }),
    multiply: (lhs, rhs) => multiply(lhs, rhs, formula(lhs)),
    divide: (lhs, rhs) => divide(lhs, rhs, formula(lhs)),
    product: (lhs, rhs) => ({
      re: b.subtract(product(lhs.re, rhs.re), product(lhs.im, rhs.im)),
      im: b.add(product(lhs.re, rhs.im), product(lhs.im, rhs.re)),
    }),
  };
};

/** The block of rows and columns in the last two dimensions. */
export function block<Matrix>(
  a: Matrix,
  rows: readonly [from: number, to: number],
  columns: readonly [from: number, to: number],
  n: Numbers<Matrix>,
): Matrix {
  const outer = n.shape(a).slice(0, -2);
  const [height, width] = n.shape(a).slice(-2) as [number, number];
  if (rows[0] === 0 && rows[1] === height && columns[0] === 0 && columns[1] === width) return a;
  const start = [...outer.map(() => 0), rows[0], columns[0]];
  return n.move([a], ([value]) => n.b.slice(value as Value, start, [...outer, rows[1], columns[1]]));
}

/** One matrix below or beside the other. */
export const joined = <Matrix>(parts: readonly Matrix[], dimension: 'rows' | 'columns', n: Numbers<Matrix>): Matrix =>
  parts.length === 1
    ? (parts[0] as Matrix)
    : n.move(parts, (values) => n.b.concatenate(values, n.shape(parts[0] as Matrix).length - (dimension === 'rows' ? 2 : 1)));

export function transposed<Matrix>(a: Matrix, n: Numbers<Matrix>): Matrix {
  const rank = n.shape(a).length;
  const order = [...Array.from({ length: rank - 2 }, (_, axis) => axis), rank - 1, rank - 2];
  return n.move([a], ([value]) => n.b.transpose(value as Value, order));
}

/** A row, a column or a single element repeated to a whole matrix: a broadcast that kernels carry out by themselves. */
export const spread = <Matrix>(a: Matrix, shape: readonly number[], n: Numbers<Matrix>): Matrix =>
  n.move([a], ([value]) => n.b.broadcast(value as Value, shape, [...shape.keys()]));
