// Elementwise ops: each element by itself. Spec: abs … xor. One kernel each where the runtime has it; broadcasts are the kernel's.
import { stablehlo } from '@hlolite/mlir-parser';
import { binary, rules, unary } from '../rules.js';
import { lowerConvert } from './convert.js';
import { isBoolean } from './element-kind.js';

export const elementwise = rules(stablehlo, {
  abs: unary('ABS'),
  add: ({ lhs, rhs }, g) => g.emit(isBoolean(lhs) ? 'LOGICAL_OR' : 'ADD', g.broadcasting([lhs, rhs])),
  and: ({ lhs, rhs }, g) => (isBoolean(lhs) ? g.emit('LOGICAL_AND', g.broadcasting([lhs, rhs])) : g.emit('STABLEHLO_AND', [lhs, rhs])),
  ceil: unary('CEIL'),
  convert: lowerConvert,
  cosine: unary('COS'),
  divide: binary('DIV'),
  exponential: unary('EXP'),
  floor: unary('FLOOR'),
  log: unary('LOG'),
  logistic: unary('LOGISTIC'),
  maximum: ({ lhs, rhs }, g) => g.emit(isBoolean(lhs) ? 'LOGICAL_OR' : 'MAXIMUM', g.broadcasting([lhs, rhs])),
  minimum: ({ lhs, rhs }, g) => g.emit(isBoolean(lhs) ? 'LOGICAL_AND' : 'MINIMUM', g.broadcasting([lhs, rhs])),
  multiply: ({ lhs, rhs }, g) => g.emit(isBoolean(lhs) ? 'LOGICAL_AND' : 'MUL', g.broadcasting([lhs, rhs])),
  negate: unary('NEG'),
  // The logical form only: no kernel inverts the bits of an integer (BITWISE_XOR with ones will, with the integer ops).
  not: ({ operand }, g) =>
    isBoolean(operand)
      ? g.emit('LOGICAL_NOT', [operand])
      : g.unsupported('lower/unsupported-dtype', 'stablehlo.not must be given booleans (was an integer tensor)'),
  or: ({ lhs, rhs }, g) =>
    isBoolean(lhs)
      ? g.emit('LOGICAL_OR', g.broadcasting([lhs, rhs]))
      : g.unsupported('lower/unsupported-dtype', 'stablehlo.or must be given booleans (was an integer tensor)'),
  power: binary('POW'),
  rsqrt: unary('RSQRT'),
  // The kernel's SIGN of a NaN is 0 or NaN by build; of numbers it is exact.
  sign: unary('SIGN'),
  sine: unary('SIN'),
  sqrt: unary('SQRT'),
  subtract: binary('SUB'),
  tanh: unary('TANH'),
  xor: ({ lhs, rhs }, g) => (isBoolean(lhs) ? g.emit('NOT_EQUAL', g.broadcasting([lhs, rhs])) : g.emit('BITWISE_XOR', [lhs, rhs])),
});
