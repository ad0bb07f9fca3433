import type { CompileError } from '@hlolite/diagnostics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from './byte-writer.js';
import { Cursor, inputOf } from './cursor.js';

const written = (write: (out: ByteWriter) => void): Uint8Array => {
  const out = new ByteWriter();
  write(out);
  return out.finish();
};
const over = (bytes: Uint8Array): Cursor => new Cursor(inputOf(bytes), 0, bytes.length);

describe('a varint', () => {
  test('of any 64 bits reads back, in one byte for each seven bits and nine at most', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat({ max: 63 }), (number, shift) => {
        const value = number >> BigInt(shift);
        const bytes = written((out) => out.varint(value));
        expect(over(bytes).varint64()).toBe(value);
        expect(bytes.length).toBe(Math.min(9, Math.max(1, Math.ceil(value.toString(2).length / 7))));
      }),
    );
  });

  test('below 2^53 is a number, above it is refused where a number is wanted', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(over(written((out) => out.varint(value))).varint()).toBe(value);
      }),
    );
    expect(() => over(written((out) => out.varint(2n ** 53n))).varint()).toThrow('a count or index must be below 2^53');
  });

  test('with a sign reads back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(over(written((out) => out.svarint(value))).svarint64()).toBe(value);
      }),
    );
  });

  test('has the bytes that the format says', () => {
    expect([...written((out) => out.varint(0))]).toEqual([0x01]);
    expect([...written((out) => out.varint(127))]).toEqual([0xff]);
    expect([...written((out) => out.varint(128))]).toEqual([0x02, 0x02]);
    expect([...written((out) => out.varint(2n ** 64n - 1n))]).toEqual([0, ...new Array<number>(8).fill(0xff)]);
  });
});

describe('a cursor', () => {
  test('says at which byte the file ended too early', () => {
    const cursor = over(Uint8Array.of(0x01, 0x04));
    cursor.varint();
    try {
      cursor.varint();
      expect.unreachable();
    } catch (error) {
      expect((error as CompileError).diagnostics[0]).toMatchObject({ code: 'bytecode/cut-off', place: { label: 'bytecode: byte 2' } });
    }
  });

  test('reads the same from memory and from a source that is asked for ranges', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3000, maxLength: 5000 }), fc.array(fc.nat({ max: 700 })), (bytes, lengths) => {
        const source = { name: 'file', size: bytes.length, read: (offset: number, length: number) => bytes.slice(offset, offset + length) };
        const fromSource = new Cursor(inputOf(source), 0, bytes.length);
        const fromMemory = over(bytes);
        for (const length of lengths) {
          if (length > fromMemory.remaining) break;
          expect(fromSource.bytes(length)).toEqual(fromMemory.bytes(length));
          expect(fromSource.offset).toBe(fromMemory.offset);
        }
      }),
    );
  });
});
