// What a row of an encoding says: the code of a kind of attribute or type in a dialect, how it is read and how it is written. Reader and
// writer use the same rows, so a code stands in one place.
import type { EnumSpec } from '../dialects/enums.js';
import type { FieldKind, RecordSpec } from '../dialects/records.js';
import type { Attribute, StructValue, TypeAttribute } from '../ir/attributes.js';
import { elementName } from '../ir/type-names.js';
import type { Type } from '../ir/types.js';
import type { EntryReader, EntryWriter } from './entry.js';

/** A row for things (attributes or types) that have a `kind`. Without `write` it is only read: the thing is written as text. */
export interface Row<Thing extends { readonly kind: string }> {
  readonly code: number;
  readonly kind: Thing['kind'];
  readonly read: (reader: EntryReader) => Thing;
  readonly write?: (writer: EntryWriter, thing: Thing) => void;
  /** Which things of the kind the row is for; absent: all. */
  readonly accepts?: (thing: Thing) => boolean;
}
export type AttributeRow = Row<Attribute>;
export type TypeRow = Row<Type>;

/** The encoding of a dialect. */
export interface DialectEncoding {
  readonly dialect: string;
  readonly attributes: readonly AttributeRow[];
  readonly types: readonly TypeRow[];
}

type OfKind<Thing, Kind> = Extract<Thing, { readonly kind: Kind }>;

/** A row for attributes of a kind. */
export const attributeRow = <Kind extends Attribute['kind']>(
  code: number,
  kind: Kind,
  read: (reader: EntryReader) => Attribute,
  write?: (writer: EntryWriter, attribute: OfKind<Attribute, Kind>) => void,
  accepts?: (attribute: OfKind<Attribute, Kind>) => boolean,
): AttributeRow => ({ code, kind, read, ...(write && { write: write as never }), ...(accepts && { accepts: accepts as never }) });

/** A row for types of a kind. */
export const typeRow = <Kind extends Type['kind']>(
  code: number,
  kind: Kind,
  read: (reader: EntryReader) => Type,
  write?: (writer: EntryWriter, type: OfKind<Type, Kind>) => void,
  accepts?: (type: OfKind<Type, Kind>) => boolean,
): TypeRow => ({ code, kind, read, ...(write && { write: write as never }), ...(accepts && { accepts: accepts as never }) });

/** A type that its code says all about. */
export const constantType = (code: number, type: Type): TypeRow => ({
  code,
  kind: type.kind,
  read: () => type,
  write: () => {},
  accepts:
    type.kind === 'dialect'
      ? (given) => given.kind === 'dialect' && given.dialect === type.dialect && given.body === type.body
      : (given) => elementName(given) === elementName(type),
});

/** An enum: a varint counted from the number of the first member. */
export function enumRow(code: number, { name, members, firstCode = 0 }: EnumSpec): AttributeRow {
  return attributeRow(
    code,
    'enum',
    (reader) => {
      const number = reader.cursor.varint();
      const value = members[number - firstCode];
      if (value === undefined)
        return reader.fail('enum', `${name} must be between ${firstCode} and ${firstCode + members.length - 1} (was ${number})`);
      return { kind: 'enum', name, value };
    },
    (writer, { value }) => writer.out.varint(members.indexOf(value) + firstCode),
    (attribute) => attribute.name === name && members.includes(attribute.value),
  );
}

/** How a field of a record is read and written. */
interface FieldCodec {
  readonly read: (reader: EntryReader) => StructValue;
  readonly write: (writer: EntryWriter, value: StructValue) => void;
}

const codec = <Value extends StructValue>(
  read: (reader: EntryReader) => Value,
  write: (writer: EntryWriter, value: Value) => void,
): FieldCodec => ({ read, write: write as FieldCodec['write'] });

const fieldCodecs = {
  integers: codec<readonly number[]>(
    (reader) => reader.integers(),
    (writer, value) => writer.integers(value),
  ),
  integer: codec<number>(
    (reader) => reader.cursor.svarint(),
    (writer, value) => writer.out.svarint(value),
  ),
  boolean: codec<boolean>(
    (reader) => reader.cursor.flag(),
    (writer, value) => writer.out.byte(Number(value)),
  ),
  float: codec<number>(
    (reader) => reader.float64(),
    (writer, value) => writer.float64(value),
  ),
  type: codec<TypeAttribute>(
    (reader) => ({ kind: 'type', type: reader.type() }),
    (writer, { type }) => writer.type(type),
  ),
  attribute: codec<Attribute>(
    (reader) => reader.attribute(),
    (writer, value) => writer.attribute(value),
  ),
} satisfies Record<Exclude<FieldKind, EnumSpec>, FieldCodec>;

/** Bounds of dimensions, some of which have none. */
const sizes = codec<readonly number[]>(
  (reader) => reader.sizes(),
  (writer, value) => writer.sizes(value),
);

function codecOf(kind: FieldKind, { notation }: RecordSpec): FieldCodec {
  if (typeof kind !== 'string') return fieldCodecs.attribute;
  return notation === 'list' ? sizes : fieldCodecs[kind];
}

/** A record: its fields in the order of its row, each by its kind. */
export function recordRow(code: number, spec: RecordSpec): AttributeRow {
  const codecs = Object.entries(spec.fields).map(([name, kind]) => ({ name, ...codecOf(kind, spec) }));
  return attributeRow(
    code,
    'struct',
    (reader) => {
      const fields: Record<string, StructValue> = {};
      for (const { name, read } of codecs) fields[name] = read(reader);
      return { kind: 'struct', name: spec.name, fields };
    },
    (writer, { fields }) => {
      for (const { name, write } of codecs) write(writer, fields[name]);
    },
    (attribute) => attribute.name === spec.name,
  );
}
