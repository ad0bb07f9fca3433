import { expect, test } from 'vitest';
import { Collector, CompileError, fail, positionAt, render, toJson } from './index.js';

const source = { name: 'model.mlir', bytes: new TextEncoder().encode('module {\n  // größer\n  %0 = bad.op\n}\n') };
const at = source.bytes.indexOf('b'.charCodeAt(0));
const diagnostic = {
  severity: 'error',
  code: 'parse/unknown-op',
  message: 'ops must be of a known dialect (was bad.op)',
  place: { span: { source, start: at, end: at + 6 }, trail: ['jit(f)/add', 'train.py:88'] },
  hint: 'write it in generic form',
} as const;

test('a diagnostic is drawn with its line, a marker below the place, the trail and the hint', () => {
  expect(render(diagnostic)).toBe(
    [
      'error[parse/unknown-op]: ops must be of a known dialect (was bad.op)',
      '  ┌─ model.mlir:3:8',
      '3 │   %0 = bad.op',
      '  │        ^^^^^^',
      '  = from: jit(f)/add, train.py:88',
      '  = hint: write it in generic form',
    ].join('\n'),
  );
});

test('columns count characters, not bytes', () => {
  const end = source.bytes.indexOf('r'.charCodeAt(0), 17);
  expect(positionAt(source, end)).toEqual({ line: 2, column: 11 });
});

test('a line of megabytes is shown as a window and control bytes cannot reach the terminal', () => {
  const long = { name: 'a', bytes: new Uint8Array(5_000_000).fill(0x1b) };
  const drawn = render({ ...diagnostic, place: { span: { source: long, start: 300, end: 4_000_000 } } });
  expect(drawn.length).toBeLessThan(600);
  expect(drawn).not.toContain('\x1b');
});

test('JSON carries file, line, column and length', () => {
  expect(toJson(diagnostic)).toMatchObject({ file: 'model.mlir', line: 3, column: 8, length: 6, code: 'parse/unknown-op' });
});

test('a collector goes on after an error and reports all of them at the end', () => {
  const collector = new Collector();
  expect(collector.attempt(() => fail({ code: 'a/b', message: 'first' }))).toBeUndefined();
  collector.error({ code: 'a/c', message: 'second' });
  collector.warn({ code: 'a/d', message: 'third' });
  expect(() => collector.throwIfFailed()).toThrow(CompileError);
  expect(() => collector.throwIfFailed()).toThrow('first (and 1 more)');
});

test('errors that are no diagnostics are not swallowed by a collector', () => {
  expect(() =>
    new Collector().attempt(() => {
      throw new TypeError('a bug');
    }),
  ).toThrow(TypeError);
});
