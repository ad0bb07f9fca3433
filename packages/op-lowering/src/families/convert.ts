// Converting between element types (spec: convert, bitcast_convert). What the spec leaves open is done as XLA does, and as the reference
// interpreter: a float that does not fit an integer becomes the nearest one that there is, NaN becomes 0.
import type { Value } from '@hlolite/mlir-parser';
import { elementInfo, splatOf } from '@hlolite/tensor';
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { elementTypeOf } from '../tensor-info.js';
import { isFloat } from './element-kind.js';

export function lowerConvert({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor {
  const { type } = g.resultInfo();
  const tensor = g.tensor(operand);
  const toFloat = type.includes('FLOAT');
  if (tensor.type === 'UINT64' && toFloat) return unsignedToFloat(tensor, type, g);
  if (!isFloat(operand) || toFloat || type === 'BOOL' || type.startsWith('COMPLEX')) return g.cast(tensor, type, 'asked');
  return floatToInteger(tensor, type, g);
}

/** The bits as a signed number, and 2⁶⁴ more where that is negative. */
function unsignedToFloat(tensor: Tensor, type: TensorType, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const bits = g.cast(tensor, 'INT64');
  const isNegative = e.less(bits, 0);
  const missing = e.multiply(e.cast(isNegative, 'FLOAT32'), 2 ** 64);
  if (type === 'FLOAT64') return g.emit('STABLEHLO_ADD', [e.cast(bits, 'FLOAT64'), e.cast(missing, 'FLOAT64')]);
  return g.cast(e.add(e.cast(bits, 'FLOAT32'), missing), type);
}

/** CAST to 32 and 64 bits goes to the nearest number that fits, but of NaN it makes one or the other by build. To fewer bits it wraps. */
function floatToInteger(tensor: Tensor, type: TensorType, g: GraphBuilder): Tensor {
  const e = new Arithmetic(g);
  const isDouble = tensor.type === 'FLOAT64';
  const given = isDouble || tensor.type === 'FLOAT32' ? tensor : g.cast(tensor, 'FLOAT32');
  const asked = isDouble ? g.cast(given, 'FLOAT32', 'asked') : given;
  const number = e.select(e.equal(asked, asked), given, 0);
  if (type === 'UINT64') return g.cast(toUnsigned64(e, number, asked), type);
  if (type === 'INT64' || type === 'INT32' || (type === 'UINT32' && !isDouble)) return e.cast(number, type);
  const { bits, kind } = elementInfo(elementTypeOf(type)!);
  const [low, high] = kind === 'signed' ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  const wide = e.cast(number, type === 'UINT32' ? 'INT64' : 'INT32');
  return e.cast(e.maximum(e.minimum(wide, high), low), type);
}

/** What is from 2⁶³ on is cast without that, which is put back as the top bit. */
function toUnsigned64(e: Arithmetic, number: Tensor, asked: Tensor): Tensor {
  const half = 2 ** 63;
  const isLarge = e.greaterEqual(asked, half);
  const without =
    number.type === 'FLOAT64'
      ? e.g.emit('STABLEHLO_ADD', [number, e.g.dense(splatOf('f64', number.shape, -half))], {}, number)
      : e.subtract(number, half);
  const large = e.add(e.cast(without, 'INT64'), -(2n ** 63n));
  return e.select(isLarge, large, e.maximum(e.cast(number, 'INT64'), 0));
}

/** BITCAST; the dimension that unequal widths add or take is the kernel's too. */
export function bitcastConvert({ operand }: { readonly operand: Value }, g: GraphBuilder): Tensor {
  const tensor = g.tensor(operand);
  const { type } = g.resultInfo();
  if (tensor.type === type) return tensor;
  const isNarrow = [tensor.type, type].some((each) => each === 'BOOL' || elementInfo(elementTypeOf(each)!).bits < 8);
  if (isNarrow)
    g.unsupported('lower/unsupported-dtype', `bitcast_convert must be between types of whole bytes (was ${tensor.type}, ${type})`);
  return g.emit('BITCAST', [tensor]);
}
