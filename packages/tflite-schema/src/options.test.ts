import { expect, test } from 'vitest';
import { operatorOptions, options, type Subgraph } from './index.js';

test('fields that equal their default are left out, also where the default is not zero', () => {
  expect(options('ConcatenationOptions', { axis: -1, fused_activation_function: 'NONE' }).fields).toEqual({ axis: -1 });
  expect(options('Conv2DOptions', { dilation_w_factor: 1, dilation_h_factor: 2 }).fields).toEqual({ dilation_h_factor: 2 });
  expect(options('AddOptions', { pot_scale_int16: true }).fields).toEqual({});
  expect(options('AddOptions', { pot_scale_int16: false }).fields).toEqual({ pot_scale_int16: false });
});

test('two ways to say the same give equal options', () => {
  expect(options('StablehloConcatenateOptions', { dimension: 2 })).toEqual(options('StablehloConcatenateOptions', { dimension: 2n }));
  expect(options('SoftmaxOptions', { beta: 0.1 }).fields.beta).toBe(Math.fround(0.1));
});

test('an operator finds its table by its name', () => {
  expect(operatorOptions('REDUCE_MAX', { keep_dims: true })).toEqual({ table: 'ReducerOptions', fields: { keep_dims: true } });
  expect(operatorOptions('TANH')).toBeUndefined();
});

test('a subgraph stays the object it is, even where index 0 would be the default', () => {
  const body: Subgraph = { name: 'body', tensors: [], inputs: [], outputs: [], operators: [] };
  expect(options('WhileOptions', { cond_subgraph_index: body }).fields.cond_subgraph_index).toBe(body);
  expect(options('StablehloCaseOptions', { branch_subgraph_indices: [body] }).fields.branch_subgraph_indices).toEqual([body]);
});

test.each([
  [{ axes: 1 }, 'ConcatenationOptions has no field axes'],
  [{ axis: 1.5 }, 'ConcatenationOptions.axis must be an integer (was number 1.5)'],
  [{ axis: 2 ** 31 }, 'must be between -2147483648 and 2147483647'],
  [{ fused_activation_function: 'SOFTMAX' }, 'must be one of NONE, RELU'],
])('%o is an error', (fields, message) => {
  expect(() => options('ConcatenationOptions', fields as object)).toThrow(message);
});

test('the types know the fields of each operator', () => {
  // @ts-expect-error: SOFTMAX has no axis
  expect(() => operatorOptions('SOFTMAX', { axis: 1 })).toThrow('SoftmaxOptions has no field axis');
  // @ts-expect-error: keep_dims is a boolean
  expect(() => operatorOptions('SUM', { keep_dims: 1 })).toThrow('must be a boolean');
});
