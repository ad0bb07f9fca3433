import { CompileError } from '@hlolite/diagnostics';
import fc from 'fast-check';
import { toObject } from 'flatbuffers/js/flexbuffers.js';
import { expect, test } from 'vitest';
import { decodeFlexBuffer } from './decode.js';
import { encodeFlexBuffer } from './encode.js';
import { type FlexValue, Float } from './value.js';

const { value: flexValue } = fc.letrec<{ value: FlexValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.bigInt(2n ** 60n, 2n ** 64n - 1n),
    fc.bigInt(-(2n ** 63n), -(2n ** 60n)),
    fc.double().map((value) => new Float(value)),
    fc.string({ unit: 'grapheme' }),
    fc.string({ minLength: 250, maxLength: 300 }),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((key) => !key.includes('\0')),
      tie('value'),
    ) as fc.Arbitrary<FlexValue>,
  ),
}));

test('a value comes back from its bytes, floats as floats and integers as integers', () => {
  fc.assert(
    fc.property(flexValue, (value) => {
      expect(decodeFlexBuffer(encodeFlexBuffer(value))).toEqual(value);
    }),
  );
});

test('the order in which keys are given does not show in the bytes', () => {
  expect(encodeFlexBuffer({ b: 1, a: new Float(1) })).toEqual(encodeFlexBuffer({ a: new Float(1), b: 1 }));
});

test('the official JavaScript reader agrees about a nested map', () => {
  // Without 64-bit elements beside offsets, which that reader cannot follow (the C++ and Python ones can).
  const bytes = encodeFlexBuffer({
    epsilon: new Float(0.25),
    axis: -1,
    name: 'x'.repeat(300),
    dims: [1, 70000],
    inner: { on: true, off: null },
  });
  expect(toObject(bytes.slice().buffer)).toEqual({
    axis: -1,
    dims: [1, 70000],
    epsilon: 0.25,
    inner: { off: null, on: true },
    name: 'x'.repeat(300),
  });
});

test('typed vectors of other writers decode to arrays', () => {
  // Made with flatbuffers.flexbuffers of Python: TypedVectorFromElements([1, 2, 300]) and FixedTypedVectorFromElements([1.5, 2.5]).
  const typed = Uint8Array.from([3, 0, 1, 0, 2, 0, 44, 1, 6, 45, 1]);
  expect(decodeFlexBuffer(typed)).toEqual([1, 2, 300]);
  const fixed = Uint8Array.from([0, 0, 192, 63, 0, 0, 32, 64, 8, 74, 1]);
  expect(decodeFlexBuffer(fixed)).toEqual([new Float(1.5), new Float(2.5)]);
});

test('a number that is no exact integer is refused with the way to say a float', () => {
  expect(() => encodeFlexBuffer({ epsilon: 0.5 })).toThrow('numbers must be integers that are exact (was 0.5)');
});

test('any bytes give a value or a CompileError', () => {
  const attempt = (bytes: Uint8Array) => {
    try {
      decodeFlexBuffer(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(CompileError);
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), attempt), { numRuns: 2000 });
  const good = encodeFlexBuffer({ a: [1, 2, { b: 'text' }], c: new Float(2) });
  for (let cut = 0; cut < good.length; cut++) attempt(good.subarray(0, cut));
  for (let at = 0; at < good.length; at++)
    for (let byte = 0; byte < 256; byte++) attempt(Uint8Array.from(good, (old, index) => (index === at ? byte : old)));
});

test('vectors that hold each other many times over are refused instead of being unrolled', () => {
  // Each level is a vector of two offsets to the level below: 2^40 values in a few hundred bytes.
  const bytes = [1, 7, 4];
  let below = 1;
  for (let level = 0; level < 40; level++) {
    bytes.push(2);
    const at = bytes.length;
    bytes.push(at - below, at + 1 - below, 40, 40);
    below = at;
  }
  bytes.push(bytes.length - below, 40, 1);
  expect(() => decodeFlexBuffer(Uint8Array.from(bytes))).toThrow(CompileError);
});
