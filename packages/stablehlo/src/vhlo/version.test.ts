import { CompileError } from '@hlolite/diagnostics';
import { expect, test } from 'vitest';
import { bytecodeVersionFor, checkVersion, isBefore, vhloVersion } from './version.js';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof CompileError ? error.diagnostics[0]?.code : String(error);
  }
};

test('versions are ordered by their numbers, not as text, and the patch number does not count', () => {
  expect(isBefore('1.9.0', '1.10.0')).toBe(true);
  expect(isBefore('0.20.0', '1.0.0')).toBe(true);
  expect(isBefore('1.9.4', '1.9.5')).toBe(false);
});

test.each(['0.9.0', '1.20.0', '1.20.7', '0.20.9'])('%s is supported', (version) => {
  expect(codeOf(() => checkVersion(version))).toBeUndefined();
});

test.each([
  ['', 'vhlo/version'],
  ['1.9', 'vhlo/version'],
  ['v1.9.0', 'vhlo/version'],
  ['1.9.0 ', 'vhlo/version'],
  ['-1.9.0', 'vhlo/version'],
  ['0.8.0', 'vhlo/version'],
  ['1.21.0', 'vhlo/newer-version'],
  ['2.0.0', 'vhlo/newer-version'],
])('"%s" is refused as %s', (version, code) => {
  expect(codeOf(() => checkVersion(version))).toBe(code);
  expect(codeOf(() => bytecodeVersionFor(version))).toBe(code);
});

test('the producer of an artifact says its version, that of other bytecode none', () => {
  expect(vhloVersion('StableHLO_v1.9.5')).toBe('1.9.5');
  expect(vhloVersion('MLIR23.0.0git')).toBeUndefined();
  expect(vhloVersion('StableHLO_v1.9')).toBeUndefined();
});

test('the version of the bytecode follows from that of VHLO', () => {
  const versions = ['0.9.3', '0.10.0', '0.11.0', '0.12.0', '0.13.0', '0.14.0', '0.15.0', '1.20.0'];
  expect(versions.map(bytecodeVersionFor)).toEqual([0, 1, 1, 3, 3, 4, 6, 6]);
});
