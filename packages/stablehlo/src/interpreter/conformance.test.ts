// StableHLO's own test programs: inputs as arguments, expected outputs beside them. Not in the repository; run where they lie next to it.
import { existsSync, readFileSync } from 'node:fs';
import { dialects, parse, walk } from '@hlolite/mlir-parser';
import { type Dense, difference, elementInfo, readSafetensors } from '@hlolite/tensor';
import { describe, expect, test } from 'vitest';
import { dataTypeOf, interpret, isImplemented, verify } from '../index.js';

const folder = new URL('../../../../../shared/conformance/', import.meta.url);
const cases = existsSync(folder) ? (JSON.parse(readFileSync(new URL('cases.json', folder), 'utf8')) as { name: string }[]) : [];
/** Programs that do not give the expected values, with the reason. */
const pending: Readonly<Record<string, string>> = {};

const structural = new Set(['builtin.module', 'func.func', 'func.return', 'stablehlo.return']);

describe.skipIf(cases.length === 0)('conformance', () => {
  test.each(cases.map(({ name }) => name))('%s', (name) => {
    const module = parse(readFileSync(new URL(`${name}.mlir`, folder)));
    expect(verify(module)).toEqual([]);
    const missing = [...walk(module)].map((operation) => operation.name).filter((op) => !structural.has(op) && !isImplemented(op));
    expect(missing).toEqual([]);
    const failed = run(name, module);
    if (name in pending) expect(failed).not.toBe('');
    else expect(failed).toBe('');
  });
});

function run(name: string, module: ReturnType<typeof parse>): string {
  const main = [...walk(module)].find(({ attributes }) => attributes.sym_name?.kind === 'string' && attributes.sym_name.value === 'main');
  const { tensors } = readSafetensors(new Uint8Array(readFileSync(new URL(`${name}.safetensors`, folder))));
  const types = main?.regions[0]?.blocks[0]?.arguments.map(({ type }) => type) ?? [];
  const inputs = types.map((type, index) => {
    const { bytes } = tensors.get(`input_${index}`) as Dense;
    if (type.kind !== 'tensor') throw new Error('inputs are tensors');
    return { type: dataTypeOf(type) as Dense['type'], shape: type.shape, bytes };
  });
  return interpret(module, inputs)
    .map((output, index) => failure(output, (tensors.get(`expected_${index}`) as Dense).bytes))
    .filter((found) => found !== '')
    .join('; ');
}

/** How far an output is from what is expected, beyond the tolerance of its type; empty when it is near enough. */
function failure(output: Dense, bytes: Dense['bytes']): string {
  const { kind, format } = elementInfo(output.type);
  const tolerance = kind !== 'float' && kind !== 'complex' ? 0 : format ? 2e-2 : 1e-4;
  const { relative, at } = difference(output, { type: output.type, shape: output.shape, bytes });
  return relative > tolerance ? `${output.type}[${output.shape}] is ${relative} apart at ${at}` : '';
}

test('what is not implemented is known', () => {
  const names = dialects.flatMap(({ name, ops }) => Object.keys(ops).map((op) => `${name}.${op}`));
  expect(names.filter((name) => !structural.has(name) && !isImplemented(name))).toEqual(notImplemented);
});

/** Tuples and tokens are no tensors; rng has no defined values; the rest is rare and waits. */
const notImplemented = [
  'builtin.unrealized_conversion_cast',
  'func.constant',
  'stablehlo.set_dimension_size',
  'stablehlo.rng',
  'stablehlo.tuple',
  'stablehlo.get_tuple_element',
  'stablehlo.create_token',
  'stablehlo.after_all',
  'stablehlo.async_start',
  'stablehlo.async_done',
  'stablehlo.infeed',
  'stablehlo.outfeed',
  'stablehlo.send',
  'stablehlo.recv',
];
