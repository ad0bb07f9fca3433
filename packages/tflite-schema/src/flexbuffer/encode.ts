// Plain values → FlexBuffer. Children are written before what holds them; every vector takes the least width that fits all its elements.
import { fail } from '@hlolite/diagnostics';
import { DEPTH_LIMIT, FlexType, type FlexValue, Float } from './value.js';

/**
 * A value as a FlexBuffer. Equal values give equal bytes: keys are sorted.
 * @example encodeFlexBuffer({ epsilon: new Float(1e-6), axis: -1 })
 * @throws CompileError `schema/bad-flex-value`
 */
export function encodeFlexBuffer(value: FlexValue): Uint8Array {
  const writer = new Writer();
  const root = writer.add(value, 0);
  const width = writer.widthFor([root], 0);
  writer.align(width);
  writer.element(root, width);
  writer.bytes.push(packedType(root, width), width);
  return Uint8Array.from(writer.bytes);
}

/** A value as its holder sees it: inline, or written before at `at`. `width` is the least for an inline value, else the child's own. */
type Entry = { readonly type: number; readonly width: number } & ({ readonly inline: number | bigint } | { readonly at: number });

const encoder = new TextEncoder();

/** An offset's type names the width inside the child; an inline value's is that of the holder. */
const packedType = (entry: Entry, holderWidth: number): number =>
  entry.type * 4 + Math.log2('inline' in entry ? Math.max(entry.width, holderWidth) : entry.width);

class Writer {
  readonly bytes: number[] = [];
  private readonly keys = new Map<string, number>();

  /** Writes what does not fit in its holder. */
  add(value: FlexValue, depth: number): Entry {
    if (depth > DEPTH_LIMIT) return refuse(`values must not nest deeper than ${DEPTH_LIMIT}`);
    if (value === null) return { type: FlexType.NULL, width: 1, inline: 0 };
    if (typeof value === 'boolean') return { type: FlexType.BOOL, width: 1, inline: Number(value) };
    if (typeof value === 'number' || typeof value === 'bigint') return integer(value);
    if (value instanceof Float) return { type: FlexType.FLOAT, width: floatWidth(value.value), inline: value.value };
    if (typeof value === 'string') return this.sized(FlexType.STRING, encoder.encode(value), true);
    if (value instanceof Uint8Array) return this.sized(FlexType.BLOB, value, false);
    if (Array.isArray(value)) return this.vector((value as readonly FlexValue[]).map((item) => this.add(item, depth + 1)));
    return this.map(Object.entries(value), depth);
  }

  private sized(type: number, content: Uint8Array, terminated: boolean): Entry {
    const width = unsignedWidth(content.length);
    this.align(width);
    this.number(content.length, width);
    const at = this.bytes.length;
    for (const byte of content) this.bytes.push(byte);
    if (terminated) this.bytes.push(0);
    return { type, width, at };
  }

  private vector(entries: readonly Entry[]): Entry {
    const width = this.widthFor(entries, 1, entries.length);
    this.align(width);
    this.number(entries.length, width);
    return { type: FlexType.VECTOR, width, at: this.elements(entries, width) };
  }

  private map(items: readonly (readonly [string, FlexValue])[], depth: number): Entry {
    const sorted = items.map(([key, value]) => ({ key: encoder.encode(key), text: key, value })).sort((a, b) => compareBytes(a.key, b.key));
    const keyEntries = sorted.map(({ key, text }): Entry => ({ type: FlexType.KEY, width: 1, at: this.key(key, text) }));
    const entries = sorted.map(({ value }) => this.add(value, depth + 1));
    const keysWidth = this.widthFor(keyEntries, 1, keyEntries.length);
    this.align(keysWidth);
    this.number(keyEntries.length, keysWidth);
    const keysAt = this.bytes.length;
    for (const entry of keyEntries) this.element(entry, keysWidth);
    const keys: Entry = { type: FlexType.VECTOR_KEY, width: keysWidth, at: keysAt };
    // The keys' offset stands before the size and the elements, so it is weighed as the first of them.
    const width = this.widthFor([keys, integer(keysWidth), integer(entries.length), ...entries], 0, entries.length);
    this.align(width);
    this.element(keys, width);
    this.number(keysWidth, width);
    this.number(entries.length, width);
    return { type: FlexType.MAP, width, at: this.elements(entries, width) };
  }

  private key(key: Uint8Array, text: string): number {
    const known = this.keys.get(text);
    if (known !== undefined) return known;
    if (key.includes(0)) refuse('keys must not hold a NUL character');
    const at = this.bytes.length;
    for (const byte of key) this.bytes.push(byte);
    this.bytes.push(0);
    this.keys.set(text, at);
    return at;
  }

  private elements(entries: readonly Entry[], width: number): number {
    const at = this.bytes.length;
    for (const entry of entries) this.element(entry, width);
    for (const entry of entries) this.bytes.push(packedType(entry, width));
    return at;
  }

  /** The least width that holds all entries of a vector written next, `prefix` numbers (such as its size) before the first. */
  widthFor(entries: readonly Entry[], prefix: number, size = 0): number {
    const fits = (width: number): boolean => {
      const start = Math.ceil(this.bytes.length / width) * width;
      return (
        unsignedWidth(size) <= width &&
        entries.every((entry, i) => ('inline' in entry ? entry.width : unsignedWidth(start + (prefix + i) * width - entry.at)) <= width)
      );
    };
    return [1, 2, 4].find(fits) ?? 8;
  }

  align(width: number): void {
    while (this.bytes.length % width !== 0) this.bytes.push(0);
  }

  element(entry: Entry, width: number): void {
    if (!('inline' in entry)) this.number(this.bytes.length - entry.at, width);
    else if (entry.type === FlexType.FLOAT) this.float(Number(entry.inline), width);
    else this.number(entry.inline, width);
  }

  private float(value: number, width: number): void {
    const view = new DataView(new ArrayBuffer(width));
    if (width === 8) view.setFloat64(0, value, true);
    else view.setFloat32(0, value, true);
    this.bytes.push(...new Uint8Array(view.buffer));
  }

  private number(value: number | bigint, width: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigInt64(0, BigInt.asIntN(64, BigInt(value)), true);
    this.bytes.push(...new Uint8Array(view.buffer, 0, width));
  }
}

function integer(value: number | bigint): Entry {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    return refuse(`numbers must be integers that are exact (was ${value})`, 'wrap floats: new Float(value); give large integers as bigint');
  const exact = BigInt(value);
  if (exact < -(2n ** 63n) || exact >= 2n ** 64n) return refuse(`integers must fit in 64 bits (was ${exact})`);
  if (exact >= 2n ** 63n) return { type: FlexType.UINT, width: 8, inline: exact };
  const width = [1, 2, 4].find((bytes) => BigInt.asIntN(8 * bytes, exact) === exact) ?? 8;
  return { type: FlexType.INT, width, inline: exact };
}

const floatWidth = (value: number): number => (Object.is(Math.fround(value), value) ? 4 : 8);
const unsignedWidth = (value: number): number => (value < 2 ** 8 ? 1 : value < 2 ** 16 ? 2 : value < 2 ** 32 ? 4 : 8);

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}

function refuse(message: string, hint?: string): never {
  fail({ code: 'schema/bad-flex-value', message, ...(hint && { hint }) });
}
