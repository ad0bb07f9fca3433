import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementTypes, type FloatFormat, fromSmallFloat, isElementType, toSmallFloat } from './index.js';

const formats = Object.entries(elementTypes as Record<string, { format?: FloatFormat }>).flatMap(([name, { format }]) =>
  format && isElementType(name) ? [{ name, format }] : [],
);

describe.each(formats)('$name', ({ name, format }) => {
  const patterns = Array.from({ length: 2 ** format.bits }, (_, bits) => bits);
  const numbers = patterns.map((bits) => fromSmallFloat(name, bits));
  const finite = [...new Set(numbers.filter(Number.isFinite))].sort((a, b) => a - b);

  test('every pattern that is a number encodes to itself again', () => {
    const changed = patterns.filter((bits) => !Number.isNaN(numbers[bits]) && toSmallFloat(name, numbers[bits] as number) !== bits);
    expect(changed).toEqual([]);
  });

  test('NaN stays NaN where the format has one', () => {
    if (format.special !== 'none') expect(fromSmallFloat(name, toSmallFloat(name, Number.NaN))).toBeNaN();
    else expect(numbers.some(Number.isNaN)).toBe(false);
  });

  test('a number between two neighbours becomes the nearer one', () => {
    fc.assert(
      fc.property(fc.nat(finite.length - 2), fc.double({ min: 0, max: 1, noNaN: true }), (index, fraction) => {
        const low = finite[index] as number;
        const high = finite[index + 1] as number;
        const value = low + (high - low) * fraction;
        const got = fromSmallFloat(name, toSmallFloat(name, value));
        expect(Math.abs(got - value)).toBe(Math.min(value - low, high - value));
      }),
    );
  });

  test('halfway between two neighbours goes to the even pattern', () => {
    // e8m0 has no mantissa: halfway there always goes up.
    const wrong = finite.slice(1).flatMap((high, index) => {
      const low = finite[index] as number;
      const got = toSmallFloat(name, (low + high) / 2);
      if (format.special === 'exponent-only') return fromSmallFloat(name, got) === high ? [] : [{ low, high, got }];
      return got % 2 === 0 ? [] : [{ low, high, got }];
    });
    expect(wrong).toEqual([]);
  });
});

test('f16 and bf16 agree with known patterns', () => {
  expect([1, -2, 65504, 65520, 2 ** -24, 2 ** -25, -0].map((value) => toSmallFloat('f16', value))).toEqual([
    0x3c00, 0xc000, 0x7bff, 0x7c00, 1, 0, 0x8000,
  ]);
  expect([1, 3.140625, 3.4e38, -Infinity].map((value) => toSmallFloat('bf16', value))).toEqual([0x3f80, 0x4049, 0x7f80, 0xff80]);
});

test('beyond the largest number is infinity, NaN or the largest number, as the format has it', () => {
  expect(fromSmallFloat('f8E5M2', toSmallFloat('f8E5M2', 1e9))).toBe(Infinity);
  expect(fromSmallFloat('f8E4M3FN', toSmallFloat('f8E4M3FN', 1e9))).toBeNaN();
  expect(fromSmallFloat('f8E4M3FNUZ', toSmallFloat('f8E4M3FNUZ', -1e9))).toBeNaN();
  expect(fromSmallFloat('f4E2M1FN', toSmallFloat('f4E2M1FN', 1e9))).toBe(6);
});
