// The spelling of types, which is also their identity.
import { float, type IntegerType, integer, type Type } from './types.js';

/** The name of an element type as MLIR spells it: `f32`, `ui8`, `complex<f64>`; also for types that tensors here cannot hold. */
export function elementName(type: Type): string {
  switch (type.kind) {
    case 'integer':
      return `${type.signedness === 'signed' ? 'si' : type.signedness === 'unsigned' ? 'ui' : 'i'}${type.width}`;
    case 'float':
      return type.name;
    case 'complex':
      return `complex<${elementName(type.element)}>`;
    case 'index':
    case 'none':
      return type.kind;
    default:
      return `(${type.kind})`;
  }
}

/** The widest integer that MLIR has. */
const WIDEST_INTEGER = 2 ** 24 - 1;

const floats = new Set(
  (
    'f4E2M1FN f6E2M3FN f6E3M2FN f8E3M4 f8E4M3 f8E4M3FN f8E4M3FNUZ f8E4M3B11FNUZ f8E5M2 f8E5M2FNUZ f8E8M0FNU ' +
    'bf16 f16 f32 f64 f80 f128 tf32'
  ).split(' '),
);

/** The type of a name that stands alone: `f32`, `ui8`, `index`; undefined for other words. */
export function simpleType(name: string): Type | undefined {
  if (floats.has(name)) return float(name);
  if (name === 'index' || name === 'none') return { kind: name };
  return integerType(name);
}

/** The type of `i32`, `si8`, `ui16`; undefined for other words. */
export function integerType(name: string): IntegerType | undefined {
  const [, sign, digits] = /^([su]?)i([1-9][0-9]{0,7})$/.exec(name) ?? [];
  const width = Number(digits);
  if (digits === undefined || width > WIDEST_INTEGER) return undefined;
  return integer(width, sign === 's' ? 'signed' : sign === 'u' ? 'unsigned' : 'signless');
}
