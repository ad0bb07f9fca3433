// Properties: the attributes that an operation's definition names, without their names. Each operation's bytes are what its dialect wrote:
// the attributes in alphabetical order, each an index, or an optional index where the definition lets it be absent; then the sizes of operand
// and result segments (version 6: sparse arrays of integers; version 5: attributes).
//   section: varint count, then each: varint size, bytes
import { specOf } from '../dialects/registry.js';
import type { OpSpec } from '../dialects/spec.js';
import type { Attribute, Attributes } from '../ir/attributes.js';
import { newAttributes } from '../ir/build.js';
import { integer } from '../ir/types.js';
import { ByteWriter } from './byte-writer.js';
import type { Cursor } from './cursor.js';
import { EntryReader, EntryWriter, type Flavor, type Numbering, type Tables } from './entry.js';
import { VERSION } from './sections.js';
import { vhloAttributeNames } from './vhlo-operations.js';

interface Field {
  readonly name: string;
  readonly optional: boolean;
}

/** What the properties of an operation hold, in order. */
export interface Layout {
  readonly fields: readonly Field[];
  /** The segment sizes behind the fields, with the number of segments. */
  readonly segments: readonly { readonly name: string; readonly count: number }[];
}

/**
 * Attributes that definitions got in later versions: plain bytecode does not say which it was written with. The number of attributes does.
 * Each list is what an older layout lacks.
 */
const lacking: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'func.func': [['no_inline']],
  'func.call': [
    ['arg_attrs', 'res_attrs'],
    ['arg_attrs', 'no_inline', 'res_attrs'],
  ],
  'stablehlo.custom_call': [['result_tilings']],
  'stablehlo.collective_broadcast': [['has_dynamic_root']],
  'chlo.top_k': [['is_stable']],
};

/** StableHLO and CHLO make no promise for their own bytecode: readers of these operations differ in what they expect. */
export const hasSeveralLayouts = (name: string): boolean => name in lacking && !name.startsWith('func.');

function layoutOf(spec: OpSpec): Layout {
  const attributes = spec.attributes ?? {};
  const fields = Object.keys(attributes)
    .sort()
    .map((field) => ({ name: field, optional: 'absent' in (attributes[field] as object) }));
  const segments = spec.segments
    ? [
        { name: 'operandSegmentSizes', count: spec.operands.length },
        { name: 'resultSegmentSizes', count: spec.results?.length ?? 1 },
      ].filter(({ count }) => count > 1)
    : [];
  return { fields, segments };
}

/** The newest layout of an operation's properties; undefined for operations that no table knows. */
export function propertyLayout(name: string): Layout | undefined {
  const vhlo = vhloAttributeNames(name);
  if (vhlo) return { fields: vhlo.map((field) => ({ name: field, optional: false })), segments: [] };
  const spec = specOf(name);
  return spec && layoutOf(spec);
}

/** The properties section of a file. */
export class PropertyTable {
  private readonly blobs: readonly Cursor[];
  private readonly layouts = new Map<string, Layout | undefined>();

  constructor(
    section: Cursor,
    private readonly file: { readonly version: number; readonly producer: string },
    private readonly tables: Tables,
  ) {
    const cursor = section.inMemory();
    const blobs: Cursor[] = [];
    for (let count = cursor.count('properties'); count > 0; count--) blobs.push(cursor.part(cursor.varint()));
    cursor.expectEnd('the properties section');
    this.blobs = blobs;
  }

  private blob(index: number, cursor: Cursor, offset: number): Cursor {
    const blob = this.blobs[index];
    if (blob !== undefined) return blob.fresh();
    return cursor.fail('index', `the index of properties must be below ${this.blobs.length} (was ${index})`, undefined, offset);
  }

  /** The properties of an operation that its writer did not know: one attribute. */
  readAttribute(index: number, cursor: Cursor, offset: number): Attribute {
    const blob = this.blob(index, cursor, offset);
    const attribute = new EntryReader(blob, this.tables).attribute();
    blob.expectEnd('the properties of an operation');
    return attribute;
  }

  /** The attributes that the properties of an operation hold; the index was read by a cursor at an offset. */
  read(index: number, operation: string, cursor: Cursor, offset: number): Attributes {
    const blob = this.blob(index, cursor, offset);
    if (!this.layouts.has(operation)) this.layouts.set(operation, propertyLayout(operation));
    const layout = this.layouts.get(operation);
    if (layout === undefined)
      return cursor.fail(
        'unknown-properties',
        `properties must be those of an operation that is known here (was ${operation}, written by ${this.file.producer})`,
        `write the program for an older version, as text, or without ${operation}`,
        offset,
      );
    return this.readFields(blob, operation, layout);
  }

  private readFields(blob: Cursor, operation: string, newest: Layout): Attributes {
    const fields = newest.segments.length > 0 ? newest.fields : fittingFields(blob.fresh(), operation, newest.fields);
    const reader = new EntryReader(blob, this.tables);
    const found = newAttributes();
    for (const { name, optional } of fields) {
      const attribute = optional ? reader.optionalAttribute() : reader.attribute();
      if (attribute !== undefined) found[name] = attribute;
    }
    for (const { name, count } of newest.segments)
      found[name] = this.file.version >= VERSION.nativeSegmentSizes ? readSegments(reader, count) : reader.attribute();
    blob.expectEnd(`the properties of ${operation}`);
    return found;
  }
}

/** The fields of the layout that has as many as the bytes hold. */
function fittingFields(blob: Cursor, operation: string, newest: readonly Field[]): readonly Field[] {
  let count = 0;
  for (; blob.remaining > 0; count++) blob.varint64();
  if (count === newest.length) return newest;
  for (const missing of lacking[operation] ?? [])
    if (newest.length - missing.length === count) return newest.filter(({ name }) => !missing.includes(name));
  return blob.fail(
    'properties',
    `the properties of ${operation} must be ${newest.length} attributes (was ${count})`,
    'the file may be of a newer version: write it for an older one, or as text',
  );
}

/** A list of integers of which most are 0: all of them, or those that are not with their positions. */
function readSegments({ cursor }: EntryReader, size: number): Attribute {
  const values = new Array<bigint>(size).fill(0n);
  const { value: count, flag: sparse } = cursor.flaggedVarint();
  if (count > size) cursor.fail('segments', `there must be at most ${size} segments (was ${count})`);
  const indexBits = sparse && count > 0 ? cursor.varint() : 0;
  for (let i = 0; i < count; i++) {
    const number = cursor.varint();
    const index = sparse ? number % 2 ** indexBits : i;
    if (index >= size) cursor.fail('segments', `a segment's number must be below ${size} (was ${index})`);
    values[index] = BigInt(sparse ? Math.floor(number / 2 ** indexBits) : number);
  }
  return { kind: 'dense-array', element: integer(32), values };
}

/** Collects the properties of a file that is written; equal ones are written once. */
export class PropertyCollector {
  private readonly indices = new Map<string, number>();
  private readonly blobs: ByteWriter[] = [];

  constructor(
    private readonly version: number,
    private readonly numbering: Numbering,
  ) {}

  /** The index of an operation's properties. */
  index(attributes: Attributes, layout: Layout, flavor: Flavor): number {
    const writer = new EntryWriter(new ByteWriter(), this.numbering, flavor);
    for (const { name, optional } of layout.fields) {
      const attribute = attributes[name];
      if (optional) writer.optionalAttribute(attribute);
      else if (attribute !== undefined) writer.attribute(attribute);
    }
    for (const { name, count } of layout.segments) this.writeSegments(writer, attributes[name], count);
    return this.add(writer.out);
  }

  /** The index of properties that are one attribute. */
  attributeIndex(attribute: Attribute, flavor: Flavor): number {
    const writer = new EntryWriter(new ByteWriter(), this.numbering, flavor);
    writer.attribute(attribute);
    return this.add(writer.out);
  }

  private add(blob: ByteWriter): number {
    const key = blob.key(() => this.blobs.length);
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    this.indices.set(key, this.blobs.length);
    this.blobs.push(blob);
    return this.blobs.length - 1;
  }

  private writeSegments(writer: EntryWriter, attribute: Attribute | undefined, count: number): void {
    const values = attribute?.kind === 'dense-array' ? attribute.values.map(Number) : new Array<number>(count).fill(0);
    if (this.version >= VERSION.nativeSegmentSizes) {
      writer.out.flaggedVarint(values.length, false);
      for (const value of values) writer.out.varint(value);
    } else writer.attribute({ kind: 'dense-array', element: integer(32), values: values.map(BigInt) });
  }

  section(): ByteWriter {
    const out = new ByteWriter();
    out.varint(this.blobs.length);
    for (const blob of this.blobs) {
      out.varint(blob.length);
      out.append(blob);
    }
    return out;
  }
}
