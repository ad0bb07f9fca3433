// Tables of a flatbuffer, led by the descriptors of the schema and checked before use: every offset, vtable, length and union type.
//   table   [i32 distance back to the vtable] fields …      vtable  [u16 size of vtable] [u16 size of table] [u16 place in the table] …
//   vector  [u32 length] elements …                         string  [u32 length] bytes NUL
// Offsets (u32) count forwards from where they stand. The schema has no recursive table, so depth is bounded; offsets may alias each other,
// so the work is bounded too: what is read, counted as often as it is read, may be some times the size of the file and no more.
import {
  defaultOf,
  elementTypeOf,
  type Field,
  type FieldValue,
  fieldsOf,
  type ScalarType,
  type ScalarValue,
  scalarBytes,
  scalarValue,
  type TableValue,
  unionMembers,
} from '@hlolite/tflite-schema';
import type { Window } from './window.js';

/** How many times over the bytes of a file may be read. Honest files share little: equal strings at most. */
const REPETITIONS = 8;

/** What a table costs beside its bytes: the least has 4, but an object in memory is larger. */
const TABLE_COST = 16;

/** Where a table stands, and where its vtable says that its fields are. */
export interface TablePlace {
  readonly name: string;
  readonly at: number;
  readonly size: number;
  readonly vtable: number;
  readonly slots: number;
}

/** Where the elements of a vector stand, and how many they are. */
export interface VectorPlace {
  readonly start: number;
  readonly length: number;
}

export class Verifier {
  private readonly decoder = new TextDecoder();
  private budget: number;

  constructor(readonly window: Window) {
    this.budget = REPETITIONS * window.size + 1024;
  }

  /** The table that the offset at a place points to. */
  tableAt(offsetAt: number, name: string): TablePlace {
    const { window } = this;
    const at = this.follow(offsetAt, `the offset of a ${name}`);
    const vtable = at - window.int32(at, `a ${name}`);
    const vtableSize = window.uint16(vtable, `the vtable of a ${name}`);
    if (vtableSize < 4 || vtableSize % 2 !== 0)
      window.refuse(vtable, `the size of a vtable must be even and at least 4 (was ${vtableSize})`);
    window.check(vtable, vtableSize, `the vtable of a ${name}`);
    const size = window.uint16(vtable + 2, `the vtable of a ${name}`);
    if (size < 4) window.refuse(vtable + 2, `the size of a table must be at least 4 (was ${size})`);
    window.check(at, size, `a ${name}`);
    this.spend(size + TABLE_COST, at);
    return { name, at, size, vtable, slots: (vtableSize - 4) / 2 };
  }

  /** Where a field of a table stands; undefined when the table does not have it. */
  fieldAt(table: TablePlace, slot: number, width: number): number | undefined {
    if (slot >= table.slots) return undefined;
    const entry = table.vtable + 4 + 2 * slot;
    const inside = this.window.uint16(entry, 'a vtable entry');
    if (inside === 0) return undefined;
    if (inside < 4 || inside + width > table.size)
      this.window.refuse(entry, `field ${slot} of a ${table.name} must lie inside its ${table.size} bytes (was at ${inside})`);
    return table.at + inside;
  }

  /** The vector in a field whose elements have the given width; undefined when absent. Its elements are not read. */
  vectorIn(table: TablePlace, slot: number, width: number): VectorPlace | undefined {
    const field = this.fieldAt(table, slot, 4);
    return field === undefined ? undefined : this.vectorAt(field, width, `field ${slot} of a ${table.name}`);
  }

  /** The tables of a vector. */
  tablesIn(table: TablePlace, field: string): TablePlace[] {
    const { slot, table: name } = fieldsOf(table.name)[field] as Field;
    const vector = this.vectorIn(table, slot, 4);
    return vector ? this.each(vector, 4, (at) => this.tableAt(at, name as string)) : [];
  }

  /** A table and all below it as plain values; scalars that equal their default are left out. `omit` names fields to leave alone. */
  decode(table: TablePlace, omit: readonly string[] = []): TableValue {
    const value: Record<string, FieldValue> = {};
    for (const [name, field] of Object.entries(fieldsOf(table.name))) {
      const inner = omit.includes(name) ? undefined : this.field(table, field);
      if (inner !== undefined) value[name] = inner;
    }
    return value;
  }

  private field(table: TablePlace, field: Field): FieldValue | undefined {
    if (field.type in scalarBytes) {
      const type = field.type as ScalarType;
      const at = this.fieldAt(table, field.slot, scalarBytes[type]);
      const value = at === undefined ? undefined : this.scalar(at, field, type);
      return value === defaultOf(field) ? undefined : value;
    }
    if (field.type === 'union') return this.union(table, field);
    const at = this.fieldAt(table, field.slot, 4);
    if (at === undefined) return undefined;
    if (field.type === 'string') return this.string(at);
    if (field.type === 'table') return this.decode(this.tableAt(at, field.table as string));
    return this.vector(at, field);
  }

  private union(table: TablePlace, field: Field): FieldValue | undefined {
    const typeAt = this.fieldAt(table, field.slot - 1, 1);
    const type = typeAt === undefined ? 0 : this.window.uint8(typeAt, 'a union type');
    const at = this.fieldAt(table, field.slot, 4);
    if (type === 0 || at === undefined) return undefined;
    const members = unionMembers(field.union as string);
    const name = members[type];
    if (name === undefined)
      return this.window.refuse(
        typeAt as number,
        `the type of a ${field.union} must be at most ${members.length - 1} (was ${type})`,
        'read/unknown-options',
        'the file may be of a newer schema (this reader knows revision 3d): update hlolite',
      );
    return { table: name, fields: this.decode(this.tableAt(at, name)) };
  }

  private vector(at: number, field: Field): FieldValue {
    const element = elementTypeOf(field);
    const width = element === 'string' || element === 'table' ? 4 : scalarBytes[element as ScalarType];
    const vector = this.vectorAt(at, width, 'a vector');
    this.spend(vector.length * width, vector.start);
    if (element === 'ubyte') return this.window.bytes(vector.start, vector.length, 'a vector');
    if (element === 'string') return this.each(vector, 4, (item) => this.string(item));
    if (element === 'table') return this.each(vector, 4, (item) => this.decode(this.tableAt(item, field.table as string)));
    return this.each(vector, width, (item) => this.scalar(item, field, element as ScalarType));
  }

  private vectorAt(offsetAt: number, width: number, what: string): VectorPlace {
    const at = this.follow(offsetAt, `the offset of ${what}`);
    const length = this.window.uint32(at, `the length of ${what}`);
    this.window.check(at + 4, length * width, what);
    return { start: at + 4, length };
  }

  private string(offsetAt: number): string {
    const { start, length } = this.vectorAt(offsetAt, 1, 'a string');
    this.spend(length, start);
    return this.decoder.decode(this.window.bytes(start, length, 'a string'));
  }

  private scalar(at: number, field: Field, type: ScalarType): ScalarValue {
    return scalarValue(field, this.window.number<number | bigint>(at, scalarBytes[type], 'a number', getters[type]));
  }

  private follow(offsetAt: number, what: string): number {
    return offsetAt + this.window.uint32(offsetAt, what);
  }

  private each<T>({ start, length }: VectorPlace, width: number, read: (at: number) => T): T[] {
    return Array.from({ length }, (_, i) => read(start + i * width));
  }

  private spend(cost: number, at: number): void {
    this.budget -= cost;
    if (this.budget < 0) this.window.refuse(at, 'parts of a file must not be shared over and over by aliased offsets');
  }
}

const getters: Readonly<Record<ScalarType, (view: DataView, at: number) => number | bigint>> = {
  bool: (view, at) => view.getUint8(at),
  byte: (view, at) => view.getInt8(at),
  ubyte: (view, at) => view.getUint8(at),
  short: (view, at) => view.getInt16(at, true),
  ushort: (view, at) => view.getUint16(at, true),
  int: (view, at) => view.getInt32(at, true),
  uint: (view, at) => view.getUint32(at, true),
  long: (view, at) => view.getBigInt64(at, true),
  ulong: (view, at) => view.getBigUint64(at, true),
  float: (view, at) => view.getFloat32(at, true),
  double: (view, at) => view.getFloat64(at, true),
};
