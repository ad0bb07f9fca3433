// Bytes being written: small pieces are collected in a growing buffer, long ones and nested sections are kept by reference, so that
// constants are copied once, into the finished file, and deep nesting costs nothing.
import { type Bytes, bytesNow } from '@hlolite/tensor';

/** Blobs above this are kept by reference. */
const LONG = 256;

export class ByteWriter {
  private buffer = new Uint8Array(64);
  private used = 0;
  private readonly parts: (Uint8Array | Bytes | ByteWriter)[] = [];
  private partsLength = 0;

  /** How many bytes have been written. */
  get length(): number {
    return this.partsLength + this.used;
  }

  private room(length: number): void {
    if (this.used + length <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.used + length));
    grown.set(this.buffer.subarray(0, this.used));
    this.buffer = grown;
  }

  byte(value: number): void {
    this.room(1);
    this.buffer[this.used++] = value;
  }

  /** Short bytes are copied, long ones are read when the file is made. */
  bytes(bytes: Bytes): void {
    if (bytes.length > LONG) this.append(bytes);
    else {
      this.room(bytes.length);
      this.buffer.set(bytesNow(bytes), this.used);
      this.used += bytes.length;
    }
  }

  /** All that another writer holds; it must be finished. */
  append(part: Bytes | ByteWriter): void {
    if (this.used > 0) {
      this.parts.push(this.buffer.subarray(0, this.used));
      this.partsLength += this.used;
      this.buffer = new Uint8Array(64);
      this.used = 0;
    }
    this.parts.push(part);
    this.partsLength += part.length;
  }

  fill(value: number, count: number): void {
    this.room(count);
    this.buffer.fill(value, this.used, this.used + count);
    this.used += count;
  }

  /** Seven bits a byte; the lowest bits of the first byte say how many bytes follow. */
  varint(value: number | bigint): void {
    if (value < 128) this.byte((Number(value) << 1) | 1);
    else this.longVarint(BigInt(value));
  }

  private longVarint(value: bigint): void {
    let more = 1;
    while (more < 8 && value >> BigInt(7 * (more + 1)) !== 0n) more++;
    if (more === 8) this.byte(0);
    let rest = more === 8 ? value : ((value << 1n) | 1n) << BigInt(more);
    for (let count = more === 8 ? 8 : more + 1; count > 0; count--, rest >>= 8n) this.byte(Number(rest & 0xffn));
  }

  /** Zigzag of 64 bits. */
  svarint(value: number | bigint): void {
    const signed = BigInt.asIntN(64, BigInt(value));
    const zigzag = BigInt.asUintN(64, (signed << 1n) ^ (signed >> 63n));
    this.varint(zigzag);
  }

  flaggedVarint(value: number, flag: boolean): void {
    this.varint(value * 2 + Number(flag));
  }

  /** The pieces in order. Writers within writers are opened with a list of our own: they nest as deep as programs do. */
  *pieces(): Generator<Bytes> {
    const pending: (Bytes | ByteWriter)[] = [this];
    while (pending.length > 0) {
      const piece = pending.pop() as Bytes | ByteWriter;
      if (!(piece instanceof ByteWriter)) {
        yield piece;
        continue;
      }
      if (piece.used > 0) pending.push(piece.buffer.subarray(0, piece.used));
      for (let i = piece.parts.length - 1; i >= 0; i--) pending.push(piece.parts[i] as Bytes | ByteWriter);
    }
  }

  /** Equal for equal content; content that is long only equals itself, by the number that `identity` gives it. */
  key(identity: (bytes: Bytes) => number): string {
    let key = '';
    for (const piece of this.pieces())
      key += piece.length <= LONG * 16 ? String.fromCharCode(...bytesNow(piece)) : `\ud800${identity(piece)}`;
    return key;
  }

  /** All of it as one array. */
  finish(): Uint8Array {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.pieces()) {
      all.set(bytesNow(piece), at);
      at += piece.length;
    }
    return all;
  }
}
