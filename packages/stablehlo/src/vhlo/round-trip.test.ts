import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CompileError } from '@hlolite/diagnostics';
import {
  type Attribute,
  type Attributes,
  type Block,
  type Module,
  type Operation,
  parse,
  readBytecode,
  typeText,
  type Value,
} from '@hlolite/mlir-parser';
import { bytesNow } from '@hlolite/tensor';
import { expect, test } from 'vitest';
import { readProgram, writeArtifact } from '../program.js';
import { downgrade } from './downgrade.js';
import { upgrade } from './upgrade.js';
import { bytecodeVersionFor, vhloVersion } from './version.js';

/** Every version from 0.9.0 to 1.20.0. */
const versions = [
  ...Array.from({ length: 12 }, (_, minor) => `0.${minor + 9}.0`),
  ...Array.from({ length: 21 }, (_, minor) => `1.${minor}.0`),
];

/** A module as plain data without locations and names of values: two are the same program when their outlines are equal. */
function outline(module: Module): unknown {
  const numbers = new Map<Value, number>();
  const number = (value: Value) => numbers.get(value) ?? numbers.set(value, numbers.size).size - 1;
  const typed = (value: Value) => [number(value), typeText(value.type)];
  const ofBlock = ({ arguments: values, operations }: Block): unknown => [values.map(typed), operations.map(ofOperation)];
  const ofOperation = ({ name, operands, results, attributes, regions }: Operation): unknown => [
    name,
    operands.map(number),
    results.map(typed),
    attributesOf(attributes),
    regions.map(({ blocks }) => blocks.map(ofBlock)),
  ];
  return ofOperation(module.operation);
}

/** Bytecode keeps lists of empty dictionaries for the arguments of functions, which text cannot say: both leave them out here. */
const saysNothing = (attribute: Attribute) =>
  attribute.kind === 'array' &&
  attribute.elements.length > 0 &&
  attribute.elements.every((element) => element.kind === 'dictionary' && Object.keys(element.entries).length === 0);

/** Constants by their digest: tests compare megabytes of weights. */
const digested = (attribute: Attribute): unknown =>
  attribute.kind === 'dense' ? { ...attribute, bytes: createHash('sha256').update(bytesNow(attribute.bytes)).digest('hex') } : attribute;

const attributesOf = (attributes: Attributes) =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, attribute]) => !saysNothing(attribute))
      .map(([name, attribute]) => [name, digested(attribute)]),
  );

/** One program for each version that first can hold it. */
const programs: Readonly<Record<string, string>> = {
  '0.9.0': `
    func.func public @main(%x: tensor<2x4xf32> {jax.name = "x"}, %i: tensor<1xi32>, %p: tensor<i1>) -> (tensor<4x2xf32> {jax.name = "y"}) {
      %zero = stablehlo.constant dense<0.0> : tensor<f32>
      %t = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x4xf32>) -> tensor<4x2xf32>
      %e = stablehlo.exponential %t : tensor<4x2xf32>
      %d = stablehlo.dot_general %e, %x, contracting_dims = [1] x [0], precision = [HIGH, DEFAULT] : (tensor<4x2xf32>, tensor<2x4xf32>) -> tensor<4x4xf32>
      %g = "stablehlo.gather"(%d, %i) <{dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [0],
        start_index_map = [0]>, slice_sizes = array<i64: 1, 4>, indices_are_sorted = true}> : (tensor<4x4xf32>, tensor<1xi32>) -> tensor<4xf32>
      %r = "stablehlo.reduce_window"(%d, %zero) <{window_dimensions = array<i64: 2, 1>, padding = dense<[[1, 0], [0, 0]]> : tensor<2x2xi64>}> ({
        ^bb0(%a: tensor<f32>, %b: tensor<f32>):
          %s = stablehlo.add %a, %b : tensor<f32>
          stablehlo.return %s : tensor<f32>
      }) : (tensor<4x4xf32>, tensor<f32>) -> tensor<4x4xf32>
      %c = stablehlo.compare GT, %g, %g, FLOAT : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
      %k = stablehlo.custom_call @f(%c) {called_computations = [@main], has_side_effect = true} : (tensor<4xi1>) -> tensor<4xf32>
      %if = "stablehlo.if"(%p) ({ stablehlo.return %e : tensor<4x2xf32> }, { stablehlo.return %t : tensor<4x2xf32> }) : (tensor<i1>) -> tensor<4x2xf32>
      return %if : tensor<4x2xf32>
    }
    func.func private @conv(%x: tensor<1x8x8x2xf32>, %k: tensor<3x3x2x4xf32>) -> tensor<1x4x4x4xf32> {
      %0 = stablehlo.convolution(%x, %k) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 2], pad = [[1, 1], [1, 1]],
        reverse = [true, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x8x8x2xf32>, tensor<3x3x2x4xf32>) -> tensor<1x4x4x4xf32>
      return %0 : tensor<1x4x4x4xf32>
    }
    func.func @collective(%x: tensor<4xf32>) -> tensor<4xf32> {
      %0 = "stablehlo.collective_permute"(%x) <{source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>,
        channel_handle = #stablehlo.channel_handle<handle = 2, type = 0>}> : (tensor<4xf32>) -> tensor<4xf32>
      %1 = "stablehlo.all_gather"(%0) <{all_gather_dim = 0 : i64, replica_groups = dense<0> : tensor<1x1xi64>, use_global_device_ids}>
        : (tensor<4xf32>) -> tensor<4xf32>
      %2 = call @collective(%1) : (tensor<4xf32>) -> tensor<4xf32>
      return %2 : tensor<4xf32>
    }`,
  '0.10.0': `func.func @main(%x: tensor<2xf8E4M3FNUZ>) -> tensor<2xf8E4M3FNUZ> { return %x : tensor<2xf8E4M3FNUZ> }`,
  '0.19.0': `
    func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = stablehlo.composite "my.op" %x {composite_attributes = {n = 1 : i64}, decomposition = @main, version = 2 : i32} : (tensor<2xf32>) -> tensor<2xf32>
      return %0 : tensor<2xf32>
    }`,
  '1.3.0': `
    func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = stablehlo.custom_call @f(%x) {api_version = 4 : i32, backend_config = {epsilon = 1.0e-6 : f32}} : (tensor<2xf32>) -> tensor<2xf32>
      return %0 : tensor<2xf32>
    }`,
  '1.4.0': 'func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> { %0 = stablehlo.tan %x : tensor<2xf32> return %0 : tensor<2xf32> }',
  '1.6.0': `
    func.func @main(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {
      %0 = stablehlo.dot_general %x, %x, contracting_dims = [1] x [0], algorithm = <lhs_precision_type = tf32, rhs_precision_type = tf32,
        accumulation_type = f32, lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 1,
        allow_imprecise_accumulation = false> : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2x2xf32>
      return %0 : tensor<2x2xf32>
    }`,
  '1.9.0': `
    func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = "stablehlo.exponential"(%x) <{result_accuracy = #stablehlo.result_accuracy<ulps = 10, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>}>
        : (tensor<2xf32>) -> tensor<2xf32>
      return %0 : tensor<2xf32>
    }`,
  '1.12.0': `
    func.func @main(%x: tensor<2xf32>, %t: !stablehlo.token) -> !stablehlo.token {
      %0 = "stablehlo.send"(%x, %t) <{channel_handle = #stablehlo.channel_handle<handle = 5, type = 2>, is_host_transfer = true,
        source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>}> : (tensor<2xf32>, !stablehlo.token) -> !stablehlo.token
      return %0 : !stablehlo.token
    }`,
  '1.20.0': `
    func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
      %0 = "stablehlo.collective_broadcast"(%x) <{replica_groups = dense<0> : tensor<1x1xi64>, has_dynamic_root}> : (tensor<2xf32>) -> tensor<2xf32>
      return %0 : tensor<2xf32>
    }`,
};

const canHold = (module: Module, version: string): boolean => {
  try {
    downgrade(module, version);
    return true;
  } catch (error) {
    if (error instanceof CompileError) return false;
    throw error;
  }
};

test.each(Object.entries(programs))(
  'from %s on a program is the same after a downgrade and an upgrade; before, it is refused',
  (first, text) => {
    const module = parse(text);
    const wanted = outline(module);
    const holding = versions.filter((version) => canHold(module, version));
    expect(holding).toEqual(versions.slice(versions.indexOf(first)));
    for (const version of holding) expect(outline(upgrade(downgrade(module, version), { version }))).toEqual(wanted);
    expect(outline(module)).toEqual(wanted);
  },
);

test('an artifact is written in the bytecode of its version and read back as the program', () => {
  for (const [first, text] of Object.entries(programs)) {
    const bytes = writeArtifact(parse(text), first);
    const { producer, version } = readBytecode(bytes);
    expect([vhloVersion(producer), version]).toEqual([first, bytecodeVersionFor(first)]);
    expect(outline(readProgram(bytes))).toEqual(outline(parse(text)));
  }
});

test('an artifact of a newer version is refused by its version, whatever it holds', () => {
  const bytes = writeArtifact(parse(programs['1.4.0'] as string), '1.20.0');
  bytes.set(new TextEncoder().encode('StableHLO_v1.21.0'), 5);
  expect(() => readProgram(bytes)).toThrow('at most VHLO 1.20.0, the newest that is supported (was 1.21.0)');
});

const shared = fileURLToPath(new URL('../../../../../shared/', import.meta.url));
const zoo = `${shared}zoo`;
const artifacts = existsSync(zoo) ? readdirSync(zoo).filter((name) => existsSync(`${zoo}/${name}/program.vhlo`)) : [];

test.skipIf(artifacts.length === 0).each(artifacts)('%s is one program as text, as bytecode and as artifact', (name) => {
  const read = (file: string) => new Uint8Array(readFileSync(`${zoo}/${name}/${file}`));
  const wanted = outline(parse(read('program.mlir')));
  expect(outline(readProgram(read('program.vhlo')))).toEqual(wanted);
  expect(outline(readProgram(read('program.mlirbc')))).toEqual(wanted);
  const { module, producer } = readBytecode(read('program.vhlo'));
  expect(outline(downgrade(parse(read('program.mlir')), vhloVersion(producer) as string))).toEqual(outline(module));
});

const conformance = `${shared}conformance`;

test.skipIf(!existsSync(conformance))('every conformance program without CHLO is the same after the oldest version that holds it', () => {
  const files = readdirSync(conformance).filter((file) => file.endsWith('.mlir'));
  let held = 0;
  for (const file of files) {
    const module = parse(new Uint8Array(readFileSync(`${conformance}/${file}`)));
    const oldest = ['0.9.0', '1.2.0', '1.20.0'].find((version) => canHold(module, version));
    if (oldest === undefined) continue;
    held++;
    expect(outline(upgrade(downgrade(module, oldest))), file).toEqual(outline(module));
  }
  expect(held).toBeGreaterThan(1_430);
});
