// Casts between element types: what can be cast here instead of at run time, and the warning that f64 is computed in f32.
import { fail } from '@hlolite/diagnostics';
import { type Operation, placeOf } from '@hlolite/mlir-parser';
import { type Dense, denseOf, elementCount, elementInfo, isInMemory, readNumbers } from '@hlolite/tensor';
import type { TensorType } from '@hlolite/tflite-schema';
import type { Context } from './context.js';
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

/** Says once that f64 is computed in f32; with `strict` it is an error. */
export function warnOfPrecision(operation: Operation, { diagnostics, strict }: Context): void {
  const code = 'lower/precision';
  const message = 'kernels must have the element type f64 for its full precision (the work is done in f32)';
  const place = placeOf(operation);
  if (strict) fail({ code, message, place, hint: 'write the program in f32, or convert without strict' });
  if (diagnostics.diagnostics.some((each) => each.code === code)) return;
  diagnostics.warn({ code, message, place, hint: 'write the program in f32 to say so in it' });
}
