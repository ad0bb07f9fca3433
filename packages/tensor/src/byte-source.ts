// Bytes that may not be in memory: a file, a Blob, a part of either. Readers ask for ranges, so a file of many gigabytes is never held.
import { fail } from '@hlolite/diagnostics';

/** Something whose bytes can be read by range. Sources in memory and files in Node answer at once; a Blob answers later. */
export interface ByteSource {
  /** For messages: the file's name, or what it is. */
  readonly name: string;
  readonly size: number;
  /** `length` bytes from `offset`; a view where that costs nothing. The range must lie inside the source. */
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
  /**
   * Fills `target` from `offset`, for sources that can at once: reading gigabytes into new memory each time is several times slower than
   * reading them into the same.
   */
  readInto?(offset: number, target: Uint8Array): void;
}

/** A range of a source: how constants too large to hold are carried through the compiler. */
export interface ByteRange {
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
}

/** The content of a constant: in memory, or still where it was found. */
export type Bytes = Uint8Array | ByteRange;

/** Whether a content is bytes, not a range of a source. */
export const isInMemory = (bytes: Bytes): bytes is Uint8Array => bytes instanceof Uint8Array;

/** A source over bytes in memory; reads are views. */
export function memorySource(bytes: Uint8Array, name = 'memory'): ByteSource {
  return { name, size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** A source over a Blob or File of the browser. */
export function blobSource(blob: Blob, name = 'blob'): ByteSource {
  return {
    name,
    size: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/**
 * The bytes themselves, read now.
 * @throws CompileError `tensor/not-in-memory` when the source can only answer later (a Blob).
 */
export function bytesNow(bytes: Bytes): Uint8Array {
  if (isInMemory(bytes)) return bytes;
  const read = bytes.source.read(bytes.offset, bytes.length);
  if (read instanceof Uint8Array) return read;
  return fail({
    code: 'tensor/not-in-memory',
    message: `${bytes.length} bytes of ${bytes.source.name} are needed now, but its source only answers later`,
    hint: 'read the source into memory first (memorySource)',
  });
}

const CHUNK = 4 << 20;

/**
 * The content in pieces of at most 4 MiB (or of the size of `buffer`), in order: the way from file to file. With a buffer, a piece may be a
 * view on it, which holds until the next piece is asked for.
 */
export async function* chunksOf(bytes: Bytes, buffer?: Uint8Array): AsyncGenerator<Uint8Array> {
  if (isInMemory(bytes)) {
    yield bytes;
    return;
  }
  const { source, offset, length } = bytes;
  const chunk = buffer?.length ?? CHUNK;
  for (let done = 0; done < length; done += chunk) yield await readAt(source, offset + done, Math.min(chunk, length - done), buffer);
}

/** A range of a source, in the buffer where one is given and the source can fill it. */
export function readAt(source: ByteSource, offset: number, length: number, buffer?: Uint8Array): Uint8Array | Promise<Uint8Array> {
  if (!buffer || !source.readInto) return source.read(offset, length);
  const target = buffer.subarray(0, length);
  source.readInto(offset, target);
  return target;
}
