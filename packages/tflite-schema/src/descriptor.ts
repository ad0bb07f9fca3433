// Looking things up in the generated tables (src/fb), and the plain values that fields hold. The only room that imports src/fb.
import { fail } from '@hlolite/diagnostics';
import { enums, tables, unions } from './fb/tables.js';

/** Types of numbers in a flatbuffer; `long` and `ulong` are bigint in JavaScript. */
export type ScalarType = 'bool' | 'byte' | 'ubyte' | 'short' | 'ushort' | 'int' | 'uint' | 'long' | 'ulong' | 'float' | 'double';

/** A field of a table: a scalar, a string, a table, a union or a vector (`[…]`) of the first three. */
export interface Field {
  readonly slot: number;
  readonly type: ScalarType | 'string' | 'table' | 'union' | `[${ScalarType | 'string' | 'table'}]`;
  /** The enum whose members stand for the numbers. */
  readonly enum?: string;
  readonly table?: string;
  readonly union?: string;
  /** The value of an absent scalar; 0 or false when not given. */
  readonly default?: number | boolean;
  /** Least alignment of a vector's first element. */
  readonly align?: number;
  /** The number is the index of a subgraph. */
  readonly subgraph?: true;
}

/** A table as a plain object by field names. Enums are names (a number where the schema has no name for it), absent fields are left out. */
export interface TableValue {
  readonly [field: string]: FieldValue | undefined;
}

/** A union: which of its tables, and that table's fields. */
export interface UnionValue {
  readonly table: string;
  readonly fields: TableValue;
}

export type ScalarValue = number | bigint | boolean | string;
export type FieldValue = ScalarValue | Uint8Array | readonly ScalarValue[] | TableValue | readonly TableValue[] | UnionValue | Encoded;

/** A table or vector that already stands in the builder, at this offset from its end. */
export class Encoded {
  constructor(readonly offset: number) {}
}

const allTables: Readonly<Record<string, Readonly<Record<string, Field>>>> = tables;
const allEnums: Readonly<Record<string, readonly string[]>> = enums;
const allUnions: Readonly<Record<string, readonly string[]>> = unions;

export const isTable = (table: string): boolean => Object.hasOwn(allTables, table);

/** The fields of a table by name, in the order of their slots. */
export function fieldsOf(table: string): Readonly<Record<string, Field>> {
  const fields = isTable(table) ? allTables[table] : undefined;
  return fields ?? fail({ code: 'schema/unknown-table', message: `tables must be of the TFLite schema (was ${table})` });
}

const slots = new Map<string, number>();

/** How many slots the vtable of a table has; counted when it is first asked for. */
export function slotsOf(table: string): number {
  const known = slots.get(table);
  if (known !== undefined) return known;
  const count = Math.max(0, ...Object.values(fieldsOf(table)).map(({ slot }) => slot + 1));
  slots.set(table, count);
  return count;
}

/** The tables of a union; the index is the discriminant, 0 is NONE. */
export const unionMembers = (union: string): readonly string[] => allUnions[union] as readonly string[];

/** The members of an enum; the index is the value. */
export const enumMembers = (name: string): readonly string[] => allEnums[name] as readonly string[];

/** The type of a vector's elements; undefined for what is no vector. */
export const elementTypeOf = (field: Field): ScalarType | 'string' | 'table' | undefined =>
  field.type.startsWith('[') ? (field.type.slice(1, -1) as ScalarType | 'string' | 'table') : undefined;

/** The value an absent scalar has: an enum's name, a bigint, a boolean or a number; undefined for what is no scalar. */
export function defaultOf(field: Field): ScalarValue | undefined {
  if (!(field.type in scalarBytes)) return undefined;
  return scalarValue(field, field.default ?? 0);
}

/** A raw number of a file as the value of its field. */
export function scalarValue(field: Field, raw: number | bigint | boolean): ScalarValue {
  if (field.enum) return enumMembers(field.enum)[Number(raw)] ?? Number(raw);
  const type = elementTypeOf(field) ?? field.type;
  if (type === 'bool') return Boolean(raw);
  return type === 'long' || type === 'ulong' ? BigInt(raw) : Number(raw);
}

/** Width of each scalar type in a file. */
export const scalarBytes: Readonly<Record<ScalarType, number>> = {
  bool: 1,
  byte: 1,
  ubyte: 1,
  short: 2,
  ushort: 2,
  int: 4,
  uint: 4,
  long: 8,
  ulong: 8,
  float: 4,
  double: 8,
};
