// Small models, a kernel and a catcher of diagnostics that the tests of the runtime share.
import { CompileError } from '@hlolite/diagnostics';
import { type Dense, denseOf, readNumbers, writeNumbers } from '@hlolite/tensor';
import {
  encodeFlexBuffer,
  type Float,
  type Model,
  type Operator,
  operatorOptions,
  type Subgraph,
  type Tensor,
  type TensorType,
} from '@hlolite/tflite-schema';
import { expect, vi } from 'vitest';
import { type Inputs, type Kernel, type KernelTensor, type LoadOptions, run } from '../src/node.js';

let counter = 0;
export const tensor = (type: TensorType, shape: readonly number[], data?: Uint8Array): Tensor => ({
  name: `t${counter++}`,
  type,
  shape,
  ...(data && { data }),
});
export const f32 = (...shape: number[]): Tensor => tensor('FLOAT32', shape);
export const constant = (shape: readonly number[], values: readonly number[]): Tensor =>
  tensor('FLOAT32', shape, writeNumbers('f32', values));

export function modelOf(inputs: Tensor[], outputs: Tensor[], operators: Operator[]): Model {
  const used = operators.flatMap(({ inputs: from, outputs: to }) => [...from, ...to]).filter((item) => item !== null);
  const main: Subgraph = { name: 'main', tensors: [...new Set([...inputs, ...outputs, ...used])], inputs, outputs, operators };
  const named = (prefix: string, tensors: readonly Tensor[]) => tensors.map((item, i) => ({ name: `${prefix}${i}`, tensor: item }));
  const signature = { key: 'serving_default', subgraph: main, inputs: named('x', inputs), outputs: named('y', outputs) };
  return { description: '', subgraphs: [main], signatures: [signature], metadata: [] };
}

export const builtin = (op: 'ADD' | 'MUL' | 'NEG' | 'ABS' | 'LOGICAL_NOT', inputs: Tensor[], output: Tensor): Operator => {
  const table = operatorOptions(op);
  return { op, inputs, outputs: [output], ...(table && { options: table }) };
};
export const custom = (customCode: string, inputs: Tensor[], outputs: Tensor[], attributes: Record<string, Float> = {}): Operator => ({
  op: 'CUSTOM',
  customCode,
  inputs,
  outputs,
  customOptions: encodeFlexBuffer(attributes),
});

export const floats = (item: KernelTensor | undefined): Float32Array => {
  if (item?.data instanceof Float32Array) return item.data;
  throw new Error('f32 is needed');
};

/** y = 2x, in TypeScript. */
export const double: Kernel = {
  name: 'my.double',
  outputShapes: ([x]) => (x ? [x.shape] : []),
  run([x], [y]) {
    floats(y).set(floats(x).map((value) => 2 * value));
  },
};

export const of = (...values: number[]): Dense => denseOf('f32', [values.length], values);
export const numbers = (tensors: readonly Dense[]): number[][] => tensors.map((dense) => Array.from(readNumbers(dense), Number));

/** The diagnostics that a run ends with. */
export async function problems(model: Model | Uint8Array, inputs: Inputs, loadOptions: LoadOptions = {}) {
  const error: unknown = await run(model, inputs, loadOptions).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CompileError)) throw new Error(`a CompileError was expected (was ${error})`);
  return error.diagnostics;
}

/** Neither hlolite nor LiteRT may write to the console: fails when something did since `watch`. */
export const consoleWatch = () => {
  const streams = (['log', 'warn', 'error', 'info'] as const).map((name) => vi.spyOn(console, name));
  return {
    expectSilence: () =>
      streams.forEach((stream) => {
        expect(stream).not.toHaveBeenCalled();
      }),
  };
};

export function additionModel(): Model {
  const [a, b, sum] = [f32(2, 2), f32(2, 2), f32(2, 2)];
  return modelOf([a, b], [sum], [builtin('ADD', [a, b], sum)]);
}
