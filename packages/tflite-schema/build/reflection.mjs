// Reads a binary schema (.bfbs, the tables of flatbuffers' reflection.fbs) into plain descriptors.
// The numbers given to `slot` are the field ids of reflection.fbs.
import { ByteBuffer } from 'flatbuffers';

// BaseType of reflection.fbs, by code.
const BASE_TYPES = ['none', 'utype', 'bool', 'byte', 'ubyte', 'short', 'ushort', 'int', 'uint', 'long', 'ulong', 'float', 'double'];
const [STRING, VECTOR, TABLE, UNION] = [13, 14, 15, 16];

/** @returns {{ enums: object, unions: object, tables: object }} plain data, in the order of the .bfbs (by name), fields by slot */
export function readReflection(bytes) {
  const buffer = new ByteBuffer(bytes);
  const root = new Table(buffer, buffer.position() + buffer.readInt32(buffer.position()));
  const allEnums = root.tables(1).map(readEnum);
  const objects = root.tables(0);
  const names = { enums: allEnums.map((e) => e.name), tables: objects.map((object) => localName(object)) };
  const select = (isUnion) => Object.fromEntries(allEnums.filter((e) => e.isUnion === isUnion).map(({ name, members }) => [name, members]));
  return {
    enums: select(false),
    unions: select(true),
    tables: Object.fromEntries(objects.map((object) => [localName(object), readFields(object, names)])),
  };
}

function readEnum(table) {
  const members = table.tables(1).map((member, index) => {
    const value = Number(member.int64(1));
    // Descriptors are arrays indexed by value.
    if (value !== index) throw new Error(`${localName(table)}.${member.string(0)} must have the value ${index} (was ${value})`);
    return member.string(0);
  });
  return { name: localName(table), isUnion: table.uint8(2) === 1, members };
}

function readFields(object, names) {
  const fields = object.tables(1).sort((a, b) => a.uint16(2) - b.uint16(2));
  // A union's discriminant is part of the union: its slot is the one before. Deprecated fields are neither read nor written.
  const kept = fields.filter((field) => field.uint8(6) === 0 && BASE_TYPES[field.table(1).uint8(0)] !== 'utype');
  return Object.fromEntries(kept.map((field) => [field.string(0), readField(field, names)]));
}

function readField(field, names) {
  const type = field.table(1);
  const base = type.uint8(0);
  const inner = base === VECTOR ? type.uint8(1) : base;
  const index = type.int32(2, -1);
  const word = inner === STRING ? 'string' : inner === TABLE ? 'table' : inner === UNION ? 'union' : BASE_TYPES[inner];
  const descriptor = { slot: field.uint16(2), type: base === VECTOR ? `[${word}]` : word };
  if (inner === TABLE) descriptor.table = names.tables[index];
  else if (inner === UNION) descriptor.union = names.enums[index];
  else if (index >= 0) descriptor.enum = names.enums[index];
  const value = word === 'float' ? field.float64(5) : Number(field.int64(4));
  if (value !== 0) descriptor.default = word === 'bool' ? true : value;
  for (const attribute of field.tables(9)) {
    if (attribute.string(0) === 'force_align') descriptor.align = Number(attribute.string(1));
    if (attribute.string(0) === 'subgraph') descriptor.subgraph = true;
  }
  return descriptor;
}

const localName = (table) => table.string(0).replace('tflite.', '');

/** A table of a flatbuffer; the getters take a slot. flatc's output is trusted: nothing is verified. */
class Table {
  constructor(buffer, at) {
    this.buffer = buffer;
    this.at = at;
  }
  field(slot) {
    const offset = this.buffer.__offset(this.at, 4 + 2 * slot);
    return offset === 0 ? 0 : this.at + offset;
  }
  scalar(slot, missing, read) {
    const at = this.field(slot);
    return at === 0 ? missing : read.call(this.buffer, at);
  }
  uint8 = (slot) => this.scalar(slot, 0, this.buffer.readUint8);
  uint16 = (slot) => this.scalar(slot, 0, this.buffer.readUint16);
  int32 = (slot, missing = 0) => this.scalar(slot, missing, this.buffer.readInt32);
  int64 = (slot) => this.scalar(slot, 0n, this.buffer.readInt64);
  float64 = (slot) => this.scalar(slot, 0, this.buffer.readFloat64);
  string = (slot) => this.scalar(slot, '', this.buffer.__string);
  table = (slot) => new Table(this.buffer, this.buffer.__indirect(this.field(slot)));
  tables(slot) {
    const field = this.field(slot);
    if (field === 0) return [];
    const start = this.buffer.__vector(field);
    const length = this.buffer.__vector_len(field);
    return Array.from({ length }, (_, i) => new Table(this.buffer, this.buffer.__indirect(start + 4 * i)));
  }
}
