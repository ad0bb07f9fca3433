// A place in the bytes of a file, moving forward. Every access is checked against the end of the section it is in; every error says at which
// byte of the file it was. Of a file that is not in memory only the bytes that are looked at are read, and long blobs stay where they are.
import { fail as failWith } from '@hlolite/diagnostics';
import { type ByteSource, type Bytes, memorySource } from '@hlolite/tensor';

/** The file that is read: `memory` is there when all of it is in memory. */
export interface Input {
  readonly name: string;
  readonly source: ByteSource;
  readonly memory?: Uint8Array;
}

export const inputOf = (source: Uint8Array | ByteSource, name?: string): Input =>
  source instanceof Uint8Array
    ? { name: name ?? 'bytecode', source: memorySource(source, name), memory: source }
    : { name: name ?? source.name, source };

/** How many bytes of a file are read at once; the second and later reads of a cursor are longer. */
const FIRST_READ = 512;
const LONGEST_READ = 1 << 20;
const NOTHING = new Uint8Array(0);

export class Cursor {
  /** The bytes from `windowStart` on that are in memory. */
  private window: Uint8Array;
  private windowStart: number;
  private at = 0;
  private nextRead = FIRST_READ;

  constructor(
    readonly input: Input,
    start: number,
    /** Behind the last byte, as an offset in the file. */
    readonly end: number,
  ) {
    this.windowStart = start;
    this.window = input.memory?.subarray(start, end) ?? NOTHING;
  }

  /** Where the next byte stands in the file. */
  get offset(): number {
    return this.windowStart + this.at;
  }

  get remaining(): number {
    return this.end - this.windowStart - this.at;
  }

  /** @throws CompileError `bytecode/<what>` at this place. */
  fail(what: string, message: string, hint = 'the file is damaged: write or copy it again', offset = this.offset): never {
    return failWith({ code: `bytecode/${what}`, message, place: { label: `${this.input.name}: byte ${offset}` }, hint });
  }

  /** Sees to it that the next `length` bytes are in the window. */
  private load(length: number): void {
    if (length > this.remaining)
      this.fail('cut-off', `${length} more ${length === 1 ? 'byte' : 'bytes'} must follow here (was ${this.remaining})`);
    if (this.at + length <= this.window.length) return;
    const { offset } = this;
    const read = this.readNow(offset, Math.min(this.remaining, Math.max(length, this.nextRead)));
    if (read.length < length) this.fail('cut-off', `the source must give ${length} bytes here (was ${read.length})`);
    this.window = read;
    this.windowStart = offset;
    this.at = 0;
    this.nextRead = Math.min(LONGEST_READ, this.nextRead * 4);
  }

  private readNow(offset: number, length: number): Uint8Array {
    const read = this.input.source.read(offset, length);
    if (read instanceof Uint8Array) return read;
    return this.fail('answers-later', 'a source must answer at once to be read here', 'use readBytecodeLater for a Blob');
  }

  byte(): number {
    if (this.at >= this.window.length) this.load(1);
    return this.window[this.at++] as number;
  }

  /** A byte that is 0 or 1. */
  flag(): boolean {
    const value = this.byte();
    if (value > 1) this.fail('number', `a flag must be 0 or 1 (was ${value})`, undefined, this.offset - 1);
    return value === 1;
  }

  /** The next bytes, in memory: for what is small or is needed whole. */
  bytes(length: number): Uint8Array {
    this.load(length);
    this.at += length;
    return this.window.subarray(this.at - length, this.at);
  }

  /** The next bytes, where they are: a view, or a range of the source when they are many and not in memory. */
  blob(length: number): Bytes {
    if (this.input.memory !== undefined || this.at + length <= this.window.length || length <= FIRST_READ) return this.bytes(length);
    const range = { source: this.input.source, offset: this.offset, length };
    this.skip(length);
    return range;
  }

  skip(length: number): void {
    if (length > this.remaining)
      this.fail('cut-off', `${length} more ${length === 1 ? 'byte' : 'bytes'} must follow here (was ${this.remaining})`);
    if (this.at + length <= this.window.length) this.at += length;
    else {
      this.windowStart = this.offset + length;
      this.window = NOTHING;
      this.at = 0;
    }
  }

  /** A cursor over the next bytes, which this one passes over. */
  part(length: number): Cursor {
    const start = this.offset;
    this.skip(length);
    return new Cursor(this.input, start, start + length);
  }

  /** Another cursor from here to the end. */
  fresh(): Cursor {
    return new Cursor(this.input, this.offset, this.end);
  }

  /** The same bytes from here on, all in memory: for sections that are read whole. */
  inMemory(): Cursor {
    if (this.input.memory !== undefined) return this;
    const whole = new Cursor(this.input, this.offset, this.end);
    whole.load(whole.remaining);
    return whole;
  }

  /**
   * A varint: as many trailing zero bits as the first byte has, so many bytes follow; the value stands above those bits. A first byte of 0
   * is followed by 8 bytes that are the value.
   */
  varint(): number {
    const first = this.byte();
    if (first & 1) return first >> 1;
    const start = this.offset - 1;
    const value = this.longVarint(first);
    if (typeof value === 'number') return value;
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      this.fail('number', `a count or index must be below 2^53 (was ${value})`, undefined, start);
    return Number(value);
  }

  /** The 64 bits of a varint. */
  varint64(): bigint {
    const first = this.byte();
    return first & 1 ? BigInt(first >> 1) : BigInt(this.longVarint(first));
  }

  private longVarint(first: number): number | bigint {
    if (first === 0) return this.word64();
    const more = 31 - Math.clz32(first & -first);
    // The first byte holds 7 − n bits of the value. Up to 6 more bytes a double is exact.
    if (more > 6) return this.wideVarint(first, more);
    const rest = this.bytes(more);
    let value = 0;
    for (let i = more - 1; i >= 0; i--) value = value * 256 + (rest[i] as number);
    return value * 2 ** (7 - more) + (first >> (more + 1));
  }

  private wideVarint(first: number, more: number): bigint {
    let value = 0n;
    const rest = this.bytes(more);
    for (let i = more - 1; i >= 0; i--) value = (value << 8n) | BigInt(rest[i] as number);
    return (value << BigInt(7 - more)) | BigInt(first >> (more + 1));
  }

  private word64(): bigint {
    const bytes = this.bytes(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  }

  /** A signed varint: zigzag of 64 bits. */
  svarint64(): bigint {
    const zigzag = this.varint64();
    return BigInt.asIntN(64, (zigzag >> 1n) ^ -(zigzag & 1n));
  }

  /** A signed varint that is an exact JavaScript number. */
  svarint(): number {
    const { offset } = this;
    const value = this.svarint64();
    if (value < BigInt(Number.MIN_SAFE_INTEGER) || value > BigInt(Number.MAX_SAFE_INTEGER))
      this.fail('number', `a number must be between -2^53 and 2^53 (was ${value})`, undefined, offset);
    return Number(value);
  }

  /** A varint whose lowest bit is a flag. */
  flaggedVarint(): { value: number; flag: boolean } {
    const both = this.varint();
    return { value: Math.floor(both / 2), flag: both % 2 === 1 };
  }

  /** A number of things that follow, each of which takes a byte or more. */
  count(what: string): number {
    return this.checkCount(this.varint(), what);
  }

  checkCount(count: number, what: string): number {
    if (count > this.remaining) this.fail('count', `as many ${what} as announced must follow: ${count} (was ${this.remaining} bytes)`);
    return count;
  }

  /** @throws CompileError `bytecode/trailing-bytes` unless all bytes have been read. */
  expectEnd(what: string): void {
    if (this.remaining !== 0) this.fail('trailing-bytes', `${what} must end here (was ${this.remaining} more bytes)`);
  }
}
