// A file of the browser, read by range and at once: possible in a worker only. Nothing is ever read whole unless the reader asks for it.
import { type ByteSource, type Bytes, bytesNow, isInMemory } from '@hlolite/tensor';

/** A file as the page holds it: never read whole on the main thread. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

export interface BlobSource extends ByteSource {
  readonly blob: Blob;
}

/** A file up to this size is read in one go; of larger ones a page is read where a few bytes are asked for: each read takes its time. */
const SMALL = 32 << 20;
const PAGE = 1 << 20;

export function blobSourceNow({ name, blob }: NamedBlob): BlobSource {
  const reader = new FileReaderSync();
  const readNow = (offset: number, length: number) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(offset, offset + length)));
  const page = blob.size <= SMALL ? blob.size : PAGE;
  let [start, held] = [0, new Uint8Array()];
  const read = (offset: number, length: number): Uint8Array => {
    if (length > page) return readNow(offset, length);
    if (offset < start || offset + length > start + held.length) {
      start = blob.size <= SMALL ? 0 : offset;
      held = readNow(start, page);
    }
    return held.subarray(offset - start, offset - start + length);
  };
  return { name, blob, size: blob.size, read };
}

/** Bytes as a part of another Blob: what still is in a file is not read, the browser keeps where it is. */
export function blobPart(bytes: Bytes): BlobPart {
  if (isInMemory(bytes)) return bytes as Uint8Array<ArrayBuffer>;
  const { source, offset, length } = bytes;
  return 'blob' in source ? (source as BlobSource).blob.slice(offset, offset + length) : (bytesNow(bytes) as Uint8Array<ArrayBuffer>);
}
