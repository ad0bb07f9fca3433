// What number types can hold: integers in their range, floats rounded to their precision.
import { elementInfo, fromSmallFloat, isElementType, toSmallFloat } from '@hlolite/tensor';
import type { FloatAttribute } from './attributes.js';
import type { FloatType, IntegerType } from './types.js';

/**
 * An integer as its type keeps it, or undefined when it does not fit. Signless integers may be written signed or unsigned and are kept
 * signed: 255 and -1 are the same i8.
 */
export function fitInteger(value: bigint, width: number, signedness: IntegerType['signedness']): bigint | undefined {
  // What nearly every integer is needs no arithmetic.
  if (value >= 0n && value < 128n && width >= 8) return value;
  const bits = BigInt(width);
  const lowest = signedness === 'unsigned' ? 0n : -(1n << (bits - 1n));
  const highest = signedness === 'signed' ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (value < lowest || value > highest) return undefined;
  return signedness === 'unsigned' ? value : BigInt.asIntN(width, value);
}

/** A float attribute with the number rounded to its type. Types that are not known here keep the double. */
export function roundFloat(type: FloatType, value: number): FloatAttribute {
  if (type.name === 'f32') return { kind: 'float', value: Math.fround(value), type };
  if (!isElementType(type.name) || type.name === 'f64') return { kind: 'float', value, type };
  return { kind: 'float', value: fromSmallFloat(type.name, toSmallFloat(type.name, value)), type };
}

const scratch = new DataView(new ArrayBuffer(8));

/** The float attribute with these bits, or undefined when they do not fit the type. NaN keeps its bits. */
export function floatFromBits(type: FloatType, bits: bigint): FloatAttribute | undefined {
  const value = valueOfBits(type, bits);
  if (value === undefined) return undefined;
  return Number.isNaN(value) ? { kind: 'float', value, type, bits } : { kind: 'float', value, type };
}

function valueOfBits(type: FloatType, bits: bigint): number | undefined {
  if (!isElementType(type.name)) return undefined;
  if (bits >> BigInt(elementInfo(type.name).bits) !== 0n) return undefined;
  scratch.setBigUint64(0, bits, true);
  if (type.name === 'f64') return scratch.getFloat64(0, true);
  if (type.name === 'f32') return scratch.getFloat32(0, true);
  return fromSmallFloat(type.name, Number(bits));
}

/** Writes the low bytes of an integer, little-endian. */
export function integerBits(view: DataView, offset: number, size: number, value: bigint): void {
  for (let at = 0; at < size; at++) view.setUint8(offset + at, Number(BigInt.asUintN(8, value >> BigInt(8 * at))));
}
