// The spelling of types, which is also their identity.
import type { Type } from './types.js';

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
