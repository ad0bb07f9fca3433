// Casts between element types: what can be cast here instead of at run time, and the warning that f64 is computed in f32.
import { fail } from '@hlolite/diagnostics';
import { elementName, f32, type Operation, placeOf, type TensorType as TypeOfTensor, tensor, type Value } from '@hlolite/mlir-parser';
import { type Dense, denseOf, elementCount, elementInfo, isInMemory, readNumbers } from '@hlolite/tensor';
import type { Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from './arithmetic.js';
import type { Context } from './context.js';
import type { GraphBuilder } from './graph-builder.js';
import { decoded, encoded, isSmallFloat } from './small-floats.js';
import type { StableHloBuilder } from './stablehlo-builder.js';
import { elementTypeOf } from './tensor-info.js';

const LARGEST_CAST = 1024;
const CAST_HERE = new Set<TensorType>(['FLOAT32', 'INT32', 'INT64']);

/** A small constant of floats or narrow integers in another type; undefined where that is left to the runtime. */
export function castConstant(dense: Dense, type: TensorType): Dense | undefined {
  const element = elementTypeOf(type);
  if (!element || !isInMemory(dense.bytes) || !CAST_HERE.has(type) || elementCount(dense.shape) > LARGEST_CAST) return undefined;
  if (dense.type.startsWith('complex') || (type !== 'FLOAT32' && elementInfo(dense.type).kind === 'float')) return undefined;
  const numbers = [...readNumbers(dense.splat ? { ...dense, shape: [], splat: false } : dense)];
  const values = type === 'INT64' ? numbers.map((value) => BigInt.asIntN(64, BigInt(value))) : numbers.map(Number);
  const shape = dense.splat ? [] : dense.shape;
  return { ...denseOf(element, shape, values as number[]), shape: dense.shape, ...(dense.splat && { splat: true }) };
}

/** Types below 8 bits: CAST knows them to and from f32 only, and makes of what does not fit the nearest number. */
const BELOW_BYTES: Partial<Record<TensorType, number>> = { INT2: 2, INT4: 4, UINT4: 4 };

/** A cast by other means, by way of f32, where CAST does not know one of the types; undefined where it does. */
export function castOtherwise(tensor: Tensor, type: TensorType, g: GraphBuilder): Tensor | undefined {
  if (isSmallFloat(tensor.type)) return g.cast(decoded(tensor, g), type);
  if (isSmallFloat(type)) return encoded(g.cast(tensor, 'FLOAT32'), type, g);
  const bits = BELOW_BYTES[type];
  if (tensor.type === 'FLOAT32' || type === 'FLOAT32') return undefined;
  if (bits === undefined) return BELOW_BYTES[tensor.type] === undefined ? undefined : g.cast(g.cast(tensor, 'FLOAT32'), type);
  const e = new Arithmetic(g);
  const wide = g.cast(tensor, 'INT32');
  const wrapped =
    type === 'UINT4' ? e.and(wide, 15) : e.shiftRight(e.multiply(wide, BigInt.asIntN(32, 1n << BigInt(32 - bits))), 32 - bits);
  return g.cast(g.cast(wrapped, 'FLOAT32'), type);
}

/** Says once that f64 is computed in f32; with `strict` it is an error. */
export function warnOfPrecision(operation: Operation, { diagnostics, strict }: Context): void {
  const code = 'lower/precision';
  const message = 'kernels must have the element type f64 for its full precision (the work is done in f32)';
  const place = placeOf(operation);
  if (strict) fail({ code, message, place, hint: 'write the program in f32, or convert without strict' });
  if (diagnostics.diagnostics.some((each) => each.code === code)) return;
  diagnostics.warn({ code, message, place, hint: 'write the program in f32 to say so in it' });
}

/** A value of the program in f32, for functions that are computed in it; of f64 that is said. */
export function convertedToSingle(value: Value, b: StableHloBuilder, operation: Operation, context: Context): Value {
  const { shape, element } = value.type as TypeOfTensor;
  if (elementName(element) === 'f64') warnOfPrecision(operation, context);
  return b.convert(value, tensor(shape, f32));
}
