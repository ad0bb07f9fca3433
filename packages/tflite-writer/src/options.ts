// An operator's options as the schema has them: which union their table belongs to, and subgraphs as their indices.
import { fail } from '@hlolite/diagnostics';
import {
  type FieldValue,
  fieldsOf,
  type Operator,
  type OptionValue,
  type Subgraph,
  type TableValue,
  unionMembers,
} from '@hlolite/tflite-schema';

/** The fields of an Operator table that hold its options. */
export function optionFields(operator: Operator, indexOf: (subgraph: Subgraph) => number): TableValue {
  const { options, customOptions } = operator;
  return {
    ...(options && { [unionFieldOf(options.table)]: { table: options.table, fields: withIndices(options, indexOf) } }),
    // custom_options_format has one value, FLEXBUFFERS, which is its default.
    ...(customOptions && { custom_options: customOptions }),
  };
}

function unionFieldOf(table: string): string {
  if (unionMembers('BuiltinOptions').indexOf(table) > 0) return 'builtin_options';
  if (unionMembers('BuiltinOptions2').indexOf(table) > 0) return 'builtin_options_2';
  return fail({ code: 'write/unknown-options', message: `options must be a table of BuiltinOptions or BuiltinOptions2 (was ${table})` });
}

function withIndices({ table, fields }: NonNullable<Operator['options']>, indexOf: (subgraph: Subgraph) => number): TableValue {
  const known = fieldsOf(table);
  const entries = Object.entries(fields).map(([name, value]): [string, FieldValue] => {
    if (!known[name]?.subgraph) return [name, value as FieldValue];
    return [name, Array.isArray(value) ? value.map((item) => index(item, indexOf)) : index(value, indexOf)];
  });
  return Object.fromEntries(entries);
}

/** A number stands for itself: −1 says "none" in some tables. */
const index = (value: OptionValue, indexOf: (subgraph: Subgraph) => number): number =>
  typeof value === 'number' ? value : indexOf(value as Subgraph);
