// A file of the browser, read by range and at once: possible in a worker only. Nothing is ever read whole unless the reader asks for it.
import type { ByteSource } from '@hlolite/tensor';

/** A file as the page holds it: never read whole on the main thread. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

export function blobSourceNow({ name, blob }: NamedBlob): ByteSource {
  const reader = new FileReaderSync();
  return {
    name,
    size: blob.size,
    read: (offset, length) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(offset, offset + length))),
  };
}
