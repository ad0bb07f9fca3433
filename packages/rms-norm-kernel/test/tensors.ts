// Tensors of each element type from numbers and back, written in the plainest way, for the tests of the kernel.
import type { KernelTensor } from '../src/index.js';

export type Type = 'f32' | 'f16' | 'bf16' | 'i8';

/** Scale and zero point of i8 tensors in the tests. */
export const quantization = (scale: number, zeroPoint: number) => ({ scale: [scale], zeroPoint: [BigInt(zeroPoint)] });

const arrays = { f32: Float32Array, f16: Uint16Array, bf16: Uint16Array, i8: Int8Array } as const;

/** A tensor of the numbers, each rounded to the type; the numbers it then holds are `numbersOf` it. */
export function tensorOf(type: Type, shape: readonly number[], values: ArrayLike<number>, scale = 1, zeroPoint = 0): KernelTensor {
  const encode = { f32: (value: number) => value, f16: halfOf, bf16: brainOf, i8: (value: number) => quantized(value / scale + zeroPoint) };
  const data = arrays[type].from(Array.from(values, encode[type]));
  return { type, shape, data, ...(type === 'i8' && { quantization: quantization(scale, zeroPoint) }) };
}

/** A tensor to be written. */
export const emptyOf = (type: Type, shape: readonly number[], scale = 1, zeroPoint = 0): KernelTensor =>
  tensorOf(type, shape, new Float64Array(shape.reduce((count, size) => count * size, 1)), scale, zeroPoint);

export function numbersOf({ type, data, quantization: q }: KernelTensor): number[] {
  const raw = Array.from(data as Float32Array);
  if (type === 'f16') return raw.map(ofHalf);
  if (type === 'bf16') return raw.map((bits) => floatOf(bits * 2 ** 16));
  // The kernel dequantizes in float32.
  if (type === 'i8') return raw.map((stored) => Math.fround(Math.fround(q?.scale[0] ?? 1) * (stored - Number(q?.zeroPoint[0] ?? 0))));
  return raw;
}

const view = new DataView(new ArrayBuffer(4));

function floatOf(bits: number): number {
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

const quantized = (value: number): number => Math.max(-128, Math.min(127, nearest(value)));

/** Nearest integer, ties to even. */
export const nearest = (value: number): number => {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
};

const ofHalf = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent ? sign * (1 + fraction / 1024) * 2 ** (exponent - 15) : sign * fraction * 2 ** -24;
};

export function halfOf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (magnitude >= 65520) return sign | 0x7c00;
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
  const units = nearest(magnitude * 2 ** (10 - exponent));
  // Units of a normal number are 1024 to 2048, so that they carry into the exponent by themselves; of a denormal fewer.
  return magnitude === 0 ? sign : sign | (units + (exponent + 14) * 1024);
}

export function brainOf(value: number): number {
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  if (Number.isNaN(value)) return 0x7fc0;
  return nearest(bits / 2 ** 16) & 0xffff;
}
