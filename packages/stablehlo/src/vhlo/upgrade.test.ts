import { CompileError } from '@hlolite/diagnostics';
import {
  type Attribute,
  type Attributes,
  attributeText,
  block,
  f32,
  i64,
  type Module,
  type Operation,
  operation,
  type Region,
  type Type,
  tensor,
  topLevel,
  walk,
} from '@hlolite/mlir-parser';
import { expect, test } from 'vitest';
import { denseIntegers } from './forms.js';
import { isVhlo, upgrade } from './upgrade.js';

const vector: Type = tensor([4], f32);
const integer = (value: number): Attribute => ({ kind: 'integer', value: BigInt(value), type: i64 });
const string = (value: string): Attribute => ({ kind: 'string', value });
const bool = (value: boolean): Attribute => ({ kind: 'bool', value });
const list = (...values: number[]): Attribute => denseIntegers(values.map(BigInt));
const array = (...elements: Attribute[]): Attribute => ({ kind: 'array', elements });
const member = (name: string, value: string): Attribute => ({ kind: 'enum', name: `vhlo.${name}_v1`, value });
const typed = (type: Type): Attribute => ({ kind: 'type', type });
const none = typed({ kind: 'none' });

/** A module with a function of VHLO around one operation that takes and gives a vector. */
function around(name: string, attributes: Attributes, operands = 1, regions: readonly Region[] = []): Module {
  const body = block([vector]);
  const [argument] = body.arguments;
  const given = Array.from({ length: operands }, () => argument as (typeof body.arguments)[number]);
  const inner = operation({ name, operands: given, resultTypes: [vector], attributes, regions });
  body.operations.push(inner, operation({ name: 'vhlo.return_v1', operands: inner.results }));
  const fn = operation({
    name: 'vhlo.func_v1',
    attributes: {
      sym_name: string('main'),
      function_type: typed({ kind: 'function', inputs: [vector], results: [vector] }),
      sym_visibility: string(''),
      arg_attrs: array(),
      res_attrs: array(),
    },
    regions: [{ blocks: [body] }],
  });
  const top = block();
  top.operations.push(fn);
  return { operation: operation({ name: 'builtin.module', regions: [{ blocks: [top] }] }), resources: new Map() };
}

const bodyOf = (module: Module): readonly Operation[] => topLevel(module)[0]?.regions[0]?.blocks[0]?.operations ?? [];

/** The upgraded operation, its attributes as text. */
function upgraded(name: string, attributes: Attributes, operands?: number): Record<string, string> {
  const [first] = bodyOf(upgrade(around(name, attributes, operands)));
  if (!first) throw new Error('the operation is kept');
  return { op: first.name, ...Object.fromEntries(Object.entries(first.attributes).map(([key, value]) => [key, attributeText(value)])) };
}

function complaints(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return error.diagnostics.map(({ code, message, hint }) => `${code}: ${message}${hint ? '' : ' (no hint)'}`);
  }
}

test('a function, its return and what it computes get their names of today, and values stay connected', () => {
  const module = around('vhlo.add_v1', {}, 2);
  const result = upgrade(module);
  expect([...walk(result)].map(({ name }) => name)).toEqual(['builtin.module', 'func.func', 'stablehlo.add', 'func.return']);
  expect(Object.keys(topLevel(result)[0]?.attributes ?? {}).sort()).toEqual(['function_type', 'sym_name']);
  const [add, returned] = bodyOf(result);
  expect(returned?.operands[0]).toBe(add?.results[0]);
  expect(add?.results[0]?.owner).toBe(add);
  expect([isVhlo(module), isVhlo(result)]).toEqual([true, false]);
});

test('a return in a body of an operation is StableHLO’s', () => {
  const body = block();
  body.operations.push(operation({ name: 'vhlo.return_v1' }));
  const [branch] = bodyOf(upgrade(around('vhlo.case_v1', {}, 1, [{ blocks: [body] }])))[0]?.regions ?? [];
  expect(branch?.blocks[0]?.operations.map(({ name }) => name)).toEqual(['stablehlo.return']);
});

test('lists, symbols, enums and versions of calls are written as StableHLO does', () => {
  expect(upgraded('vhlo.transpose_v1', { permutation: list(1, 0) })).toEqual({
    op: 'stablehlo.transpose',
    permutation: 'array<i64: 1, 0>',
  });
  expect(upgraded('vhlo.reverse_v1', { dimensions: list(2, 2) })).toEqual({ op: 'stablehlo.reverse', dimensions: 'array<i64: 2, 2>' });
  expect(upgraded('vhlo.call_v1', { callee: string('f') })).toEqual({ op: 'func.call', callee: '@f' });
  expect(
    upgraded('vhlo.compare_v1', {
      comparison_direction: member('comparison_direction', 'LT'),
      compare_type: member('comparison_type', 'NOTYPE'),
    }),
  ).toEqual({ op: 'stablehlo.compare', comparison_direction: '#stablehlo<comparison_direction LT>' });
});

test('the first gather has no batching dimensions: they are empty', () => {
  const attributes = {
    offset_dims: list(0),
    collapsed_slice_dims: list(),
    start_index_map: list(0),
    index_vector_dim: integer(1),
    slice_sizes: list(1),
    indices_are_sorted: bool(true),
  };
  const [gather] = bodyOf(upgrade(around('vhlo.gather_v1', attributes)));
  expect(gather?.attributes.dimension_numbers).toEqual({
    kind: 'struct',
    name: 'stablehlo.gather',
    fields: {
      offset_dims: [0],
      collapsed_slice_dims: [],
      operand_batching_dims: [],
      start_indices_batching_dims: [],
      start_index_map: [0],
      index_vector_dim: 1,
    },
  });
  expect(gather?.attributes.indices_are_sorted).toEqual(bool(true));
});

const algorithm = [
  'lhs_precision_type',
  'rhs_precision_type',
  'accumulation_type',
  'lhs_component_count',
  'rhs_component_count',
  'num_primitive_operations',
  'allow_imprecise_accumulation',
];
const dot = {
  lhs_batching_dimensions: list(),
  rhs_batching_dimensions: list(),
  lhs_contracting_dimensions: list(0),
  rhs_contracting_dimensions: list(0),
  precision_config: array(member('precision', 'DEFAULT'), member('precision', 'DEFAULT')),
  ...Object.fromEntries(algorithm.map((name) => [name, none])),
};

test('a dot product of no given algorithm and precision has none', () => {
  expect(Object.keys(upgraded('vhlo.dot_general_v2', dot))).toEqual(['op', 'dot_dimension_numbers']);
});

test('half an algorithm is an error', () => {
  expect(complaints(() => upgraded('vhlo.dot_general_v2', { ...dot, num_primitive_operations: integer(1) }))).toEqual([
    'vhlo/attribute-kind: vhlo.dot_general_v2: lhs_component_count must be an integer (was type)',
  ]);
});

const customCall = {
  call_target_name: string('f'),
  has_side_effect: bool(false),
  backend_config: string(''),
  api_version: member('api_version', 'API_VERSION_ORIGINAL'),
  called_computations: array(),
  operand_layouts: array(),
  result_layouts: array(),
  output_operand_aliases: array(),
};

test('a custom call keeps only what it says', () => {
  expect(upgraded('vhlo.custom_call_v1', customCall)).toEqual({ op: 'stablehlo.custom_call', call_target_name: '"f"' });
  const entries = { epsilon: { kind: 'float', value: 0.5, type: f32 } } as const;
  const typedCall = {
    ...customCall,
    backend_config: { kind: 'dictionary', entries },
    api_version: member('api_version', 'API_VERSION_TYPED_FFI'),
    called_computations: array(string('g')),
    result_layouts: array(list()),
  } as const;
  expect(upgraded('vhlo.custom_call_v1', typedCall)).toEqual({
    op: 'stablehlo.custom_call',
    call_target_name: '"f"',
    backend_config: '{epsilon = 5.000000e-01 : f32}',
    api_version: '4 : i32',
    called_computations: '[@g]',
    operand_layouts: '[]',
    result_layouts: '[dense<> : tensor<0xi64>]',
  });
});

test('the channel 0 of a collective op is no channel, flags are there or not', () => {
  const attributes = { all_gather_dim: integer(0), replica_groups: list(0), use_global_device_ids: bool(false), channel_id: integer(0) };
  expect(Object.keys(upgraded('vhlo.all_gather_v1', attributes)).sort()).toEqual(['all_gather_dim', 'op', 'replica_groups']);
  const talking = { ...attributes, use_global_device_ids: bool(true), channel_id: integer(3) };
  expect(upgraded('vhlo.all_gather_v2', talking)).toMatchObject({
    channel_handle: '#stablehlo.channel_handle<handle = 3, type = 0>',
    use_global_device_ids: 'unit',
  });
});

test('the user’s own attributes are kept, their enums renamed', () => {
  expect(upgraded('vhlo.abs_v1', { 'jax.note': array(member('precision', 'HIGH'), string('x')) })).toEqual({
    op: 'stablehlo.abs',
    'jax.note': '[#stablehlo<precision HIGH>, "x"]',
  });
});

test('casts between the types of VHLO and builtin ones vanish, operations of other dialects stay', () => {
  const module = around('builtin.unrealized_conversion_cast', {});
  const [returned] = bodyOf(upgrade(module));
  expect(returned?.name).toBe('func.return');
  expect(returned?.operands[0]).toBe(bodyOf(module)[0]?.operands[0]);
  expect(upgraded('sdy.sharding_constraint', {})).toEqual({ op: 'sdy.sharding_constraint' });
});

test('all that is wrong is reported, with the operation and a hint', () => {
  expect(complaints(() => upgraded('vhlo.constant_v99', {}))).toEqual([
    'vhlo/unknown-op: vhlo.constant_v99: an op must be one of VHLO 1.20.0 or older (there is no vhlo.constant_v99)',
  ]);
  expect(complaints(() => upgraded('vhlo.iota_v1', {}))).toEqual([
    'vhlo/missing-attribute: vhlo.iota_v1: iota_dimension must be there: VHLO writes every attribute (was missing)',
  ]);
  expect(complaints(() => upgraded('vhlo.transpose_v1', { permutation: string('x') }))).toEqual([
    'vhlo/attribute-kind: vhlo.transpose_v1: permutation must be a list of 64-bit integers (was string)',
  ]);
  expect(complaints(() => upgraded('vhlo.abs_v1', { x: { kind: 'enum', name: 'vhlo.mood_v7', value: 'GLAD' } }))).toEqual([
    'vhlo/unknown-attribute: vhlo.abs_v1: an attribute of VHLO must be one of its known ones (was #vhlo.mood_v7)',
  ]);
});

test('an artifact of a newer version says which it needs and which is supported', () => {
  expect(complaints(() => upgrade(around('vhlo.abs_v1', {}), { version: '1.21.3' }))).toEqual([
    'vhlo/newer-version: the version of an artifact must be at most VHLO 1.20.0, the newest that is supported (was 1.21.3)',
  ]);
});

test('a list that would fill the memory is refused', () => {
  const huge = { kind: 'dense', type: tensor([2 ** 40], i64), bytes: new Uint8Array(8), splat: true } as const;
  expect(complaints(() => upgraded('vhlo.transpose_v1', { permutation: huge }))).toHaveLength(1);
});

test('operations nested a hundred thousand deep are upgraded', () => {
  let inner = operation({ name: 'vhlo.after_all_v1' });
  for (let depth = 0; depth < 100_000; depth++) {
    const body = block();
    body.operations.push(inner);
    inner = operation({ name: 'vhlo.case_v1', regions: [{ blocks: [body] }] });
  }
  const top = block();
  top.operations.push(inner);
  const module = { operation: operation({ name: 'builtin.module', regions: [{ blocks: [top] }] }), resources: new Map() };
  expect(topLevel(upgrade(module))[0]?.name).toBe('stablehlo.case');
});
