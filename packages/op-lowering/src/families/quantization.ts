// Between reals and the integers that stand for them (spec: uniform_quantize, uniform_dequantize). Ops on quantized values have become ops on
// reals between these two (prepare/compute-on-reals.ts).
import { type QuantizedType, stablehlo, type Value } from '@hlolite/mlir-parser';
import { denseOf, elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { quantizedElement } from '../prepare/compute-on-reals.js';
import { rules } from '../rules.js';
import { tensorInfo } from '../tensor-info.js';

export const quantization = rules(stablehlo, {
  uniform_quantize: ({ operand }, g) => quantize(operand, g),
  uniform_dequantize: ({ operand }, g) => dequantize(operand, g),
});

/** Most dimensions of a tensor that the XNNPACK delegate takes. */
const MOST_DELEGATED_RANK = 6;

/**
 * QUANTIZE where XNNPACK does it, which rounds ties to even as the spec wants (the plain kernel rounds them away from zero); else its steps.
 */
function quantize(operand: Value, g: GraphBuilder): Tensor {
  const info = g.resultInfo();
  const real = g.tensor(operand);
  const element = quantizedElement((g.operation.results[0] as Value).type) as QuantizedType;
  const delegated =
    ['INT8', 'UINT8'].includes(info.type) &&
    element.scales.length === 1 &&
    isFullRange(element) &&
    info.shape.length <= MOST_DELEGATED_RANK;
  if (delegated && real.type === 'FLOAT32' && !real.shapeSignature) return g.emit('QUANTIZE', [real]);
  const e = new Arithmetic(g);
  const x = g.cast(real, 'FLOAT32');
  const steps = e.round(e.divide(x, parameter(element.scales, element, info.shape, 'f32', g)));
  return g.emit('CAST', [stored(e, steps, element, info.shape)], {}, info);
}

/** Steps from the zero point, as the storage's integers inside their bounds; NaN is 0. */
function stored(e: Arithmetic, steps: Tensor, element: QuantizedType, shape: readonly number[]): Tensor {
  const number = e.select(e.equal(steps, steps), steps, 0);
  const [low, high] = [Number(element.storageMin), Number(element.storageMax)];
  const wide = element.storage.width > 16 ? 'INT64' : 'INT32';
  // So far beyond all bounds that adding a zero point neither wraps around nor brings it back.
  const reach = 2 ** (element.storage.width > 16 ? 40 : 24);
  const integers = e.cast(e.maximum(e.minimum(number, reach), -reach), wide);
  const zeroPoint = parameter(element.zeroPoints.map(Number), element, shape, wide === 'INT64' ? 'i64' : 'i32', e.g);
  return e.maximum(e.minimum(e.add(integers, zeroPoint), high), low);
}

/** Weights as they stand in the program have no scale yet. */
function quantizedConstant(tensor: Tensor, operand: Value, g: GraphBuilder): Tensor {
  const { quantization } = tensorInfo(operand.type, g.operation);
  return tensor.data && quantization ? g.copy({ ...tensor, quantization }) : tensor;
}

function isFullRange({ storage: { width, signedness }, storageMin, storageMax }: QuantizedType): boolean {
  const isUnsigned = signedness === 'unsigned';
  return storageMin === (isUnsigned ? 0n : -(2n ** BigInt(width - 1))) && storageMax === 2n ** BigInt(isUnsigned ? width : width - 1) - 1n;
}

/** DEQUANTIZE is exact; it reads scale and zero point from its operand, which has them unless it came about in steps. */
function dequantize(operand: Value, g: GraphBuilder): Tensor {
  const info = g.resultInfo();
  const tensor = g.tensor(operand);
  const element = quantizedElement(operand.type) as QuantizedType;
  const direct = ['INT8', 'UINT8', 'INT16'].includes(tensor.type) && info.type === 'FLOAT32';
  const stored = direct ? quantizedConstant(tensor, operand, g) : tensor;
  // Of 16 bits the kernel knows one scale only.
  const known = stored.quantization && (stored.type !== 'INT16' || stored.quantization.scale.length === 1);
  if (direct && known) return g.emit('DEQUANTIZE', [stored]);
  const e = new Arithmetic(g);
  const zeroPoints = element.zeroPoints.map(Number);
  const narrow = element.storage.width <= 16;
  const working = narrow ? 'FLOAT32' : 'INT64';
  const plain = g.cast(tensor, working);
  const isCentred = zeroPoints.every((zeroPoint) => zeroPoint === 0);
  const steps = isCentred ? plain : e.subtract(plain, parameter(zeroPoints, element, info.shape, narrow ? 'f32' : 'i64', g));
  return g.cast(e.multiply(g.cast(steps, 'FLOAT32'), parameter(element.scales, element, info.shape, 'f32', g)), info.type);
}

/** Scales or zero points as a tensor that broadcasts against the values: one for all, one a slice of an axis, or one a block. */
function parameter(
  values: readonly number[],
  { axis, blocks }: QuantizedType,
  shape: readonly number[],
  type: 'f32' | 'i32' | 'i64',
  g: GraphBuilder,
): Tensor {
  const dense = (sizes: readonly number[], numbers: readonly number[]) =>
    g.dense(denseOf(type, sizes, type === 'i64' ? numbers.map(BigInt) : numbers));
  if (values.length <= 1) return g.scalar(type, type === 'i64' ? BigInt(values[0] ?? 0) : (values[0] ?? 0));
  if (!blocks)
    return dense(
      shape.map((size, dimension) => (dimension === axis ? size : 1)),
      values,
    );
  const sizeOf = (dimension: number) => blocks.find(([blocked]) => blocked === dimension)?.[1] ?? (shape[dimension] as number);
  const counts = shape.map((size, dimension) => size / sizeOf(dimension));
  const numbers = Array.from({ length: elementCount(shape) }, (_, index) => {
    let [rest, at, stride] = [index, 0, 1];
    for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
      const position = rest % (shape[dimension] as number);
      rest = Math.floor(rest / (shape[dimension] as number));
      at += Math.floor(position / sizeOf(dimension)) * stride;
      stride *= counts[dimension] as number;
    }
    return values[at] as number;
  });
  return dense(shape, numbers);
}
