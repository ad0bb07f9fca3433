import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CompileError } from '@hlolite/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBytecode, writeBytecode } from '../index.js';

const fixtures = ['builtin.mlirbc', 'dialects.mlirbc', 'artifact-0.9.0.vhlo', 'artifact-1.9.0.vhlo'].map(
  (name) => new Uint8Array(readFileSync(fileURLToPath(new URL(`../../fixtures/bytecode/${name}`, import.meta.url)))),
);
const damaged = fc.constantFrom(...fixtures);
const runs = { numRuns: 600 };

/** Reads bytes and writes what they give; only diagnostics may come out, within a second. */
function survives(bytes: Uint8Array): void {
  const start = performance.now();
  try {
    writeBytecode(readBytecode(bytes).module);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    expect(error.diagnostics[0]?.code).toMatch(/^bytecode\//);
  }
  expect(performance.now() - start).toBeLessThan(1000);
}

test('a file that is cut off anywhere is refused', () => {
  for (const bytes of fixtures)
    for (let length = 0; length < bytes.length; length++) expect(() => readBytecode(bytes.subarray(0, length))).toThrow(CompileError);
});

test('a file with flipped bits is read or refused', () => {
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 7 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(damaged, flips, (bytes, places) => {
      const copy = bytes.slice();
      for (const [place, bit] of places) copy[place % copy.length] = (copy[place % copy.length] as number) ^ (1 << bit);
      survives(copy);
    }),
    runs,
  );
});

test('a file with numbers blown up is read or refused', () => {
  const huge = fc.constantFrom(
    [0x00, 255, 255, 255, 255, 255, 255, 255, 127],
    [0x80, 255, 255, 255, 255, 255, 255, 255],
    [0xf0, 255, 255, 255],
    [0xfe, 255],
  );
  fc.assert(
    fc.property(damaged, fc.nat(), huge, (bytes, place, number) => {
      const at = place % bytes.length;
      survives(Uint8Array.from([...bytes.subarray(0, at), ...number, ...bytes.subarray(at + number.length)]));
    }),
    runs,
  );
});

test('a file with bytes added, lost or taken from another file is read or refused', () => {
  fc.assert(
    fc.property(damaged, damaged, fc.nat(), fc.nat(), fc.nat({ max: 40 }), fc.nat({ max: 40 }), (bytes, other, to, from, length, lost) => {
      const at = to % bytes.length;
      const start = from % other.length;
      survives(Uint8Array.from([...bytes.subarray(0, at), ...other.subarray(start, start + length), ...bytes.subarray(at + lost)]));
    }),
    { numRuns: 1200 },
  );
});

test('random bytes are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      survives(bytes);
      survives(Uint8Array.from([0x4d, 0x4c, 0xef, 0x52, 0x0d, 0, ...bytes]));
    }),
    runs,
  );
});
