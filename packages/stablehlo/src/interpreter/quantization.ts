// Quantized types: stored integers that stand for reals. Ops that compute do so on the reals between (spec: dequantize_op_quantize);
// ops that only move elements move the stored integers.
import { fail } from '@hlolite/diagnostics';
import { elementName, type Operation, type QuantizedType, type Type, type Value } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementCount } from '@hlolite/tensor';
import { expressedOperation, expressedType } from '../expressed.js';
import { dataTypeOf, elementOf } from '../types.js';
import { denseFrom, elementsOf, newElements } from './elements.js';
import { toEven } from './elementwise.js';
import type { Context, Kernel, Kernels } from './kernel.js';
import { kindOf, rounderOf, type Scalar } from './scalar.js';
import { stridesOf } from './strides.js';

const quantizedType = (type: Type): QuantizedType | undefined => {
  const element = elementOf(type);
  return element.kind === 'quantized' ? element : undefined;
};

const isQuantized = ({ type }: Value): boolean => quantizedType(type) !== undefined;

/** Kernels of uniform_quantize and uniform_dequantize. */
export const quantization: Kernels = {
  'stablehlo.uniform_dequantize': ({ operands: [value] }, [operand]) => [dequantized(operand as Dense, (value as Value).type)],
  'stablehlo.uniform_quantize': ({ operands: [value], results: [result] }, [operand]) => [
    quantized(dequantized(operand as Dense, (value as Value).type), (result as Value).type),
  ],
};

/** A kernel that computes on reals where operands or results are quantized. */
export const onReals =
  (kernel: Kernel): Kernel =>
  (given, operands, context) => {
    if (!given.operands.some(isQuantized) && !given.results.some(isQuantized)) return kernel(given, operands, context);
    const reals = operands.map((operand, index) => dequantized(operand, (given.operands[index] as Value).type));
    const real = realOperation(given);
    const results = kernel(real, reals, realContext(context, real));
    return results.map((result, index) => quantized(result, (given.results[index] as Value).type));
  };

/** The operation with the expressed types of its operands, results and regions. */
const realOperation = (given: Operation): Operation =>
  expressedOperation(
    given,
    given.operands.map((value) => ({ ...value, type: expressedType(value.type) })),
  );

/** The context of the operation on reals: its types are the expressed ones. */
const realContext = (context: Context, real: Operation): Context => ({
  operation: real,
  resultType: (index = 0) => dataTypeOf((real.results[index] as Value).type) ?? context.resultType(index),
  resultShape: (index) => context.resultShape(index),
  run: (region, inputs) => context.run(region, inputs),
  body: (region) => context.body(region),
  call: (symbol, inputs) => context.call(symbol, inputs),
  customCall: (target) => context.customCall(target),
  resource: (key) => context.resource(key),
});

/** real = (stored − zero point) · scale, in the expressed type. */
function dequantized(operand: Dense, type: Type): Dense {
  const quantizedElement = quantizedType(type);
  if (!quantizedElement) return operand;
  const target = realType(quantizedElement);
  const { scaleOf, zeroPointOf } = parameters(quantizedElement, operand.shape);
  const count = elementCount(operand.shape);
  const [stored, reals] = [elementsOf(operand), newElements(target, count)];
  for (let index = 0; index < count; index++) reals.set(index, (Number(stored.get(index)) - zeroPointOf(index)) * scaleOf(index));
  return denseFrom(reals, operand.shape);
}

/** stored = round(real / scale) + zero point, to the nearest even and inside the storage's bounds. */
function quantized(operand: Dense, type: Type): Dense {
  const quantizedElement = quantizedType(type);
  const storage = dataTypeOf(type);
  if (!quantizedElement || !storage) return operand;
  const { scaleOf, zeroPointOf } = parameters(quantizedElement, operand.shape);
  const [low, high] = [Number(quantizedElement.storageMin), Number(quantizedElement.storageMax)];
  const round = rounderOf(operand.type);
  const count = elementCount(operand.shape);
  const [reals, stored] = [elementsOf(operand), newElements(storage, count)];
  const long = kindOf(storage) === 'long';
  for (let index = 0; index < count; index++) {
    const steps = toEven(round((reals.get(index) as number) / scaleOf(index)) as number);
    const value = Math.min(Math.max(steps + zeroPointOf(index), low), high);
    stored.set(index, (long ? BigInt(value) : value) as Scalar);
  }
  return denseFrom(stored, operand.shape);
}

function realType(type: QuantizedType): ElementType {
  return (
    dataTypeOf(type.expressed) ??
    fail({ code: 'interpret/unsupported-type', message: `a quantized type must express floats (was ${elementName(type.expressed)})` })
  );
}

/** Scale and zero point by element: one for all, one a slice of an axis, or one a block. */
function parameters(type: QuantizedType, shape: readonly number[]) {
  const slot = slotOf(type, shape);
  const round = rounderOf(realType(type));
  const scales = type.scales.map((scale) => round(scale) as number);
  const zeroPoints = type.zeroPoints.map(Number);
  return {
    scaleOf: (index: number) => scales[slot(index)] as number,
    zeroPointOf: (index: number) => zeroPoints[slot(index)] ?? 0,
  };
}

function slotOf({ axis, blocks, scales }: QuantizedType, shape: readonly number[]): (index: number) => number {
  const strides = stridesOf(shape);
  if (blocks) {
    const sizes = shape.map((size, d) => blocks.find(([dimension]) => dimension === d)?.[1] ?? size);
    const blockStrides = stridesOf(shape.map((size, d) => Math.ceil(size / (sizes[d] as number))));
    return (index) =>
      shape.reduce((sum, size, d) => {
        const position = Math.floor(index / (strides[d] as number)) % size;
        return sum + Math.floor(position / (sizes[d] as number)) * (blockStrides[d] as number);
      }, 0);
  }
  if (axis === undefined || scales.length <= 1) return () => 0;
  const [size, stride] = [shape[axis] as number, strides[axis] as number];
  return (index) => Math.floor(index / stride) % size;
}
