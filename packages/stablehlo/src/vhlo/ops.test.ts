import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { baseName, fullName, versionAt, versionNamed, vhloOps } from './ops.js';

const facts = fileURLToPath(new URL('../../../../../shared/facts/vhlo.json', import.meta.url));

interface FactOperation {
  readonly name: string;
  readonly min: string;
  readonly max: string;
  readonly attributes: readonly string[];
}

test.skipIf(!existsSync(facts))('every op version of the facts is here, with its attributes and the versions that have it', () => {
  const { operations } = JSON.parse(readFileSync(facts, 'utf8')) as { operations: readonly FactOperation[] };
  const wanted = operations.map(({ name, min, max, attributes }) => [name, [min, max, [...attributes].sort()]]);
  const shown = [...vhloOps].flatMap(([base, rows]) =>
    rows.map(({ since, attributes = {}, records = {} }, index) => {
      const fields = Object.values(records).flatMap((flat) => Object.keys(flat.fields));
      return [`vhlo.${base}_v${index + 1}`, [since, lastBefore(rows[index + 1]?.since), [...Object.keys(attributes), ...fields].sort()]];
    }),
  );
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
  expect(shown.length).toBe(145);
});

function lastBefore(since: string | undefined): string {
  if (since === undefined) return 'current';
  const [major, minor] = since.split('.').map(Number) as [number, number];
  return `${major}.${minor - 1}.0`;
}

test('an op of VHLO is found by its name and number, and by what a version calls it', () => {
  expect(versionNamed('vhlo.gather_v2')).toEqual({ base: 'gather', row: vhloOps.get('gather')?.[1] });
  expect(versionNamed('vhlo.gather_v3')).toBeUndefined();
  expect(versionNamed('vhlo.constructor_v1')).toBeUndefined();
  expect(versionAt('gather', '1.0.7')?.name).toBe('vhlo.gather_v1');
  expect(versionAt('gather', '1.1.0')?.name).toBe('vhlo.gather_v2');
  expect(versionAt('tan', '1.3.0')).toBeUndefined();
  expect(versionAt('cross-replica-sum', '1.20.0')?.name).toBe('vhlo.cross-replica-sum_v1');
});

test('functions and their returns belong to func, returns of bodies to StableHLO', () => {
  expect(baseName('func.func')).toBe('func');
  expect(baseName('stablehlo.func')).toBeUndefined();
  expect(baseName('func.add')).toBeUndefined();
  expect(baseName('stablehlo.return')).toBe('return');
  expect(baseName('chlo.tan')).toBeUndefined();
  expect([fullName('return', true), fullName('return', false), fullName('call', false)]).toEqual([
    'func.return',
    'stablehlo.return',
    'func.call',
  ]);
});
