// What each package exports, listed: a change of a front door is seen in review.
import { expect, test } from 'vitest';

const doors = {
  '@hlolite/diagnostics': () => import('@hlolite/diagnostics'),
  '@hlolite/tensor': () => import('@hlolite/tensor'),
  '@hlolite/mlir-parser': () => import('@hlolite/mlir-parser'),
  '@hlolite/stablehlo': () => import('@hlolite/stablehlo'),
  '@hlolite/tflite-schema': () => import('@hlolite/tflite-schema'),
  '@hlolite/op-lowering': () => import('@hlolite/op-lowering'),
  '@hlolite/tflite-writer': () => import('@hlolite/tflite-writer'),
  '@hlolite/tflite-reader': () => import('@hlolite/tflite-reader'),
  '@hlolite/rms-norm-kernel': () => import('@hlolite/rms-norm-kernel'),
  '@hlolite/runtime': () => import('@hlolite/runtime'),
  '@hlolite/runtime/node': () => import('@hlolite/runtime/node'),
  hlolite: () => import('hlolite'),
};

test.each(Object.entries(doors))('%s exports what it says', async (_, open) => {
  expect(Object.keys(await open()).sort()).toMatchSnapshot();
});
