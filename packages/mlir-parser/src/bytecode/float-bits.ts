// The bits of float attributes.
import { elementInfo, isElementType, toSmallFloat } from '@hlolite/tensor';
import type { FloatAttribute } from '../ir/attributes.js';
import { elementName } from '../ir/type-names.js';

/** Widths of the floats that are not computed with here. f80 writes the bit before the point out, the others leave it out. */
const otherFormats: Readonly<Record<string, { readonly exponent: number; readonly mantissa: number; readonly leading?: true }>> = {
  tf32: { exponent: 8, mantissa: 10 },
  f80: { exponent: 15, mantissa: 64, leading: true },
  f128: { exponent: 15, mantissa: 112 },
};

/** The width of a float type in files; undefined for names of no type. */
export function storedWidth(name: string): number | undefined {
  const other = otherFormats[name];
  return other ? 1 + other.exponent + other.mantissa : floatWidth(name);
}

/** A float of a type that is not computed with here, as the nearest double, as the parser of text keeps it. */
export function otherFloat(name: string, bits: bigint): number {
  const { exponent: exponentBits, mantissa: mantissaBits, leading } = otherFormats[name] as (typeof otherFormats)[string];
  const sign = (bits >> BigInt(exponentBits + mantissaBits)) & 1n ? -1 : 1;
  const exponent = Number((bits >> BigInt(mantissaBits)) & ((1n << BigInt(exponentBits)) - 1n));
  const mantissa = BigInt.asUintN(mantissaBits, bits);
  const highest = 2 ** exponentBits - 1;
  const fraction = leading ? mantissa & ~(1n << BigInt(mantissaBits - 1)) : mantissa;
  if (exponent === highest) return fraction === 0n ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  const whole = leading || exponent === 0 ? mantissa : mantissa | (1n << BigInt(mantissaBits));
  const scale = Math.max(exponent, 1) - (highest >> 1) - mantissaBits + Number(leading ?? false);
  return sign * Number(whole) * 2 ** scale;
}

/** The width of a float type; undefined for types that are not computed with here (f80, f128, tf32). */
export function floatWidth(name: string): number | undefined {
  if (!isElementType(name)) return undefined;
  const { kind, bits } = elementInfo(name);
  return kind === 'float' ? bits : undefined;
}

/** The bits of a float in its type, which must be one with a width. */
export function floatBits({ value, type, bits }: FloatAttribute): bigint {
  if (bits !== undefined) return bits;
  const name = elementName(type);
  const view = new DataView(new ArrayBuffer(8));
  if (name === 'f64') view.setFloat64(0, value, true);
  else if (name === 'f32') view.setFloat32(0, value, true);
  else if (isElementType(name)) return BigInt(toSmallFloat(name, value));
  return view.getBigUint64(0, true);
}
