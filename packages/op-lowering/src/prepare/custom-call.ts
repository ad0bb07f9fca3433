// Calls as a program may write them itself: of a custom op, and of an op of TFLite by its name (see custom-ops/builtin-calls).
import { i32, type Type, type Value } from '@hlolite/mlir-parser';
import { attributesOf } from '../custom-ops/attributes.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';

/** The op `NAME` on operands, with options by their names in the schema. */
export const builtinOf = (
  name: string,
  operands: readonly Value[],
  options: Readonly<Record<string, boolean | number>>,
  type: Type,
  b: StableHloBuilder,
): Value => customCall(`tfl.${name}`, operands, options, type, b);

/** `custom_call @target` with attributes. */
export function customCall(
  target: string,
  operands: readonly Value[],
  given: Parameters<typeof attributesOf>[0],
  type: Type,
  b: StableHloBuilder,
): Value {
  const attributes = {
    call_target_name: { kind: 'string', value: target },
    api_version: { kind: 'integer', value: 4n, type: i32 },
    backend_config: { kind: 'dictionary', entries: attributesOf(given) },
  } as const;
  return b.emit('custom_call', operands, attributes, type);
}
