// An op of TFLite by its name, as a program may write it itself (see custom-ops/builtin-calls).
import { i32, type Type, type Value } from '@hlolite/mlir-parser';
import { attributesOf } from '../custom-ops/attributes.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';

/** The op `NAME` on operands, with options by their names in the schema. */
export function builtinOf(
  name: string,
  operands: readonly Value[],
  options: Readonly<Record<string, boolean | number>>,
  type: Type,
  b: StableHloBuilder,
): Value {
  const attributes = {
    call_target_name: { kind: 'string', value: `tfl.${name}` },
    api_version: { kind: 'integer', value: 4n, type: i32 },
    backend_config: { kind: 'dictionary', entries: attributesOf(options) },
  } as const;
  return b.emit('custom_call', operands, attributes, type);
}
