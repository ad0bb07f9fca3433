import { CompileError, type Diagnostic } from '@hlolite/diagnostics';
import { type Attribute, attributeText, parse, walk } from '@hlolite/mlir-parser';
import { expect, test } from 'vitest';
import { downgrade } from './downgrade.js';

const wrap = (body: string, type = 'tensor<4xf32>') => `func.func @main(%x: ${type}) -> ${type} { ${body} return %0 : ${type} }`;

function diagnostics(text: string, version: string): readonly Diagnostic[] {
  try {
    downgrade(parse(text), version);
    return [];
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return error.diagnostics;
  }
}
const messages = (text: string, version: string) => diagnostics(text, version).map(({ code, message }) => `${code}: ${message}`);

/** The operation of VHLO that a version has, with its attributes. */
function written(body: string, version: string, type?: string): readonly [string, Record<string, Attribute>] {
  const inner = [...walk(downgrade(parse(wrap(body, type)), version))].find(({ name }) => !/module|func|return/.test(name));
  if (!inner) throw new Error('the operation is kept');
  return [inner.name, { ...inner.attributes }];
}

test('each version gets the op that it has', () => {
  const tanh = '%0 = stablehlo.tanh %x : tensor<4xf32>';
  expect(written(tanh, '1.9.0')).toEqual(['vhlo.tanh_v1', {}]);
  expect(written(tanh, '1.10.0')[0]).toBe('vhlo.tanh_v2');
  expect(written(tanh, '1.10.0')[1].result_accuracy).toMatchObject({
    kind: 'struct',
    name: 'vhlo.result_accuracy_v1',
    fields: { ulps: 0 },
  });
});

test('every default is written out', () => {
  const [name, attributes] = written('%0 = stablehlo.custom_call @f(%x) : (tensor<4xf32>) -> tensor<4xf32>', '1.18.0');
  expect(name).toBe('vhlo.custom_call_v2');
  expect(Object.entries(attributes).map(([key, value]) => [key, value.kind === 'enum' ? value.value : attributeText(value)])).toEqual([
    ['call_target_name', '"f"'],
    ['has_side_effect', 'false'],
    ['backend_config', '""'],
    ['api_version', 'API_VERSION_ORIGINAL'],
    ['called_computations', '[]'],
    ['operand_layouts', '[]'],
    ['result_layouts', '[]'],
    ['output_operand_aliases', '[]'],
    ['result_tilings', '[]'],
  ]);
});

test('strides and padding of a window are as long as the window', () => {
  const regions = '({}, {}) : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>';
  const [name, attributes] = written(
    `%0 = "stablehlo.select_and_scatter"(%x, %x, %x) <{window_dimensions = array<i64: 2>}> ${regions}`,
    '1.0.0',
  );
  expect(name).toBe('vhlo.select_and_scatter_v1');
  expect(Object.values(attributes).map((attribute) => attributeText(attribute))).toEqual([
    'dense<2> : tensor<1xi64>',
    'dense<1> : tensor<1xi64>',
    'dense<0> : tensor<1x2xi64>',
  ]);
});

test('the first dynamic convolution gets a padding that says nothing', () => {
  const text = `func.func @main(%x: tensor<1x4x2xf32>, %k: tensor<3x2x2xf32>, %p: tensor<1x2xi64>) -> tensor<1x2x2xf32> {
    %0 = "stablehlo.dynamic_conv"(%x, %k, %p) <{dimension_numbers = #stablehlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>,
      feature_group_count = 1 : i64, batch_group_count = 1 : i64}> : (tensor<1x4x2xf32>, tensor<3x2x2xf32>, tensor<1x2xi64>) -> tensor<1x2x2xf32>
    return %0 : tensor<1x2x2xf32> }`;
  const convolution = (version: string) => [...walk(downgrade(parse(text), version))][2];
  expect(convolution('0.19.0')?.name).toBe('vhlo.dynamic_conv_v1');
  expect(attributeText(convolution('0.19.0')?.attributes.padding as Attribute)).toBe('dense<0> : tensor<1x2xi64>');
  expect(convolution('0.20.0')?.attributes.padding).toBeUndefined();
});

test('litert-torch’s constants of arith become those of StableHLO', () => {
  expect(written('%0 = arith.constant dense<1.0> : tensor<4xf32>', '1.0.0')[0]).toBe('vhlo.constant_v1');
});

test('all that the version lacks is named, with its place and a way out', () => {
  const text = `func.func @main(%x: tensor<2xf8E4M3>, %y: tensor<2xf32>) -> tensor<2xf32> {
  %0 = stablehlo.tan %y : tensor<2xf32>
  %1 = "stablehlo.exponential"(%0) <{result_accuracy = #stablehlo.result_accuracy<ulps = 1, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>}> : (tensor<2xf32>) -> tensor<2xf32>
  return %1 : tensor<2xf32>
}`;
  const found = diagnostics(text, '1.3.0');
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'vhlo/unsupported-type: func.func: the type f8E4M3 must be in VHLO 1.3.0 (it came with 1.7.0)',
    'vhlo/unsupported-op: stablehlo.tan: the op must be in VHLO 1.3.0 (it came with 1.4.0)',
    'vhlo/unsupported-attribute: stablehlo.exponential: the attribute result_accuracy must be in VHLO 1.3.0 (it came with 1.9.0)',
  ]);
  expect(found.every(({ place }) => place?.span)).toBe(true);
  expect(found.map(({ hint }) => hint)).toEqual(
    ['1.7.0', '1.4.0', '1.9.0'].map((since) => `write the artifact for version ${since} or later, or express the program without it`),
  );
});

test('batching dimensions of a gather need the version that has them', () => {
  const gather = `%i = stablehlo.constant dense<0> : tensor<4x1xi32>
    %0 = "stablehlo.gather"(%x, %i) <{dimension_numbers = #stablehlo.gather<operand_batching_dims = [0], start_indices_batching_dims = [0],
      index_vector_dim = 1>, slice_sizes = array<i64: 1>}> : (tensor<4xf32>, tensor<4x1xi32>) -> tensor<4xf32>`;
  expect(messages(wrap(gather), '1.0.0')).toEqual([
    'vhlo/unsupported-attribute: stablehlo.gather: operand_batching_dims of dimension_numbers must be in VHLO 1.0.0 (it came with 1.1.0)',
    'vhlo/unsupported-attribute: stablehlo.gather: start_indices_batching_dims of dimension_numbers must be in VHLO 1.0.0 (it came with 1.1.0)',
  ]);
  expect(messages(wrap(gather), '1.1.0')).toEqual([]);
});

test('a collective op of several operands needs the version where it is variadic', () => {
  const text = `func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
    %0:2 = "stablehlo.all_gather"(%x, %x) <{all_gather_dim = 0 : i64, replica_groups = dense<0> : tensor<1x1xi64>}>
      : (tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
    return %0#0 : tensor<4xf32> }`;
  expect(messages(text, '1.4.0')).toEqual([
    'vhlo/unsupported-op: stablehlo.all_gather: the op with other than one operand and result must be in VHLO 1.4.0 (it came with 1.5.0)',
  ]);
  expect(messages(text, '1.5.0')).toEqual([]);
});

test('before 0.17.0 a reduction keeps its element type', () => {
  const text = `func.func @main(%x: tensor<4xf32>, %z: tensor<f32>) -> tensor<f64> {
    %0 = "stablehlo.reduce"(%x, %z) <{dimensions = array<i64: 0>}> ({
      ^bb0(%a: tensor<f64>, %b: tensor<f64>): stablehlo.return %a : tensor<f64> }) : (tensor<4xf32>, tensor<f32>) -> tensor<f64>
    return %0 : tensor<f64> }`;
  expect(messages(text, '0.16.0')).toEqual([
    'vhlo/unsupported-op: stablehlo.reduce: operands and results must have the same element types in VHLO 0.16.0',
  ]);
  expect(messages(text, '0.17.0')).toEqual([]);
});

test('what has no form in any version is refused once, with what to do', () => {
  const text = `func.func @main(%x: tensor<4xf32>, %y: vector<2xi7>) -> tensor<4xf32> {
    %0 = chlo.tan %x : tensor<4xf32> -> tensor<4xf32>
    %1 = chlo.tan %0 : tensor<4xf32> -> tensor<4xf32>
    %2 = stablehlo.abs %1 {note} : tensor<4xf32>
    return %2 : tensor<4xf32> }`;
  expect(messages(text, '1.20.0')).toEqual([
    'vhlo/unsupported-type: func.func: the type vector<2xi7> must be in VHLO 1.20.0 (no version has it)',
    'vhlo/foreign-op: chlo.tan: an artifact is made of operations of StableHLO and func (this is none)',
    'vhlo/unsupported-attribute: stablehlo.abs: an attribute must have a form in VHLO (a unit attribute has none)',
  ]);
  expect(diagnostics(text, '1.20.0').every(({ hint }) => hint)).toBe(true);
});

test('an artifact is not downgraded again, and a version must be one', () => {
  const module = downgrade(parse(wrap('%0 = stablehlo.abs %x : tensor<4xf32>')), '1.0.0');
  expect(() => downgrade(module, '0.9.0')).toThrow('vhlo.func_v1: an artifact is made of operations of StableHLO and func');
  expect(() => downgrade(module, 'newest')).toThrow('a VHLO version must be three numbers');
});
