// The container. A file is the magic 4D 4C EF 52 ("MLïR"), a varint version, the producer's name up to a 0, and sections to the end.
// A section is a byte for its id (bit 7: aligned), a varint length of its data, then, if aligned, a varint alignment (a power of two) and
// padding bytes CB up to that alignment of the file offset, then the data. Sections may stand within sections in the same form.
import type { ByteWriter } from './byte-writer.js';
import { Cursor, type Input } from './cursor.js';

export const MAGIC: readonly number[] = [0x4d, 0x4c, 0xef, 0x52];
export const PADDING = 0xcb;
const ALIGNED = 0x80;

/** Versions of the container: what each brought. */
export const VERSION = {
  dialectVersions: 1,
  lazyRegions: 2,
  useListOrders: 3,
  unknownArgumentLocations: 4,
  properties: 5,
  nativeSegmentSizes: 6,
  newest: 6,
} as const;

export const SECTION = {
  strings: 0,
  dialects: 1,
  attributesAndTypes: 2,
  attributeTypeOffsets: 3,
  ir: 4,
  resources: 5,
  resourceOffsets: 6,
  dialectVersions: 7,
  properties: 8,
} as const;

const names: Readonly<Record<number, string>> = Object.fromEntries(Object.entries(SECTION).map(([name, id]) => [id, name]));

/** Whether bytes begin as MLIR bytecode does. */
export const isBytecode = (bytes: Uint8Array): boolean => MAGIC.every((byte, index) => bytes[index] === byte);

/** A file taken apart: its header, and a cursor over the data of each section. */
export interface Container {
  readonly version: number;
  /** Who wrote it: `MLIR23.0.0git`, `StableHLO_v1.9.0`. */
  readonly producer: string;
  /** A fresh cursor at the beginning of a section; undefined if there is none. */
  readonly section: (id: number) => Cursor | undefined;
  /** The same for a section that must be there. */
  readonly required: (id: number) => Cursor;
}

/** @throws CompileError `bytecode/magic`, `bytecode/version`, `bytecode/section` and what a cut file gives. */
export function readContainer(input: Input): Container {
  const cursor = new Cursor(input, 0, input.source.size);
  if (cursor.remaining < MAGIC.length || !isBytecode(cursor.bytes(MAGIC.length)))
    cursor.fail('magic', 'MLIR bytecode must begin with the bytes 4D 4C EF 52', 'read text with parse', 0);
  const version = cursor.varint();
  if (version > VERSION.newest)
    cursor.fail(
      'version',
      `the bytecode version must be ${VERSION.newest} or less (was ${version})`,
      'write the file with an older target version, or use a newer hlolite',
    );
  const producer = readProducer(cursor);
  const sections = new Map<number, { start: number; end: number }>();
  while (cursor.remaining > 0) {
    const { id, data } = readSection(cursor);
    if (sections.has(id)) cursor.fail('section', `the section ${names[id] ?? id} must stand once (was twice)`);
    sections.set(id, { start: data.offset, end: data.end });
  }
  const section = (id: number) => {
    const found = sections.get(id);
    return found && new Cursor(input, found.start, found.end);
  };
  const required = (id: number) => section(id) ?? cursor.fail('section', `a file must have the section ${names[id]}`);
  return { version, producer, section, required };
}

/** Names longer than this are no names: a damaged file must not be searched for a 0 to its end. */
const LONGEST_PRODUCER = 4096;

function readProducer(cursor: Cursor): string {
  const bytes: number[] = [];
  for (let byte = cursor.byte(); byte !== 0; byte = cursor.byte()) {
    if (bytes.length >= LONGEST_PRODUCER) cursor.fail('producer', `the producer's name must end within ${LONGEST_PRODUCER} bytes`);
    bytes.push(byte);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The section that begins here; the cursor passes it. */
export function readSection(cursor: Cursor): { id: number; data: Cursor } {
  const start = cursor.offset;
  const mark = cursor.byte();
  const length = cursor.varint();
  if (mark & ALIGNED) skipPadding(cursor, cursor.varint());
  const id = mark & ~ALIGNED;
  if (names[id] === undefined)
    cursor.fail('section', `a section must be one of ${Object.values(names).join(', ')} (was ${id})`, undefined, start);
  if (length > cursor.remaining)
    cursor.fail(
      'cut-off',
      `the section ${names[id]} must have ${length} bytes (was ${cursor.remaining})`,
      'the file is cut off: copy it again',
    );
  return { id, data: cursor.part(length) };
}

/** Passes padding up to an alignment of the file offset. */
export function skipPadding(cursor: Cursor, alignment: number): void {
  if (alignment < 1 || alignment > 2 ** 31 || !Number.isInteger(Math.log2(alignment)))
    cursor.fail('alignment', `an alignment must be a power of two (was ${alignment})`);
  const padding = (alignment - (cursor.offset % alignment)) % alignment;
  for (let i = 0; i < padding; i++)
    if (cursor.byte() !== PADDING) cursor.fail('alignment', 'padding must be bytes CB', undefined, cursor.offset - 1);
}

/** Writes a section; with an alignment, `out` must be the file itself, from its first byte. */
export function writeSection(out: ByteWriter, id: number, data: ByteWriter, alignment?: number): void {
  out.byte(alignment === undefined ? id : id | ALIGNED);
  out.varint(data.length);
  if (alignment !== undefined) {
    out.varint(alignment);
    writePadding(out, alignment);
  }
  out.append(data);
}

export const writePadding = (out: ByteWriter, alignment: number): void =>
  out.fill(PADDING, (alignment - (out.length % alignment)) % alignment);
