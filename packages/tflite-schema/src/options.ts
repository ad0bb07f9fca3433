// Options of operators in their one normal form, so that two ways to say the same give equal models: fields that equal their
// default are left out, 64-bit integers are bigint, floats are rounded to f32, enums are names.
import { fail } from '@hlolite/diagnostics';
import { checkScalar } from './check.js';
import { defaultOf, elementTypeOf, type Field, fieldsOf, scalarBytes, scalarValue } from './descriptor.js';
import type { enums, tables, unions } from './fb/tables.js';
import type { Options, OptionValue, Subgraph } from './model.js';
import { type OperatorName, type operators, optionsTableOf } from './operators.js';

type Tables = typeof tables;
type Enums = typeof enums;

/** The name of a table that can be the options of an operator. */
export type OptionsTable = Exclude<(typeof unions)['BuiltinOptions' | 'BuiltinOptions2'][number], 'NONE'>;

type ScalarInput<Type> = Type extends 'bool' ? boolean : Type extends 'long' | 'ulong' ? number | bigint : number;
type FieldInput<F> = F extends { type: infer Type; subgraph: true }
  ? Type extends `[${string}]`
    ? readonly Subgraph[]
    : Subgraph
  : F extends { type: infer Type; enum: infer Name extends keyof Enums }
    ? Type extends `[${string}]`
      ? readonly Enums[Name][number][]
      : Enums[Name][number]
    : F extends { type: infer Type }
      ? Type extends 'string'
        ? string
        : Type extends '[ubyte]'
          ? Uint8Array
          : Type extends `[${infer Element}]`
            ? readonly ScalarInput<Element>[]
            : ScalarInput<Type>
      : never;

/** What can be said in an options table: each field of the schema, all of them optional. */
export type OptionFields<Table extends OptionsTable> = {
  readonly [Name in keyof Tables[Table]]?: FieldInput<Tables[Table][Name]> | undefined;
};

/** The options table of an operator; never for operators without one. */
export type OptionsTableOf<Op extends OperatorName> = (typeof operators)[Op] extends { options: infer Table extends OptionsTable }
  ? Table
  : never;

/**
 * Options in their normal form.
 * @example options('ConcatenationOptions', { axis: -1, fused_activation_function: 'NONE' }) // fields: { axis: -1 }
 * @throws CompileError `schema/unknown-table`, `schema/bad-field`
 */
export function options<Table extends OptionsTable>(table: Table, fields: OptionFields<Table> = {}): Options {
  return normalOptions(table, fields as Readonly<Record<string, OptionValue | undefined>>);
}

/**
 * Options of an operator by its name: `operatorOptions('SOFTMAX', { beta: 1 })`; undefined for operators that have no options table.
 * @throws CompileError `schema/bad-field`
 */
export function operatorOptions<Op extends OperatorName>(op: Op, fields: OptionFields<OptionsTableOf<Op>> = {}): Options | undefined {
  const given = fields as Readonly<Record<string, OptionValue | undefined>>;
  const table = optionsTableOf(op);
  if (table !== undefined) return normalOptions(table, given);
  if (Object.keys(given).length > 0)
    fail({ code: 'schema/bad-field', message: `${op} takes no options (was ${Object.keys(given).join(', ')})` });
  return undefined;
}

function normalOptions(table: string, given: Readonly<Record<string, OptionValue | undefined>>): Options {
  const known = fieldsOf(table);
  const stray = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (stray !== undefined)
    fail({
      code: 'schema/bad-field',
      message: `${table} has no field ${stray}`,
      hint: `its fields are: ${Object.keys(known).join(', ') || 'none'}`,
    });
  const fields: Record<string, OptionValue> = {};
  // In the order of the schema, whatever order they were given in.
  for (const [name, field] of Object.entries(known)) {
    const value = given[name];
    if (value === undefined) continue;
    const normal = normalValue(field, value, `${table}.${name}`);
    if (field.subgraph || normal !== defaultOf(field)) fields[name] = normal;
  }
  return { table, fields };
}

function normalValue(field: Field, value: OptionValue, place: string): OptionValue {
  if (field.subgraph && typeof value === 'object') return value;
  const one = (item: unknown) => scalarValue(field, checkScalar(field, item, place));
  if (field.type in scalarBytes) return one(value);
  if (field.type === 'string') {
    if (typeof value === 'string') return value;
    return fail({ code: 'schema/bad-field', message: `${place} must be text (was ${typeof value})` });
  }
  if (!Array.isArray(value) && !ArrayBuffer.isView(value))
    return fail({ code: 'schema/bad-field', message: `${place} must be a list (was ${typeof value})` });
  const items = Array.from(value as ArrayLike<unknown>, one);
  return elementTypeOf(field) === 'ubyte' ? Uint8Array.from(items as number[]) : (items as readonly number[]);
}
