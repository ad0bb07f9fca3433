// FlexBuffer → plain values. The bytes may be anything: every access is checked, nesting is bounded, and so is the work,
// since offsets may alias each other and say a value of exponential size in a few bytes.
import { fail } from '@hlolite/diagnostics';
import { DEPTH_LIMIT, FlexType, type FlexValue, Float } from './value.js';

/**
 * The value that a FlexBuffer holds. Typed vectors become arrays like all others; blobs are views.
 * @throws CompileError `schema/bad-flexbuffer` when the bytes are not one
 */
export function decodeFlexBuffer(bytes: Uint8Array): FlexValue {
  if (bytes.length < 3) return refuse(0, `at least 3 bytes (was ${bytes.length})`);
  const end = bytes.length;
  const width = bytes[end - 1] as number;
  if (![1, 2, 4, 8].includes(width)) return refuse(end - 1, `a root width of 1, 2, 4 or 8 (was ${width})`);
  return new Reader(bytes).value(end - 2 - width, width, bytes[end - 2] as number, 0);
}

class Reader {
  private readonly view: DataView;
  private readonly decoder = new TextDecoder();
  /** How many values and bytes may still be read. */
  private budget: number;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.budget = 16 * bytes.length;
  }

  /** The value of a packed type that stands, or whose offset stands, at a place with the width of its holder. */
  value(at: number, width: number, packedType: number, depth: number): FlexValue {
    if (depth > DEPTH_LIMIT) return refuse(at, `nesting of at most ${DEPTH_LIMIT}`);
    this.spend(1, at);
    const type = packedType >> 2;
    if (type === FlexType.NULL) return null;
    if (type === FlexType.BOOL) return this.unsigned(at, width) !== 0n;
    if (type <= FlexType.FLOAT) return this.number(type, at, width);
    const childWidth = 1 << (packedType & 3);
    const child = this.follow(at, width);
    if (type === FlexType.KEY) return this.key(child);
    if (type >= FlexType.INDIRECT_INT && type <= FlexType.INDIRECT_FLOAT)
      return this.number(type - FlexType.INDIRECT_INT + FlexType.INT, child, childWidth);
    if (type === FlexType.STRING) return this.decoder.decode(this.sized(child, childWidth));
    if (type === FlexType.BLOB) return this.sized(child, childWidth);
    if (type === FlexType.MAP) return this.map(child, childWidth, depth);
    if (type === FlexType.VECTOR) return this.vector(child, childWidth, depth);
    return this.typedVector(type, child, childWidth, depth);
  }

  private vector(at: number, width: number, depth: number): FlexValue[] {
    const size = this.size(at, width);
    this.check(at, size * (width + 1));
    return Array.from({ length: size }, (_, i) =>
      this.value(at + i * width, width, this.bytes[at + size * width + i] as number, depth + 1),
    );
  }

  private typedVector(type: number, at: number, width: number, depth: number): FlexValue[] {
    const { element, size } = this.elementsOf(type, at, width);
    this.check(at, size * width);
    return Array.from({ length: size }, (_, i) => this.value(at + i * width, width, element * 4, depth + 1));
  }

  private elementsOf(type: number, at: number, width: number): { element: number; size: number } {
    // Types 16 to 24 are int, uint, float in vectors of 2, 3, 4, without a size.
    if (type >= FlexType.VECTOR_INT2 && type <= FlexType.VECTOR_FLOAT4)
      return { element: ((type - FlexType.VECTOR_INT2) % 3) + 1, size: Math.floor((type - FlexType.VECTOR_INT2) / 3) + 2 };
    if (type === FlexType.VECTOR_BOOL) return { element: FlexType.BOOL, size: this.size(at, width) };
    if (type >= FlexType.VECTOR_INT && type <= FlexType.VECTOR_STRING)
      return { element: type - FlexType.VECTOR_INT + FlexType.INT, size: this.size(at, width) };
    return refuse(at, `a known type (was ${type})`);
  }

  private map(at: number, width: number, depth: number): FlexValue {
    const keys = this.follow(at - 3 * width, width);
    const keysWidth = Number(this.unsigned(at - 2 * width, width));
    if (![1, 2, 4, 8].includes(keysWidth)) return refuse(at - 2 * width, `a width of keys of 1, 2, 4 or 8 (was ${keysWidth})`);
    const size = this.size(keys, keysWidth);
    this.check(keys, size * keysWidth);
    const values = this.vector(at, width, depth);
    if (values.length !== size) return refuse(at, `as many values as keys (was ${values.length} and ${size})`);
    return Object.fromEntries(values.map((value, i) => [this.key(this.follow(keys + i * keysWidth, keysWidth)), value]));
  }

  private key(at: number): string {
    this.check(at, 1);
    const end = this.bytes.indexOf(0, at);
    if (end < 0) return refuse(at, 'a key with a NUL at its end');
    this.spend(end - at, at);
    return this.decoder.decode(this.bytes.subarray(at, end));
  }

  /** The bytes of a string or blob, whose size stands before it. */
  private sized(at: number, width: number): Uint8Array {
    const size = this.size(at, width);
    this.check(at, size);
    this.spend(size, at);
    return this.bytes.subarray(at, at + size);
  }

  private size(at: number, width: number): number {
    return Number(this.unsigned(at - width, width));
  }

  /** The place that an offset points back to. */
  private follow(at: number, width: number): number {
    const target = at - Number(this.unsigned(at, width));
    this.check(target, 0);
    return target;
  }

  private number(type: number, at: number, width: number): FlexValue {
    if (type === FlexType.FLOAT) return new Float(this.float(at, width));
    const raw = this.unsigned(at, width);
    const exact = type === FlexType.INT ? BigInt.asIntN(8 * width, raw) : raw;
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
  }

  private float(at: number, width: number): number {
    this.check(at, width);
    if (width === 8) return this.view.getFloat64(at, true);
    if (width === 4) return this.view.getFloat32(at, true);
    return refuse(at, `floats of 4 or 8 bytes (was ${width})`);
  }

  private unsigned(at: number, width: number): bigint {
    this.check(at, width);
    if (width === 1) return BigInt(this.view.getUint8(at));
    if (width === 2) return BigInt(this.view.getUint16(at, true));
    return width === 4 ? BigInt(this.view.getUint32(at, true)) : this.view.getBigUint64(at, true);
  }

  private check(at: number, length: number): void {
    if (!(at >= 0 && at + length <= this.bytes.length))
      refuse(Math.max(0, at), `${length} bytes inside the buffer of ${this.bytes.length}`);
  }

  private spend(cost: number, at: number): void {
    this.budget -= cost;
    if (this.budget < 0) refuse(at, 'values that are not repeated by aliased offsets');
  }
}

function refuse(at: number, expected: string): never {
  fail({
    code: 'schema/bad-flexbuffer',
    message: `the FlexBuffer must have ${expected}`,
    place: { label: `byte 0x${at.toString(16)}` },
    hint: 'the bytes are cut or were never a FlexBuffer',
  });
}
