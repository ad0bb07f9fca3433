// `custom_call @tfl.NAME` names a builtin op outright; its options stand in backend_config, as a dictionary, as JSON, or in MLIR's
// notation in a string ("{approximate = true}"), which is how exporters write it today.
import { CompileError, fail } from '@hlolite/diagnostics';
import { parse, placeOf, topLevel } from '@hlolite/mlir-parser';
import { Float, isOperatorName, type OptionValue, operatorOptions, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { type AttributeValue, type AttributeValues, plainEntries } from './attributes.js';
import type { ResolvedCall } from './resolve.js';

/** The builtin op on the call's operands. */
export function builtinCall({ target, attributes }: ResolvedCall, g: GraphBuilder): readonly Tensor[] {
  const { operation } = g;
  const name = target.slice('tfl.'.length).toUpperCase();
  if (!isOperatorName(name))
    return g.unsupported(
      'lower/unknown-builtin',
      `custom_call @tfl.NAME must name a builtin op of TFLite (was ${name})`,
      'correct the name, or choose a policy for it with --custom-op',
    );
  const { api_version: _, has_side_effect: __, backend_config: text, ...given } = attributes;
  const all = typeof text === 'string' ? { ...given, ...mlirDictionary(text, g) } : given;
  const fields = Object.fromEntries(Object.entries(all).map(([field, value]) => [field, optionValue(value)]));
  try {
    operatorOptions(name, fields as Parameters<typeof operatorOptions>[1]);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return fail({ ...error.diagnostics[0]!, place: placeOf(operation) });
  }
  return g.emitAll(
    name,
    operation.operands,
    fields as never,
    operation.results.map((_result, index) => g.resultInfo(index)),
  );
}

/** The attributes of `{name = value, …}`, read by the MLIR parser as those of an op. */
function mlirDictionary(text: string, g: GraphBuilder): AttributeValues {
  try {
    const [op] = topLevel(parse(`"tfl.options"() ${text} : () -> ()`));
    return plainEntries(op?.attributes ?? {});
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return g.unsupported(
      'lower/builtin-options',
      `the backend_config of a tfl op must be a dictionary of its options (was ${JSON.stringify(text.slice(0, 60))})`,
      'write it as {name = value}',
    );
  }
}

function optionValue(value: AttributeValue): OptionValue | undefined {
  if (value instanceof Float) return value.value;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((each) => optionValue(each as AttributeValue)) as readonly number[];
  return typeof value === 'object' && !(value instanceof Uint8Array) ? undefined : value;
}
