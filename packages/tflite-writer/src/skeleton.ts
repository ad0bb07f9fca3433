// The flatbuffer of a file without its constants: built in memory, its buffers then set to point behind it.
import { Encoded, encodeTable, type TableValue } from '@hlolite/tflite-schema';
import { Builder } from 'flatbuffers';
import { type BufferPool, type Layout, layOut, type Placement, type Places } from './buffers.js';

/** A skeleton whose buffers point at their contents, and the layout of these. */
export interface Skeleton {
  readonly bytes: Uint8Array;
  readonly layout: Layout;
}

/**
 * Builds the flatbuffer and sets where its buffers point. `places` says of a content whether it stands outside.
 * The size of the skeleton does not depend on the places, so they are patched in when it is known.
 */
export function buildSkeleton(tables: TableValue, contents: BufferPool['contents'], places: Places): Skeleton {
  const builder = new Builder(1024);
  const patches = contents.map((bytes, index) => bufferTable(builder, bytes.length > 0 && places.isExternal(index)));
  const empty = encodeTable(builder, 'Buffer', {});
  const buffers = encodeOffsets(builder, [empty, ...patches.map(({ table }) => table)]);
  builder.finish(encodeTable(builder, 'Model', { ...tables, buffers: new Encoded(buffers) }), 'TFL3');
  const bytes = builder.asUint8Array();
  const layout = layOut(bytes.length, contents, places);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const [index, { fields }] of patches.entries()) patch(view, fields, layout.placements[index] as Placement);
  return { bytes, layout };
}

/** A Buffer table whose values are not known yet, and where they stand: places in a builder count from its end. */
interface BufferPatch {
  readonly table: number;
  readonly fields: readonly number[];
}

/** Slots of the table Buffer. */
const SLOTS = { data: 0, offset: 1, size: 2 } as const;

function bufferTable(builder: Builder, external: boolean): BufferPatch {
  const fields: number[] = [];
  builder.startObject(3);
  // Any value but the default makes the field exist.
  for (const slot of external ? [SLOTS.offset, SLOTS.size] : [SLOTS.data]) {
    if (external) builder.addFieldInt64(slot, 1n, 0n);
    else builder.addFieldInt32(slot, 1, 0);
    fields.push(builder.offset());
  }
  return { table: builder.endObject(), fields };
}

function patch(view: DataView, fields: readonly number[], { bytes, start, external }: Placement): void {
  const places = fields.map((fromEnd) => view.byteLength - fromEnd) as [number, number];
  if (external) {
    view.setBigUint64(places[0], BigInt(start), true);
    view.setBigUint64(places[1], BigInt(bytes.length), true);
  } else {
    // An offset counts from where it stands to the vector's length, which stands before its data.
    view.setUint32(places[0], start - 4 - places[0], true);
  }
}

function encodeOffsets(builder: Builder, offsets: readonly number[]): number {
  builder.startVector(4, offsets.length, 4);
  for (const offset of [...offsets].reverse()) builder.addOffset(offset);
  return builder.endVector();
}
