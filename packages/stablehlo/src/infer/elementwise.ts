// Elementwise ops: all operands have one shape, which is the result's; each op says which classes of elements it takes.
import { i1, stablehlo, type TensorType, type Type, type Value } from '@hlolite/mlir-parser';
import { classOf, describeType, describeTypes, type ElementClass, elementOf, sameElement, withElement, withShape } from '../types.js';
import { infer, mergedShape, must, tensorOf } from './rules.js';

export const anything: readonly ElementClass[] = ['boolean', 'integer', 'signed', 'float', 'complex', 'quantized'];
export const numbers: readonly ElementClass[] = ['integer', 'signed', 'float', 'complex', 'quantized'];
const signedNumbers: readonly ElementClass[] = ['signed', 'float', 'complex', 'quantized'];
export const floats: readonly ElementClass[] = ['float', 'quantized'];
export const floatsAndComplex: readonly ElementClass[] = ['float', 'complex', 'quantized'];
export const integers: readonly ElementClass[] = ['integer', 'signed'];
export const bits: readonly ElementClass[] = ['boolean', 'integer', 'signed'];

/** A row for an op of one operand whose result has the operand's type. */
export const unary =
  (classes: readonly ElementClass[]) =>
  ({ operand }: { readonly operand: Value }): Type =>
    mustBeOf(tensorOf(operand, 'operand'), classes);

/** A row for an op of two operands of one type, which is the result's. */
export const binary =
  (classes: readonly ElementClass[]) =>
  ({ lhs, rhs }: { readonly lhs: Value; readonly rhs: Value }): Type => {
    const types = [mustBeOf(tensorOf(lhs, 'lhs'), classes), tensorOf(rhs, 'rhs')] as const;
    const shape = mergedShape(types, 'operands');
    must(sameElement(types[0].element, types[1].element), () => `operands must have one element type (was ${describeTypes(types)})`);
    return withShape(types[0], shape);
  };

/** The part of a complex number; a real number is its own real part. */
const part = ({ operand }: { readonly operand: Value }): Type => {
  const type = mustBeOf(tensorOf(operand, 'operand'), ['float', 'complex']);
  return type.element.kind === 'complex' ? withElement(type, type.element.element) : type;
};

export const elementwise = infer(stablehlo, {
  abs: ({ operand }) => {
    const type = mustBeOf(tensorOf(operand, 'operand'), signedNumbers);
    return type.element.kind === 'complex' ? withElement(type, type.element.element) : type;
  },
  cbrt: unary(floatsAndComplex),
  ceil: unary(floats),
  cosine: unary(floatsAndComplex),
  count_leading_zeros: unary(integers),
  exponential: unary(floatsAndComplex),
  exponential_minus_one: unary(floatsAndComplex),
  floor: unary(floats),
  log: unary(floatsAndComplex),
  log_plus_one: unary(floatsAndComplex),
  logistic: unary(floatsAndComplex),
  // Not in the spec, but written by JAX for unsigned integers too: it wraps.
  negate: unary(numbers),
  not: unary(bits),
  popcnt: unary(integers),
  reduce_precision: unary(floats),
  round_nearest_afz: unary(floats),
  round_nearest_even: unary(floats),
  rsqrt: unary(floatsAndComplex),
  sign: unary(signedNumbers),
  sine: unary(floatsAndComplex),
  sqrt: unary(floatsAndComplex),
  tan: unary(floatsAndComplex),
  tanh: unary(floatsAndComplex),

  add: binary(anything),
  and: binary(bits),
  atan2: binary(floatsAndComplex),
  divide: binary(numbers),
  maximum: binary(anything),
  minimum: binary(anything),
  multiply: binary(anything),
  or: binary(bits),
  power: binary(numbers),
  remainder: binary(numbers),
  shift_left: binary(integers),
  shift_right_arithmetic: binary(integers),
  shift_right_logical: binary(integers),
  subtract: binary(numbers),
  xor: binary(bits),

  is_finite: ({ x }) => withElement(mustBeOf(tensorOf(x, 'x'), floats), i1),
  real: part,
  imag: part,
  complex: (op) => {
    const parts = binary(['float'])(op) as TensorType;
    return withElement(parts, { kind: 'complex', element: parts.element });
  },
});

export function mustBeOf(type: TensorType, classes: readonly ElementClass[]): TensorType {
  must(
    classes.includes(classOf(type)),
    () => `elements must be ${classes.map((each) => namesOfClasses[each]).join(' or ')} (was ${describeType(elementOf(type))})`,
  );
  return type;
}

const namesOfClasses: Readonly<Record<ElementClass, string>> = {
  boolean: 'i1',
  integer: 'unsigned integers',
  signed: 'signed integers',
  float: 'floats',
  complex: 'complex numbers',
  quantized: 'quantized',
  other: 'of another kind',
};
