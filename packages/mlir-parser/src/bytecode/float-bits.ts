// The bits of float attributes.
import { elementInfo, isElementType, toSmallFloat } from '@hlolite/tensor';
import type { FloatAttribute } from '../ir/attributes.js';
import { elementName } from '../ir/type-names.js';

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
