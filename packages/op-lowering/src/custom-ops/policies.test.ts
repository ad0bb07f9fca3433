// A custom RMS norm under each policy, from each form in which exporters write its attributes.
import { CompileError, type Diagnostic } from '@hlolite/diagnostics';
import { denseOf } from '@hlolite/tensor';
import { decodeFlexBuffer, Float, type Model } from '@hlolite/tflite-schema';
import { describe, expect, test } from 'vitest';
import { check, lowered, operatorsOf, random } from '../../../../tooling/op-check.js';
import { type CustomOp, customOp, type LowerOptions, type Policy } from '../index.js';

const NORM = 'ai_edge_torch.rms_norm';
const norm = (
  attributes: string,
  { x = '2x8xf32', weight = '8xf32', target = NORM } = {},
) => `func.func @main(%x: tensor<${x}>, %w: tensor<${weight}>) -> tensor<${x}> {
  %0 = stablehlo.custom_call @${target}(%x, %w) {${attributes}} : (tensor<${x}>, tensor<${weight}>) -> tensor<${x}>
  return %0 : tensor<${x}>
}`;
const dictionary = 'api_version = 4 : i32, backend_config = {epsilon = 1.0e-5 : f32}';
const json = 'backend_config = "{\\"epsilon\\": 1e-05}"';
const empty = 'backend_config = ""';
const policy = (name: Policy, code?: string): LowerOptions => ({
  customOpPolicies: { [NORM]: code === undefined ? { policy: name } : { policy: name, code } },
});

/** y = x / √(mean(x²) + ε) · w, in double precision. */
function expected(epsilon = 1e-5) {
  const [x, w] = inputs.map((dense) => [...new Float32Array((dense.bytes as Uint8Array).slice().buffer)]) as [number[], number[]];
  const rows = [x.slice(0, 8), x.slice(8)];
  const numbers = rows.flatMap((row) =>
    row.map((value, index) => (value / Math.sqrt(row.reduce((sum, v) => sum + v * v, 0) / 8 + epsilon)) * (w[index] as number)),
  );
  return [denseOf('f32', [2, 8], numbers)];
}
const inputs = [random('f32', [2, 8]), random('f32', [8], 2)];

const optionsOf = (model: Model) => {
  const operator = model.subgraphs[0]?.operators.find(({ op }) => op === 'CUSTOM');
  return decodeFlexBuffer(operator?.customOptions as Uint8Array);
};
const failure = (work: () => unknown): readonly Diagnostic[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics;
    throw error;
  }
  throw new Error('nothing was wrong');
};

describe('policy custom', () => {
  test('is the default: a CUSTOM op with the name of the target, which runs on the kernel', async () => {
    expect(await check(norm(dictionary), inputs, { expected: expected() })).toEqual(['CUSTOM']);
  });

  test.each([
    ['a dictionary', dictionary, { epsilon: new Float(Math.fround(1e-5)), api_version: 4, has_side_effect: false }],
    ['a JSON string', json, { epsilon: new Float(1e-5), api_version: 1, has_side_effect: false }],
    [
      'attributes of the op itself',
      'epsilon = 1.0e-5 : f64, axis = -1 : i64',
      { epsilon: new Float(1e-5), axis: -1, api_version: 1, has_side_effect: false },
    ],
    [
      'a side effect',
      `${dictionary}, has_side_effect = true`,
      { epsilon: new Float(Math.fround(1e-5)), api_version: 4, has_side_effect: true },
    ],
  ])('keeps every attribute of %s', (_, attributes, options) => {
    expect(optionsOf(lowered(norm(attributes)))).toEqual(options);
  });

  test('takes another code', () => {
    expect(lowered(norm(dictionary), policy('custom', 'MyNorm')).subgraphs[0]?.operators[0]?.customCode).toBe('MyNorm');
  });

  test('keeps an unknown target with its own name, and a configuration that is no JSON as it stands', () => {
    const model = lowered(norm('backend_config = "mode=fast"', { target: 'my.op' }));
    expect(model.subgraphs[0]?.operators[0]?.customCode).toBe('my.op');
    expect(optionsOf(model)).toEqual({ backend_config: 'mode=fast', api_version: 1, has_side_effect: false });
  });
});

test('policy decompose writes multiply, mean, add, rsqrt, multiply, multiply', async () => {
  for (const attributes of [dictionary, json])
    expect(await check(norm(attributes), inputs, { ...policy('decompose'), expected: expected() })).toEqual([
      'MUL',
      'MEAN',
      'ADD',
      'RSQRT',
      'MUL',
      'MUL',
    ]);
});

test('policy composite runs everywhere by its decomposition', async () => {
  expect(await check(norm(dictionary), inputs, { ...policy('composite'), expected: expected() })).toEqual([
    'STABLEHLO_COMPOSITE',
    'MUL',
    'MEAN',
    'ADD',
    'RSQRT',
    'MUL',
    'MUL',
  ]);
});

test('policy stablehlo keeps the call for interchange and says that nothing runs it', () => {
  const warnings: Diagnostic[] = [];
  const model = lowered(norm(json), { ...policy('stablehlo'), report: (diagnostic) => warnings.push(diagnostic) });
  expect(operatorsOf(model)).toEqual(['STABLEHLO_CUSTOM_CALL']);
  expect(model.subgraphs[0]?.operators[0]?.options?.fields).toMatchObject({
    call_target_name: NORM,
    backend_config: '{"epsilon": 1e-05}',
    api_version: 1,
  });
  expect(warnings.map(({ code }) => code)).toEqual(['lower/no-kernel']);
});

test('policy error says where the op is and which policies there are', () => {
  expect(failure(() => lowered(norm(dictionary), policy('error')))).toMatchObject([
    { code: 'lower/custom-op-refused', place: { span: {} } },
  ]);
});

describe('epsilon', () => {
  test('that is lost is assumed, and said with the way to set it', async () => {
    const warnings: Diagnostic[] = [];
    await check(norm(empty), inputs, { expected: expected(1e-6), report: (diagnostic) => warnings.push(diagnostic) });
    expect(warnings).toMatchObject([
      {
        severity: 'warning',
        code: 'custom/assumed-attribute',
        message: `${NORM} does not say its epsilon; 0.000001 is assumed`,
        hint: `set it: --custom-op-attr ${NORM}.epsilon=VALUE`,
      },
    ]);
  });

  test('that the user gives wins, without a warning', async () => {
    const warnings: Diagnostic[] = [];
    const options = {
      customOpAttributes: { [NORM]: { epsilon: 0.5 } },
      report: (diagnostic: Diagnostic) => void warnings.push(diagnostic),
    };
    for (const attributes of [empty, dictionary]) await check(norm(attributes), inputs, { ...options, expected: expected(0.5) });
    expect(warnings).toEqual([]);
  });

  test.each(['0.0 : f32', '-1.0 : f32', '0x7FC00000 : f32', '"small"', 'true'])('must be a number greater than 0 (%s)', (value) => {
    expect(failure(() => lowered(norm(`backend_config = {epsilon = ${value}}`)))).toMatchObject([
      { code: 'custom/attribute', place: { span: {} } },
    ]);
  });
});

test.each([
  ['weight must be 1-D (was 2-D)', '2x8xf32', '1x8xf32'],
  ['weight must match the normalized dimension, 8 (was 4)', '2x8xf32', '4xf32'],
])('%s', (message, x, weight) => {
  expect(failure(() => lowered(norm(dictionary, { x, weight })))).toMatchObject([
    { code: 'custom/operands', message: `${NORM}: ${message}` },
  ]);
});

test('f16 accumulates in f32 when it is decomposed', () => {
  const kinds = operatorsOf(lowered(norm(dictionary, { x: '2x8xf16', weight: '8xf16' }), policy('decompose')));
  expect(kinds[0]).toBe('CAST');
  expect(kinds.at(-1)).toBe('CAST');
});

describe('a custom op of the user', () => {
  const swiglu: CustomOp = customOp({
    name: 'swiglu',
    targets: ['my.swiglu'],
    attributes: { scale: { kind: 'float' } },
    inferTypes: ({ operands }) => (operands.length === 2 ? [operands[0]!.type] : fault('swiglu must have two operands')),
    decompose: ({ operands: [gate, up], attributes }, b) => [
      b.multiply(b.multiply(b.multiply(gate!, b.logistic(gate!)), up!), b.splat(gate!.type, attributes.scale as number)),
    ],
  });
  const fault = (message: string): never => {
    throw new Error(message);
  };
  const call = (
    attributes: string,
    operands = '%x, %y',
    types = 'tensor<4xf32>, tensor<4xf32>',
    result = '4',
  ) => `func.func @main(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<${result}xf32> {
    %0 = stablehlo.custom_call @my.swiglu(${operands}) {backend_config = {${attributes}}} : (${types}) -> tensor<${result}xf32>
    return %0 : tensor<${result}xf32>
  }`;
  const scale = 'scale = 2.0 : f32';

  test.each(['decompose', 'composite'] as const)('runs under policy %s by its decomposition', async (name) => {
    const [x, y] = [random('f32', [4]), random('f32', [4], 2)];
    const values = ([x, y] as const).map((dense) => new Float32Array((dense.bytes as Uint8Array).slice().buffer)) as [
      Float32Array,
      Float32Array,
    ];
    const wanted = [
      denseOf(
        'f32',
        [4],
        Array.from(values[0], (v, i) => (v / (1 + Math.exp(-v))) * (values[1][i] as number) * 2),
      ),
    ];
    await check(call(scale), [x, y], { customOps: [swiglu], customOpPolicies: { 'my.swiglu': { policy: name } }, expected: wanted });
  });

  test('is checked: attributes, operands and result types', () => {
    const codes = (text: string) => failure(() => lowered(text, { customOps: [swiglu] })).map(({ code }) => code);
    expect(codes(call(''))).toEqual(['custom/missing-attribute']);
    expect(codes(call(scale, '%x', 'tensor<4xf32>'))).toEqual(['custom/operands']);
    expect(codes(call(scale, '%x, %y', 'tensor<4xf32>, tensor<4xf32>', '5'))).toEqual(['custom/result-type']);
  });

  test('without a decomposition cannot be decomposed, and says what to do', () => {
    const plain = customOp({ name: 'swiglu', targets: ['my.swiglu'], attributes: {} });
    for (const name of ['decompose', 'composite'] as const)
      expect(
        failure(() => lowered(call(scale), { customOps: [plain], customOpPolicies: { 'my.swiglu': { policy: name } } })),
      ).toMatchObject([{ code: 'lower/no-decomposition' }]);
  });
});

test('all failing custom ops of a program are reported in one go', () => {
  const text = `func.func @main(%x: tensor<2x8xf32>, %w: tensor<4xf32>) -> tensor<2x8xf32> {
    %0 = stablehlo.custom_call @${NORM}(%x, %w) {${dictionary}} : (tensor<2x8xf32>, tensor<4xf32>) -> tensor<2x8xf32>
    %1 = stablehlo.custom_call @${NORM}(%x, %w) {${dictionary}} : (tensor<2x8xf32>, tensor<4xf32>) -> tensor<2x8xf32>
    %2 = stablehlo.add %0, %1 : tensor<2x8xf32>
    return %2 : tensor<2x8xf32>
  }`;
  for (const name of ['custom', 'decompose'] as const) expect(failure(() => lowered(text, policy(name)))).toHaveLength(2);
});

test.each([
  ['a policy', { customOpPolicies: { 'ai_edge_torch.rmsnorm': { policy: 'decompose' } } }],
  ['an attribute', { customOpAttributes: { 'ai_edge_torch.rmsnorm': { epsilon: 1 } } }],
] as const)('%s for a custom op that the program has not is warned of, with the names that it has', (_, options) => {
  const reported: Diagnostic[] = [];
  lowered(norm(dictionary), { ...options, report: (diagnostic) => reported.push(diagnostic) });
  expect(reported).toEqual([
    expect.objectContaining({
      severity: 'warning',
      code: 'custom/unmet',
      message: `what is said of a custom op must name one of the program: ${NORM} (was ai_edge_torch.rmsnorm)`,
    }),
  ]);
});
