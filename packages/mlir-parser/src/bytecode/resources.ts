// Resources: the contents of `dense_resource` constants.
//   offsets: varint count of external groups; groups to the end: a key (external: string; then: dialect), varint count of entries, each
//   string key, varint size, byte kind (0 blob, 1 boolean, 2 string)
//   data: the entries one after another; a blob is varint alignment, varint size, padding, bytes
import type { Bytes } from '@hlolite/tensor';
import { ByteWriter } from './byte-writer.js';
import type { Cursor } from './cursor.js';
import type { NameTable } from './names.js';
import { skipPadding, writePadding } from './sections.js';
import type { StringTable } from './strings.js';

const BLOB = 0;

export interface Resources {
  /** The keys of the dialects' resources, in the order of their handles. */
  readonly keys: readonly string[];
  readonly contents: ReadonlyMap<string, Bytes>;
}

export const noResources: Resources = { keys: [], contents: new Map() };

/** What tools put beside the program (external groups: reproducers) is passed over. */
export function readResources(offsets: Cursor, data: Cursor, names: NameTable, strings: StringTable): Resources {
  const cursor = offsets.inMemory();
  const keys: string[] = [];
  const contents = new Map<string, Bytes>();
  for (let external = cursor.count('groups of resources'); cursor.remaining > 0; external--) {
    if (external > 0) strings.read(cursor);
    else names.dialect(cursor);
    for (let count = cursor.count('resources'); count > 0; count--) {
      const key = strings.read(cursor).value;
      const entry = data.part(cursor.varint());
      const kind = cursor.byte();
      if (external > 0) continue;
      keys.push(key);
      if (kind === BLOB && entry.remaining > 0) contents.set(key, readBlob(entry));
    }
  }
  return { keys, contents };
}

function readBlob(entry: Cursor): Bytes {
  const alignment = entry.varint();
  const length = entry.varint();
  skipPadding(entry, alignment);
  const blob = entry.blob(length);
  entry.expectEnd('a resource');
  return blob;
}

/** One resource to write: the string of its key, and its content. */
export interface ResourceEntry {
  readonly key: number;
  readonly bytes: Bytes;
}

/** The two sections for resources of a dialect. The data section must stand in the file at a multiple of `alignment`. */
export function writeResources(
  dialect: number,
  alignment: number,
  entries: readonly ResourceEntry[],
): { offsets: ByteWriter; data: ByteWriter } {
  const offsets = new ByteWriter();
  const data = new ByteWriter();
  offsets.varint(0);
  offsets.varint(dialect);
  offsets.varint(entries.length);
  for (const { key, bytes } of entries) {
    const start = data.length;
    data.varint(alignment);
    data.varint(bytes.length);
    writePadding(data, alignment);
    data.bytes(bytes);
    offsets.varint(key);
    offsets.varint(data.length - start);
    offsets.byte(BLOB);
  }
  return { offsets, data };
}
