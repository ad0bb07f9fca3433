// Writes plain objects as flatbuffer tables, led by the descriptors: one walk for all 170 tables of the schema.
// The depth of the walk is the schema's, which has no recursive table.
import { fail } from '@hlolite/diagnostics';
import type { Builder } from 'flatbuffers';
import { checkScalar } from './check.js';
import {
  Encoded,
  elementTypeOf,
  type Field,
  type FieldValue,
  fieldsOf,
  type ScalarType,
  type ScalarValue,
  scalarBytes,
  slotsOf,
  type TableValue,
  type UnionValue,
  unionMembers,
} from './descriptor.js';

/**
 * Writes a table and all below it into the builder and returns its offset. Scalars that equal their default are left out.
 * @throws CompileError `schema/bad-field` for a field that the table does not have or a value it cannot hold
 */
export function encodeTable(builder: Builder, table: string, value: TableValue): number {
  const fields = fieldsOf(table);
  const parts: Part[] = [];
  for (const name in value) {
    const inner = value[name];
    if (inner === undefined) continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field)
      return fail({ code: 'schema/bad-field', message: `${table} has no field ${name}`, hint: `it has ${Object.keys(fields).join(', ')}` });
    parts.push(...encodeParts(builder, field, inner, `${table}.${name}`));
  }
  // Widest first, so that no padding stands between; the sort keeps the order of slots among equals.
  parts.sort((a, b) => b.bytes - a.bytes || a.slot - b.slot);
  builder.startObject(slotsOf(table));
  for (const part of parts) part.add();
  return builder.endObject();
}

/** One entry of a vtable, ready to be added between startObject and endObject. */
interface Part {
  readonly slot: number;
  readonly bytes: number;
  add(): void;
}

function encodeParts(builder: Builder, field: Field, value: FieldValue, place: string): Part[] {
  if (field.type in scalarBytes) {
    const type = field.type as ScalarType;
    const number = checkScalar(field, value, place);
    const missing = Number(field.default ?? 0);
    return [{ slot: field.slot, bytes: scalarBytes[type], add: () => addField[type](builder, field.slot, number, missing) }];
  }
  if (field.type === 'union') return encodeUnion(builder, field, value as UnionValue, place);
  return [offsetPart(builder, field.slot, encodeChild(builder, field, value, place))];
}

const offsetPart = (builder: Builder, slot: number, offset: number): Part => ({
  slot,
  bytes: 4,
  add: () => builder.addFieldOffset(slot, offset, 0),
});

function encodeUnion(builder: Builder, field: Field, value: UnionValue, place: string): Part[] {
  const members = unionMembers(field.union as string);
  const discriminant = members.indexOf(value.table);
  if (discriminant < 1)
    return fail({ code: 'schema/bad-field', message: `${place} must hold a table of the union ${field.union} (was ${value.table})` });
  const offset = encodeTable(builder, value.table, value.fields);
  const slot = field.slot - 1;
  return [{ slot, bytes: 1, add: () => builder.addFieldInt8(slot, discriminant, 0) }, offsetPart(builder, field.slot, offset)];
}

function encodeChild(builder: Builder, field: Field, value: FieldValue, place: string): number {
  if (value instanceof Encoded) return value.offset;
  if (field.type === 'table') return encodeTable(builder, field.table as string, value as TableValue);
  if (field.type === 'string') return builder.createString(checkText(value, place));
  if (!Array.isArray(value) && !(value instanceof Uint8Array))
    return fail({ code: 'schema/bad-field', message: `${place} must be a list (was ${typeof value})` });
  const items = value as ArrayLike<FieldValue>;
  const element = elementTypeOf(field);
  if (element === 'string')
    return encodeOffsets(
      builder,
      Array.from(items, (item) => builder.createString(checkText(item, place))),
    );
  if (element === 'table')
    return encodeOffsets(
      builder,
      Array.from(items, (item) => encodeTable(builder, field.table as string, item as TableValue)),
    );
  return encodeScalars(builder, field, element as ScalarType, items as ArrayLike<ScalarValue>, place);
}

function checkText(value: FieldValue, place: string): string {
  if (typeof value === 'string') return value;
  return fail({ code: 'schema/bad-field', message: `${place} must be text (was ${typeof value})` });
}

function encodeOffsets(builder: Builder, offsets: readonly number[]): number {
  builder.startVector(4, offsets.length, 4);
  for (let i = offsets.length - 1; i >= 0; i--) builder.addOffset(offsets[i] as number);
  return builder.endVector();
}

function encodeScalars(builder: Builder, field: Field, type: ScalarType, items: ArrayLike<ScalarValue>, place: string): number {
  const numbers = Array.from(items, (item) => checkScalar(field, item, place));
  builder.startVector(scalarBytes[type], numbers.length, Math.max(scalarBytes[type], field.align ?? 1));
  for (let i = numbers.length - 1; i >= 0; i--) addElement[type](builder, numbers[i] as number | bigint);
  return builder.endVector();
}

type AddElement = (builder: Builder, value: number | bigint) => void;
const int8: AddElement = (builder, value) => builder.addInt8(Number(value));
const int16: AddElement = (builder, value) => builder.addInt16(Number(value));
const int32: AddElement = (builder, value) => builder.addInt32(Number(value));
const int64: AddElement = (builder, value) => builder.addInt64(BigInt(value));

const addElement: Readonly<Record<ScalarType, AddElement>> = {
  bool: int8,
  byte: int8,
  ubyte: int8,
  short: int16,
  ushort: int16,
  int: int32,
  uint: int32,
  long: int64,
  ulong: int64,
  float: (builder, value) => builder.addFloat32(Number(value)),
  double: (builder, value) => builder.addFloat64(Number(value)),
};

type AddField = (builder: Builder, slot: number, value: number | bigint, missing: number) => void;
const field8: AddField = (builder, slot, value, missing) => builder.addFieldInt8(slot, Number(value), missing);
const field16: AddField = (builder, slot, value, missing) => builder.addFieldInt16(slot, Number(value), missing);
const field32: AddField = (builder, slot, value, missing) => builder.addFieldInt32(slot, Number(value), missing);
const field64: AddField = (builder, slot, value, missing) => builder.addFieldInt64(slot, BigInt(value), BigInt(missing));

const addField: Readonly<Record<ScalarType, AddField>> = {
  bool: field8,
  byte: field8,
  ubyte: field8,
  short: field16,
  ushort: field16,
  int: field32,
  uint: field32,
  long: field64,
  ulong: field64,
  float: (builder, slot, value, missing) => builder.addFieldFloat32(slot, Number(value), missing),
  double: (builder, slot, value, missing) => builder.addFieldFloat64(slot, Number(value), missing),
};
