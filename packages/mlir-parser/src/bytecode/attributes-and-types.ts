// The attributes and types of a file. One section holds their entries one after another, attributes first; another says of each its dialect,
// its size, and whether it is in its dialect's encoding or is text. An entry is read when it is first asked for.
//   offsets: varint count of attributes, varint count of types; then groups until each count is met: varint dialect, varint count of
//   entries, each a varint size with flag "in its dialect's encoding"
import { CompileError } from '@hlolite/diagnostics';
import type { Attribute } from '../ir/attributes.js';
import type { Type } from '../ir/types.js';
import { NESTING_LIMIT } from '../text/state.js';
import { parseAttributeText, parseTypeText } from './assembly.js';
import { Cursor } from './cursor.js';
import { rowsOf } from './encodings.js';
import { EntryReader, readText, type Tables } from './entry.js';
import type { NameTable } from './names.js';
import type { Row } from './rows.js';
import type { StringTable } from './strings.js';

/** Where entries stand: kept as numbers, since files have many and use few of them. */
interface Entries {
  readonly dialects: string[];
  readonly starts: number[];
  readonly ends: number[];
  /** 1 for entries in their dialect's encoding. */
  readonly encoded: boolean[];
}

const READING = Symbol('being read');

export class AttributeTypeTable implements Tables {
  private readonly attributes: Entries;
  private readonly types: Entries;
  private readonly attributeValues: (Attribute | typeof READING | undefined)[] = [];
  private readonly typeValues: (Type | typeof READING | undefined)[] = [];
  private depth = 0;

  constructor(
    offsets: Cursor,
    private readonly data: Cursor,
    names: NameTable,
    readonly strings: StringTable,
    readonly resourceKey: (handle: number) => string | undefined,
  ) {
    const cursor = offsets.inMemory();
    const attributeCount = cursor.count('attributes');
    const typeCount = cursor.count('types');
    const layout = { next: data.offset, end: data.end };
    this.attributes = readEntries(cursor, names, attributeCount, layout);
    this.types = readEntries(cursor, names, typeCount, layout);
    cursor.expectEnd('the section of offsets');
    if (layout.next !== data.end)
      data.fail('trailing-bytes', 'the entries of attributes and types must fill their section', undefined, layout.next);
  }

  attributeAt(index: number, cursor: Cursor, offset: number): Attribute {
    const known = this.attributeValues[index];
    if (known !== undefined && known !== READING) return known;
    return this.readAt(index, cursor, offset, this.attributes, this.attributeValues, readAttributeEntry, "an attribute's");
  }

  typeAt(index: number, cursor: Cursor, offset: number): Type {
    const known = this.typeValues[index];
    if (known !== undefined && known !== READING) return known;
    return this.readAt(index, cursor, offset, this.types, this.typeValues, readTypeEntry, "a type's");
  }

  private readAt<Thing>(
    index: number,
    cursor: Cursor,
    offset: number,
    entries: Entries,
    values: (Thing | typeof READING | undefined)[],
    read: (entry: Entry, tables: Tables) => Thing,
    whose: string,
  ): Thing {
    if (index >= entries.starts.length)
      cursor.fail('index', `${whose} index must be below ${entries.starts.length} (was ${index})`, undefined, offset);
    if (values[index] === READING) cursor.fail('cycle', 'an attribute or type must not hold itself', undefined, offset);
    if (++this.depth > NESTING_LIMIT)
      cursor.fail('too-deep', `attributes and types must nest at most ${NESTING_LIMIT} deep`, 'flatten the nesting', offset);
    values[index] = READING;
    const entryCursor = new Cursor(this.data.input, entries.starts[index] as number, entries.ends[index] as number);
    const value = read(
      { cursor: entryCursor, dialect: entries.dialects[index] as string, encoded: entries.encoded[index] as boolean },
      this,
    );
    values[index] = value;
    this.depth--;
    return value;
  }
}

function readEntries(cursor: Cursor, names: NameTable, count: number, layout: { next: number; end: number }): Entries {
  const entries: Entries = { dialects: [], starts: [], ends: [], encoded: [] };
  while (entries.starts.length < count) {
    const dialect = names.dialect(cursor);
    const size = cursor.count('entries');
    if (size === 0 || entries.starts.length + size > count)
      cursor.fail('count', `a group must have 1 to ${count - entries.starts.length} entries (was ${size})`);
    for (let i = 0; i < size; i++) {
      const { value: length, flag } = cursor.flaggedVarint();
      if (length > layout.end - layout.next)
        cursor.fail('cut-off', `an entry must lie in its section (was ${length} bytes, ${layout.end - layout.next} are left)`);
      entries.dialects.push(dialect);
      entries.encoded.push(flag);
      entries.starts.push(layout.next);
      layout.next += length;
      entries.ends.push(layout.next);
    }
  }
  return entries;
}

interface Entry {
  readonly cursor: Cursor;
  readonly dialect: string;
  readonly encoded: boolean;
}

function readEncoded<Thing extends { readonly kind: string }>(
  { cursor, dialect }: Entry,
  tables: Tables,
  what: 'attributes' | 'types',
  rows: ReadonlyMap<number, Row<Thing>> | undefined,
): Thing {
  if (rows === undefined)
    return cursor.fail(
      'unknown-encoding',
      `${what} must be in an encoding that is known here (was that of the dialect ${dialect})`,
      `write the program as text, or without the ${what} of ${dialect}`,
    );
  const { offset } = cursor;
  const code = cursor.varint();
  const row = rows.get(code);
  if (row === undefined)
    return cursor.fail(
      'unknown-code',
      `the code of ${what} must be one that ${dialect} has (was ${code})`,
      'the file is damaged, or newer than this reader: write the program as text, or with an older version',
      offset,
    );
  const thing = row.read(new EntryReader(cursor, tables));
  cursor.expectEnd(`an entry of the dialect ${dialect}`);
  return thing;
}

function readAttributeEntry(entry: Entry, tables: Tables): Attribute {
  if (entry.encoded) return readEncoded(entry, tables, 'attributes', rowsOf(entry.dialect)?.attributes);
  const text = readText(entry.cursor);
  // What the parser of text does not know is kept as it is spelt.
  return orOnError(() => parseAttributeText(text), { kind: 'opaque', text });
}

function readTypeEntry(entry: Entry, tables: Tables): Type {
  if (entry.encoded) return readEncoded(entry, tables, 'types', rowsOf(entry.dialect)?.types);
  const text = readText(entry.cursor);
  return orOnError(() => parseTypeText(text), { kind: 'dialect', dialect: 'builtin', body: text });
}

function orOnError<Result>(work: () => Result, otherwise: Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof CompileError) return otherwise;
    throw error;
  }
}
