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

export function blobSourceNow({ name, blob }: NamedBlob): BlobSource {
  const reader = new FileReaderSync();
  return {
    name,
    blob,
    size: blob.size,
    read: (offset, length) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(offset, offset + length))),
  };
}

/** Bytes as a part of another Blob: what still is in a file is not read, the browser keeps where it is. */
export function blobPart(bytes: Bytes): BlobPart {
  if (isInMemory(bytes)) return bytes as Uint8Array<ArrayBuffer>;
  const { source, offset, length } = bytes;
  return 'blob' in source ? (source as BlobSource).blob.slice(offset, offset + length) : (bytesNow(bytes) as Uint8Array<ArrayBuffer>);
}
