import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { func, parse, type Type, topLevel, view } from '@hlolite/mlir-parser';
import { expect, test } from 'vitest';
import { attributeVersions, lacksOfAttribute, lacksOfType } from './limits.js';

const facts = fileURLToPath(new URL('../../../../../shared/facts/vhlo.json', import.meta.url));

function typeOf(text: string): Type {
  const [declaration] = topLevel(parse(`func.func private @f(${text})`));
  const type = declaration && view(declaration, func.ops.func).function_type;
  if (type?.kind !== 'function' || !type.inputs[0]) throw new Error(`${text} is a type`);
  return type.inputs[0];
}

const lacks = (text: string, version: string) => [...lacksOfType(typeOf(text), version)].map(({ what, since }) => `${what} ${since}`);

interface Fact {
  readonly name: string;
  readonly mnemonic: string;
  readonly min: string;
  readonly meaning: string;
  readonly fields: readonly string[];
}

const readFacts = () =>
  JSON.parse(readFileSync(facts, 'utf8')) as { readonly types: readonly Fact[]; readonly attributes: readonly Fact[] };

test.skipIf(!existsSync(facts))('every type without parameters came with the version of the facts', () => {
  const simple = readFacts().types.filter(({ fields, min }) => fields.length === 0 && min !== '0.9.0');
  expect(simple.length).toBeGreaterThan(10);
  for (const { meaning, min } of simple) {
    const [name = ''] = meaning.split(' ');
    expect([lacks(name, '0.9.0'), lacks(name, min)]).toEqual([[`${name} ${min}`], []]);
  }
});

test.skipIf(!existsSync(facts))('every attribute came with the version of the facts', () => {
  const known = new Map(readFacts().attributes.map(({ mnemonic, min }) => [mnemonic.replace(/_v1$/, ''), min]));
  for (const [name, since] of Object.entries(attributeVersions)) expect(known.get(name), name).toBe(since);
});

test('types are looked into: elements, tuples, functions, quantized storage', () => {
  expect(lacks('tensor<4xcomplex<f32>>', '0.9.0')).toEqual([]);
  expect(lacks('tuple<tensor<i2>, tensor<*xf8E4M3>>', '1.0.0')).toEqual(['i2 1.2.0', 'f8E4M3 1.7.0']);
  expect(lacks('tensor<4x!quant.uniform<i8:f32:0, {1.0, 2.0, 3.0, 4.0}>>', '0.17.0')).toEqual(['of quantization per axis 0.18.0']);
  expect(lacks('tensor<?xf32, #stablehlo.bounds<4>>', '0.9.0')).toEqual([]);
  expect(lacks('tensor<4xf32, "layout">', '1.20.0')).toEqual(['tensor<4xf32, "layout"> with an encoding undefined']);
  expect(lacks('!stablehlo.future<tensor<f32>>', '1.14.0')).toEqual(['!stablehlo.future<tensor<f32>> 1.15.0']);
  expect(lacks('memref<2xf32>', '1.12.0')).toEqual(['memref<2xf32> 1.13.0']);
});

test('meshes need the version that brought them', () => {
  const mesh = { kind: 'opaque', text: '#stablehlo.axis_ref<name = "x">' } as const;
  expect([...lacksOfAttribute(mesh, '1.15.0')]).toEqual([{ kind: 'attribute', what: mesh.text, since: '1.16.0' }]);
  expect([...lacksOfAttribute({ kind: 'array', elements: [mesh] }, '1.16.0')]).toEqual([]);
});
