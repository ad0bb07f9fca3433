import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chlo } from './chlo.js';
import { dialects, specOf } from './registry.js';
import { stablehlo } from './stablehlo.js';

const facts = fileURLToPath(new URL('../../../../../shared/facts/stablehlo-bytecode.json', import.meta.url));

interface FactOperation {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly optional?: boolean }[];
  readonly regions: number;
  readonly variadic_regions?: boolean;
}

// StableHLO 1.19 and 1.20 added an op, made collective_broadcast variadic, and gave attributes to these; the facts are of 1.17.
const newer = new Set(['collective_reduce', 'collective_broadcast.has_dynamic_root', 'custom_call.result_tilings', 'top_k.is_stable']);

test.skipIf(!existsSync(facts)).each([stablehlo, chlo])(
  '$name has the ops, attributes and regions that its definition lists',
  ({ name, ops }) => {
    const { operations } = JSON.parse(readFileSync(facts, 'utf8'))[name] as { operations: FactOperation[] };
    const rows = Object.entries(specsOf(ops)).filter(([op]) => !newer.has(op));
    const shown = rows.map(([op, { attributes = {}, regions = [] }]) => [
      op,
      Object.entries(attributes)
        .filter(([attribute]) => !newer.has(`${op}.${attribute}`))
        .map(([attribute, reader]) => `${attribute}${'absent' in reader ? '?' : ''}`)
        .sort(),
      regions.some((region) => region.startsWith('...')) ? 'variadic' : regions.length,
    ]);
    const wanted = operations.map((op) => [
      op.name.slice(name.length + 1),
      op.attributes.map((attribute) => `${attribute.name}${attribute.optional ? '?' : ''}`).sort(),
      op.variadic_regions ? 'variadic' : op.regions,
    ]);
    expect(Object.fromEntries(shown.map(([op, ...rest]) => [op, rest]))).toEqual(
      Object.fromEntries(wanted.map(([op, ...rest]) => [op, rest])),
    );
  },
);

const specsOf = (ops: object) => ops as Record<string, NonNullable<ReturnType<typeof specOf>>>;

test('an op is found by its full name, and only in its own dialect', () => {
  expect(specOf('stablehlo.transpose')).toBe(stablehlo.ops.transpose);
  expect(specOf('chlo.transpose')).toBeUndefined();
  expect(specOf('stablehlo.constructor')).toBeUndefined();
  expect(dialects.map(({ name }) => name)).toEqual(['builtin', 'func', 'arith', 'stablehlo', 'chlo']);
});
