// What the rows of the encodings read attributes and types with, and write them with: the words of the format (string, attribute, type,
// list, svarint) as methods of the same names on both sides.
import type { Bytes } from '@hlolite/tensor';
import type { Attribute, Attributes, StringAttribute } from '../ir/attributes.js';
import { newAttributes } from '../ir/build.js';
import type { Location } from '../ir/location.js';
import { DYNAMIC, type Type } from '../ir/types.js';
import { attributeText, typeList } from '../print/attributes.js';
import type { ByteWriter } from './byte-writer.js';
import type { Cursor } from './cursor.js';
import { decodeString, type StringContent, type StringTable } from './strings.js';

/** How files say that a dimension is dynamic. */
const DYNAMIC_SIZE = -(2n ** 63n);

/** How many parts may be turned into text at once. */
const LONGEST_SPELLING = 100_000;

const encoder = new TextEncoder();
const word = new DataView(new ArrayBuffer(8));

const WORD_DIGITS = 16;
const hexOfWord = (bits: bigint) => bits.toString(16).padStart(WORD_DIGITS, '0');

/** The tables of the file that an entry refers to. */
export interface Tables {
  readonly strings: StringTable;
  /** What has an index that was read by a cursor at an offset. */
  readonly attributeAt: (index: number, cursor: Cursor, offset: number) => Attribute;
  readonly typeAt: (index: number, cursor: Cursor, offset: number) => Type;
  /** The key of a resource, by the number of its handle. */
  readonly resourceKey: (handle: number) => string | undefined;
}

export class EntryReader {
  constructor(
    readonly cursor: Cursor,
    readonly tables: Tables,
  ) {}

  fail(what: string, message: string, hint?: string): never {
    return this.cursor.fail(what, message, hint);
  }

  string(): StringContent {
    return this.tables.strings.read(this.cursor);
  }

  attribute(): Attribute {
    const { offset } = this.cursor;
    return this.tables.attributeAt(this.cursor.varint(), this.cursor, offset);
  }

  type(): Type {
    const { offset } = this.cursor;
    return this.tables.typeAt(this.cursor.varint(), this.cursor, offset);
  }

  list<Item>(read: () => Item): Item[] {
    const items: Item[] = [];
    for (let count = this.cursor.count('items of a list'); count > 0; count--) items.push(read());
    return items;
  }

  /** An attribute that may be absent: 0, or its index with the lowest bit set. */
  optionalAttribute(): Attribute | undefined {
    const { offset } = this.cursor;
    const { value, flag } = this.cursor.flaggedVarint();
    return flag ? this.tables.attributeAt(value, this.cursor, offset) : undefined;
  }

  attributes(): Attribute[] {
    return this.list(() => this.attribute());
  }

  types(): Type[] {
    return this.list(() => this.type());
  }

  integers(): number[] {
    return this.list(() => this.cursor.svarint());
  }

  /** A list of sizes, some of which may be dynamic. */
  sizes(): number[] {
    return this.list(() => {
      const size = this.cursor.svarint64();
      if (size === DYNAMIC_SIZE) return DYNAMIC;
      if (size < 0n || size > BigInt(Number.MAX_SAFE_INTEGER)) this.fail('size', `a size must be 0 or more and below 2^53 (was ${size})`);
      return Number(size);
    });
  }

  /** The text of an attribute, for what is kept as text. */
  attributeText(attribute: Attribute): string {
    this.checkSpelling(attribute);
    return attributeText(attribute, 'may');
  }

  /** The text of types, with commas between. */
  typeList(types: readonly Type[]): string {
    this.checkSpelling(types);
    return typeList(types);
  }

  /** Things that share their parts are short in bytecode, but their text may be without end. */
  private checkSpelling(thing: object): void {
    let left = LONGEST_SPELLING;
    for (const pending = [thing]; pending.length > 0; ) {
      const next = pending.pop() as object;
      const bytes = next instanceof Uint8Array || 'source' in next ? (next as Bytes) : undefined;
      left -= bytes?.length ?? 1;
      if (left < 0) this.fail('too-large', `what is kept as text must have at most ${LONGEST_SPELLING} parts`, 'write the program as text');
      if (bytes === undefined) for (const part of Object.values(next)) if (typeof part === 'object') pending.push(part);
    }
  }

  /** An attribute that must be a string. */
  name(): string {
    const { offset } = this.cursor;
    const attribute = this.attribute();
    if (attribute.kind !== 'string') return this.cursor.fail('kind', `a name must be a string (was ${attribute.kind})`, undefined, offset);
    return attribute.value;
  }

  location(): Location {
    const { offset } = this.cursor;
    const attribute = this.attribute();
    if (attribute.kind !== 'location')
      return this.cursor.fail('kind', `a location must stand here (was ${attribute.kind})`, undefined, offset);
    return attribute.location;
  }

  /** Names with attributes: a dictionary. */
  entries(): Attributes {
    const entries = newAttributes();
    for (let count = this.cursor.count('entries of a dictionary'); count > 0; count--) {
      const name = this.name();
      entries[name] = this.attribute();
    }
    return entries;
  }

  /** The bits of an integer: a byte up to 8 bits, a signed varint up to 64, else a list of 64-bit words. */
  integerBits(width: number): bigint {
    if (width <= 8) return BigInt(this.cursor.byte());
    if (width <= 64) return BigInt.asUintN(64, this.cursor.svarint64());
    const words = this.list(() => BigInt.asUintN(64, this.cursor.svarint64()));
    if (words.length > Math.ceil(width / 64))
      this.fail('number', `a number of ${width} bits must have at most ${Math.ceil(width / 64)} words (was ${words.length})`);
    // By way of text: putting bigints together word by word takes quadratic time.
    return BigInt(`0x0${words.reverse().map(hexOfWord).join('')}`);
  }

  float64(): number {
    word.setBigUint64(0, this.integerBits(64));
    return word.getFloat64(0);
  }
}

/** Which rows types and attributes are written with: MLIR's own and those of their dialects, or VHLO's. */
export type Flavor = 'plain' | 'vhlo';

/** Where the entries of a file that is written get their numbers. */
export interface Numbering {
  readonly string: (content: StringContent) => number;
  readonly attribute: (attribute: Attribute, flavor: Flavor) => number;
  readonly location: (location: Location) => number;
  readonly type: (type: Type, flavor: Flavor) => number;
  readonly resource: (key: string) => number;
}

export class EntryWriter {
  constructor(
    readonly out: ByteWriter,
    readonly numbering: Numbering,
    /** How the attributes and types within this one are written. */
    readonly flavor: Flavor,
  ) {}

  string(content: StringContent): void {
    this.out.varint(this.numbering.string(content));
  }

  attribute(attribute: Attribute): void {
    this.out.varint(this.numbering.attribute(attribute, this.flavor));
  }

  type(type: Type): void {
    this.out.varint(this.numbering.type(type, this.flavor));
  }

  list<Item>(items: readonly Item[], write: (item: Item) => void): void {
    this.out.varint(items.length);
    items.forEach(write);
  }

  optionalAttribute(attribute: Attribute | undefined): void {
    if (attribute === undefined) this.out.varint(0);
    else this.out.flaggedVarint(this.numbering.attribute(attribute, this.flavor), true);
  }

  attributes(attributes: readonly Attribute[]): void {
    this.list(attributes, (attribute) => this.attribute(attribute));
  }

  types(types: readonly Type[]): void {
    this.list(types, (type) => this.type(type));
  }

  integers(integers: readonly number[]): void {
    this.list(integers, (integer) => this.out.svarint(integer));
  }

  sizes(sizes: readonly number[]): void {
    this.list(sizes, (size) => this.out.svarint(size === DYNAMIC ? DYNAMIC_SIZE : size));
  }

  /** An attribute in MLIR's own encoding, whatever the flavor. */
  builtin(attribute: Attribute): void {
    this.out.varint(this.numbering.attribute(attribute, 'plain'));
  }

  location(location: Location): void {
    this.out.varint(this.numbering.location(location));
  }

  integerBits(bits: bigint, width: number): void {
    if (width <= 8) this.out.byte(Number(BigInt.asUintN(8, bits)));
    else if (width <= 64) this.out.svarint(BigInt.asUintN(width, bits));
    else this.list(wordsOf(BigInt.asUintN(width, bits)), (word64) => this.out.svarint(word64));
  }

  float64(value: number): void {
    word.setFloat64(0, value);
    this.integerBits(word.getBigUint64(0), 64);
  }
}

/** The 64-bit words of a number, lowest first. */
function wordsOf(bits: bigint): bigint[] {
  const digits = bits.toString(16);
  const count = Math.ceil(digits.length / WORD_DIGITS);
  return Array.from({ length: count }, (_, index) => {
    const end = digits.length - WORD_DIGITS * index;
    return BigInt(`0x${digits.slice(Math.max(0, end - WORD_DIGITS), end)}`);
  });
}

export const stringAttribute = (value: string): StringAttribute => ({ kind: 'string', value });

/** Text that is kept as bytes up to a 0: entries in the assembly form. */
export function readText(cursor: Cursor): string {
  const bytes = cursor.bytes(cursor.remaining);
  if (bytes[bytes.length - 1] !== 0) cursor.fail('text', 'an entry without an encoding of its own must end with a 0');
  return decodeString(bytes.subarray(0, -1)).value;
}

export function writeText(out: ByteWriter, text: string): void {
  out.bytes(encoder.encode(text));
  out.byte(0);
}
