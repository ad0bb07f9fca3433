// An operator's options: from either union of the schema, with subgraphs instead of their indices.
import {
  type Field,
  fieldsOf,
  type Options,
  type OptionValue,
  type ScalarValue,
  type Subgraph,
  type TableValue,
  type UnionValue,
} from '@hlolite/tflite-schema';

/** The options among the fields of an Operator table; undefined when it has none. */
export function readOptions(operator: TableValue, subgraphAt: (index: number) => Subgraph): Options | undefined {
  const union = (operator.builtin_options ?? operator.builtin_options_2) as UnionValue | undefined;
  if (!union) return undefined;
  const fields = { ...union.fields } as Record<string, OptionValue>;
  // −1 says that there is none.
  const resolve = (index: number) => (index === -1 ? index : subgraphAt(index));
  for (const [name, field] of Object.entries(fieldsOf(union.table))) {
    const value = field.subgraph && subgraphField(field, fields[name], resolve);
    if (value !== undefined) fields[name] = value;
  }
  return { table: union.table, fields };
}

function subgraphField(
  field: Field,
  value: OptionValue | undefined,
  resolve: (index: number) => number | Subgraph,
): OptionValue | undefined {
  if (Array.isArray(value)) return (value as readonly ScalarValue[]).map((index) => resolve(Number(index))) as OptionValue;
  // An absent index is index 0, as for every scalar; an absent list is just absent.
  return field.type.startsWith('[') ? undefined : resolve(Number(value ?? 0));
}
