import { expect, test } from 'vitest';
import { minimumRuntime, type Operator, operatorOptions, type Quantization, type Tensor, versionOf } from './index.js';

const tensor = (type: Tensor['type'], shape: readonly number[] = [2], quantization?: Quantization): Tensor => ({
  name: '',
  type,
  shape,
  ...(quantization && { quantization }),
});
const perTensor: Quantization = { scale: [0.5], zeroPoint: [0n], dimension: 0 };
const perChannel: Quantization = { scale: [0.5, 0.25], zeroPoint: [0n, 0n], dimension: 0 };
const operator = (op: Operator['op'], inputs: readonly Tensor[], outputs: readonly Tensor[], options = operatorOptions(op)): Operator => ({
  op,
  inputs,
  outputs,
  ...(options && { options }),
});

const [f32, f16, i8, i16, i64] = (['FLOAT32', 'FLOAT16', 'INT8', 'INT16', 'INT64'] as const).map((type) => tensor(type)) as [
  Tensor,
  Tensor,
  Tensor,
  Tensor,
  Tensor,
];
const filter = tensor('FLOAT32', [8, 3, 3, 2]);

test.each<[string, Operator, number]>([
  ['ADD of f32', operator('ADD', [f32, f32], [f32]), 1],
  ['ADD of f16', operator('ADD', [f16, f16], [f16]), 6],
  ['ADD of i64', operator('ADD', [i64, i64], [i64]), 4],
  ['ADD of i16 without quantization', operator('ADD', [i16, i16], [i16]), 5],
  ['SUB of shapes that differ, at rank 5', operator('SUB', [tensor('FLOAT32', [1, 2, 3, 4, 5]), f32], [f32]), 3],
  ['SUB of shapes that differ, at rank 4', operator('SUB', [tensor('FLOAT32', [1, 2, 3, 4]), f32], [f32]), 1],
  ['FULLY_CONNECTED without bias', operator('FULLY_CONNECTED', [f32, f32], [f32]), 6],
  [
    'FULLY_CONNECTED that keeps dimensions',
    operator('FULLY_CONNECTED', [f32, f32, f32], [f32], operatorOptions('FULLY_CONNECTED', { keep_num_dims: true })),
    5,
  ],
  ['FULLY_CONNECTED hybrid', operator('FULLY_CONNECTED', [f32, i8, f32], [f32]), 3],
  ['FULLY_CONNECTED hybrid per channel', operator('FULLY_CONNECTED', [f32, tensor('INT8', [2, 4], perChannel), f32], [f32]), 12],
  ['CONV_2D with groups', operator('CONV_2D', [tensor('FLOAT32', [1, 9, 9, 4]), filter, f32], [f32]), 6],
  ['CONV_2D', operator('CONV_2D', [tensor('FLOAT32', [1, 9, 9, 2]), filter, f32], [f32]), 1],
  [
    'DEPTHWISE_CONV_2D dilated',
    operator('DEPTHWISE_CONV_2D', [f32, filter, f32], [f32], operatorOptions('DEPTHWISE_CONV_2D', { dilation_h_factor: 2 })),
    2,
  ],
  [
    'MUL whose scales need a large multiplier',
    operator(
      'MUL',
      [tensor('UINT8', [2], perTensor), tensor('UINT8', [2], perTensor)],
      [tensor('UINT8', [2], { ...perTensor, scale: [0.1] })],
    ),
    3,
  ],
  ['TRANSPOSE at rank 7', operator('TRANSPOSE', [tensor('FLOAT32', [1, 1, 1, 1, 1, 1, 1]), i8], [f32]), 8],
  ['CAST from f64', operator('CAST', [tensor('FLOAT64')], [f32]), 5],
  ['WHERE of bool', operator('WHERE', [tensor('BOOL')], [i64]), 1],
  ['WHERE of others', operator('WHERE', [f32], [i64]), 2],
  [
    'RESIZE_BILINEAR with half pixels',
    operator('RESIZE_BILINEAR', [f32, i8], [f32], operatorOptions('RESIZE_BILINEAR', { half_pixel_centers: true })),
    3,
  ],
  ['a given version', { ...operator('ADD', [f32, f32], [f32]), version: 7 }, 7],
])('%s has its version', (_, given, version) => {
  expect(versionOf(given)).toBe(version);
});

test('the least runtime of a model is the latest that any of its operators needs', () => {
  const of = (...operators: Operator[]) =>
    minimumRuntime({
      description: '',
      subgraphs: [{ name: '', tensors: [], inputs: [], outputs: [], operators }],
      signatures: [],
      metadata: [],
    });
  expect(of(operator('ADD', [f32, f32], [f32]))).toBe('1.5.0');
  expect(of(operator('ADD', [f32, f32], [f32]), operator('GELU', [f32], [f32]), operator('MUL', [f16, f16], [f16]))).toBe('2.23.0');
  expect(of()).toBe('');
});
