// Floats of 8 bits to and from f32, for which there is no CAST: looked up by their bits, and encoded on the bits of the f32.
import { denseOf, elementInfo, fromSmallFloat } from '@hlolite/tensor';
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from './arithmetic.js';
import type { GraphBuilder } from './graph-builder.js';
import { elementTypeOf } from './tensor-info.js';

export const isSmallFloat = (type: TensorType): boolean => type === 'FLOAT8_E4M3FN' || type === 'FLOAT8_E5M2';

const elementOf = (type: TensorType) => elementTypeOf(type)!;

export function decoded(tensor: Tensor, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const element = elementOf(tensor.type);
  const numbers = Array.from({ length: 256 }, (_, bits) => fromSmallFloat(element, bits));
  const index = g.cast(e.bits(tensor, 'UINT8'), 'INT32');
  const as = { type: 'FLOAT32', shape: tensor.shape, ...(tensor.shapeSignature && { shapeSignature: tensor.shapeSignature }) } as const;
  return g.emit('GATHER', [g.dense(denseOf('f32', [256], numbers)), index], { axis: 0 }, as);
}

/** To the nearest number of the type, ties to even; what is too large becomes infinite, or NaN where there is no infinity. */
export function encoded(x: Tensor, type: TensorType, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const { mantissa, bias } = elementInfo(elementOf(type)).format!;
  const [largest, overflow, notANumber] = type === 'FLOAT8_E5M2' ? [0x7b, 0x7c, 0x7e] : [0x7e, 0x7f, 0x7f];
  const bits = e.bits(x, 'INT32');
  const magnitude = e.and(bits, 0x7fffffff);
  const dropped = 23 - mantissa;
  // Half a unit in the last place, less a little where that place is even; a carry goes on into the exponent, as it should.
  const even = e.and(e.shiftRight(magnitude, dropped), 1);
  const rounded = e.shiftRight(e.add(e.add(magnitude, even), 2 ** (dropped - 1) - 1), dropped);
  const normal = e.subtract(rounded, (127 - bias) * 2 ** mantissa);
  const size = e.abs(x);
  const subnormal = e.cast(e.round(e.multiply(e.minimum(size, 1), 2 ** (bias - 1 + mantissa))), 'INT32');
  const code = e.select(e.less(size, 2 ** (1 - bias)), subnormal, normal);
  const bounded = e.select(e.greater(code, largest), overflow, code);
  const number = e.select(e.isNaN(x), notANumber, bounded);
  const signed = e.add(number, e.multiply(e.cast(e.less(bits, 0), 'INT32'), 128));
  return e.bits(g.cast(signed, 'UINT8'), type);
}
