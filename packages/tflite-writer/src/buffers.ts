// Where constant data stands in a file. The flatbuffer proper (the skeleton) comes first and holds everything but constants; behind it
// stand the distinct contents, each starting at a multiple of 16, or of 64 where a custom kernel reads it:
//   skeleton · zeros · [u32 length] data · zeros · [u32 length] data · … · zeros
// Buffer.data of the skeleton points at these vectors, so the whole is one flatbuffer of which only the skeleton is ever built in memory.
// A flatbuffer ends below 2 GiB. In a larger file the contents stand without their lengths, and Buffer.offset and .size name them.
import type { Bytes } from '@hlolite/tensor';
import { isInMemory } from '@hlolite/tensor';

/** What kernels of the runtime need. A length stands before each content: after one of 64 bytes a multiple of 64 would leave 60 empty. */
const ALIGNMENT = 16;

/** Native custom kernels refuse constants at other addresses; and a large file has room for it. */
const WIDE_ALIGNMENT = 64;

/** XNNPACK may read up to 16 bytes past the end of a constant: there is always file behind the last one. */
const SLACK = 16;

/** The size from which on flatbuffers are refused by every verifier. */
export const FLATBUFFER_LIMIT = 2 ** 31 - 1;

/** Contents equal to one added before are stored once. */
export class BufferPool {
  /** The distinct contents; content `i` is buffer `i + 1`, for buffer 0 is the empty one. */
  readonly contents: Bytes[] = [];
  private readonly byIdentity = new Map<Bytes, number>();
  private readonly byDigest = new Map<string, number[]>();

  /** The index of the buffer that holds these bytes. */
  add(bytes: Bytes): number {
    const known = this.byIdentity.get(bytes);
    if (known !== undefined) return known;
    const digest = digestOf(bytes);
    const candidates = this.byDigest.get(digest) ?? [];
    const equal = candidates.find((candidate) => same(this.contents[candidate - 1] as Bytes, bytes));
    const index = equal ?? this.contents.push(bytes);
    if (equal === undefined) this.byDigest.set(digest, [...candidates, index]);
    this.byIdentity.set(bytes, index);
    return index;
  }
}

function same(a: Bytes, b: Bytes): boolean {
  if (isInMemory(a) && isInMemory(b)) return equalBytes(a, b);
  return !isInMemory(a) && !isInMemory(b) && a.source === b.source && a.offset === b.offset && a.length === b.length;
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * Contents that are equal have equal digests: length and a hash (FNV-1a) of at most 4096 bytes spread over the content, where
 * different weights nearly always differ. A range is known by its place in its source: no range is read only to be compared.
 */
function digestOf(bytes: Bytes): string {
  if (!isInMemory(bytes)) return `range ${bytes.offset} ${bytes.length}`;
  const step = Math.ceil(bytes.length / 4096);
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i += step) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return `${bytes.length} ${hash >>> 0}`;
}

/** Where one content stands: its first byte, and whether its length stands before it. */
export interface Placement {
  readonly bytes: Bytes;
  readonly start: number;
  readonly external: boolean;
}

/** The places of all contents behind a skeleton, and the size of the file. */
export interface Layout {
  readonly placements: readonly Placement[];
  readonly size: number;
}

/** What stands outside the flatbuffer, and what a custom kernel reads, by the index of the content. */
export interface Places {
  readonly isExternal: (index: number) => boolean;
  readonly isCustom: (index: number) => boolean;
}

/** Contents in their order behind the skeleton. An empty content is never external: offset and size 0 would mean that there is none. */
export function layOut(skeletonSize: number, contents: readonly Bytes[], { isExternal, isCustom }: Places): Layout {
  let end = skeletonSize;
  const placements = contents.map((bytes, index) => {
    const external = bytes.length > 0 && isExternal(index);
    const start = alignUp(end + (external ? 0 : 4), external || isCustom(index) ? WIDE_ALIGNMENT : ALIGNMENT);
    end = start + bytes.length;
    return { bytes, start, external };
  });
  return { placements, size: placements.length === 0 ? skeletonSize : alignUp(end + SLACK, ALIGNMENT) };
}

const alignUp = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;

/** A file as pieces in order: the skeleton, then padding with lengths, and contents as they are, in memory or not. */
export function* piecesOf(skeleton: Uint8Array, { placements, size }: Layout): Generator<Bytes> {
  yield skeleton;
  let end = skeleton.length;
  for (const { bytes, start, external } of placements) {
    const gap = new Uint8Array(start - end);
    if (!external) new DataView(gap.buffer).setUint32(gap.length - 4, bytes.length, true);
    yield gap;
    yield bytes;
    end = start + bytes.length;
  }
  if (end < size) yield new Uint8Array(size - end);
}
