// The bytes of a file as the verifier sees them: numbers and ranges at absolute places, read when asked for, every one inside the file.
// A file in memory is one page; any other is read in pages of 64 KiB, so that the graph of a file of many gigabytes costs little.
import { fail } from '@hlolite/diagnostics';
import type { ByteSource } from '@hlolite/tensor';

const PAGE = 1 << 16;
/** Pages fetched at once where a source answers later. */
const READ_AHEAD = 16;

/** Thrown when a page is not there yet and its source only answers later; caught by `readSource`, which fetches and tries again. */
export class MissingPages {
  constructor(readonly pages: readonly number[]) {}
}

interface Page {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export class Window {
  readonly name: string;
  readonly size: number;
  private readonly pageSize: number;
  private readonly pages = new Map<number, Page>();

  constructor(readonly source: ByteSource | Uint8Array) {
    const inMemory = source instanceof Uint8Array;
    this.name = inMemory ? 'model.tflite' : source.name;
    this.size = inMemory ? source.length : source.size;
    this.pageSize = inMemory ? Math.max(1, source.length) : PAGE;
    if (inMemory) this.keep(0, source);
  }

  /** A file's number of 1, 2, 4 or 8 bytes; `what` says in an error what was expected there. */
  uint8 = (at: number, what: string): number => this.number(at, 1, what, (view, offset) => view.getUint8(offset));
  uint16 = (at: number, what: string): number => this.number(at, 2, what, (view, offset) => view.getUint16(offset, true));
  uint32 = (at: number, what: string): number => this.number(at, 4, what, (view, offset) => view.getUint32(offset, true));
  int32 = (at: number, what: string): number => this.number(at, 4, what, (view, offset) => view.getInt32(offset, true));

  /** Reads a number of the given width by a getter of DataView. */
  number<T>(at: number, width: number, what: string, get: (view: DataView, offset: number) => T): T {
    this.check(at, width, what);
    const start = at % this.pageSize;
    if (start + width <= this.pageSize) return get(this.page((at - start) / this.pageSize).view, start);
    const { buffer, byteOffset, length } = this.bytes(at, width, what);
    return get(new DataView(buffer, byteOffset, length), 0);
  }

  /** Bytes of the file: a view where they are in one page, else a copy. */
  bytes(at: number, length: number, what: string): Uint8Array {
    this.check(at, length, what);
    if (length === 0) return new Uint8Array(0);
    const first = Math.floor(at / this.pageSize);
    const start = at - first * this.pageSize;
    if (start + length <= this.pageSize) return this.page(first).bytes.subarray(start, start + length);
    const copy = new Uint8Array(length);
    for (let page = first, done = -start; done < length; page++, done += this.pageSize) {
      const { bytes } = this.page(page);
      const from = Math.max(0, -done);
      copy.set(bytes.subarray(from, Math.min(bytes.length, length - done)), Math.max(0, done));
    }
    return copy;
  }

  check(at: number, length: number, what: string): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.size))
      this.refuse(at, `${what} of ${length} bytes must lie inside the file of ${this.size} bytes`);
  }

  /** Fails with the place in hex. */
  refuse(at: number, message: string, code = 'read/corrupt', hint = 'the file is cut or damaged: get it again, or write it anew'): never {
    fail({ code, message, place: { label: `${this.name}: byte ${hex(at)}` }, hint });
  }

  /** Fetches pages, and some behind them, from a source that answers later. */
  async fetch(missing: readonly number[]): Promise<void> {
    const source = this.source as ByteSource;
    const last = Math.floor((this.size - 1) / PAGE);
    const wanted = new Set(missing.flatMap((page) => Array.from({ length: missing.length > 1 ? 1 : READ_AHEAD }, (_, i) => page + i)));
    for (const page of wanted)
      if (page <= last && !this.pages.has(page)) this.keep(page, await source.read(page * PAGE, Math.min(PAGE, this.size - page * PAGE)));
  }

  private page(index: number): Page {
    return this.pages.get(index) ?? this.load(index);
  }

  private load(index: number): Page {
    const source = this.source as ByteSource;
    const bytes = source.read(index * PAGE, Math.min(PAGE, this.size - index * PAGE));
    if (bytes instanceof Uint8Array) return this.keep(index, bytes);
    bytes.catch(() => undefined);
    throw new MissingPages([index]);
  }

  private keep(index: number, bytes: Uint8Array): Page {
    const expected = Math.min(this.pageSize, this.size - index * this.pageSize);
    if (bytes.length !== expected)
      this.refuse(
        index * PAGE,
        `the source must give the ${expected} bytes it was asked for (was ${bytes.length})`,
        'read/short-source',
        'the file changed while it was read: try again',
      );
    const page = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
    this.pages.set(index, page);
    return page;
  }
}

const hex = (at: number): string => (at < 0 ? `−0x${(-at).toString(16)}` : `0x${at.toString(16)}`);
