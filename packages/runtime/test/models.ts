// Small models, a kernel and a catcher of diagnostics that the tests of the runtime share.
import { CompileError } from '@hlolite/diagnostics';
import { type Dense, denseOf, readNumbers, writeNumbers } from '@hlolite/tensor';
import {
  encodeFlexBuffer,
  type Float,
  type Model,
  type Operator,
  operatorOptions,
  type Signature,
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

export function subgraphOf(name: string, inputs: Tensor[], outputs: Tensor[], operators: Operator[]): Subgraph {
  const used = operators.flatMap(({ inputs: from, outputs: to }) => [...from, ...to]).filter((item) => item !== null);
  return { name, tensors: [...new Set([...inputs, ...outputs, ...used])], inputs, outputs, operators };
}

/** A signature with inputs x0, x1 … and outputs y0, y1 … */
export function signatureOf(key: string, subgraph: Subgraph): Signature {
  const named = (prefix: string, tensors: readonly Tensor[]) => tensors.map((item, i) => ({ name: `${prefix}${i}`, tensor: item }));
  return { key, subgraph, inputs: named('x', subgraph.inputs), outputs: named('y', subgraph.outputs) };
}

/** A model whose first subgraph has a signature; `others` are what its operators run. */
export function modelOf(inputs: Tensor[], outputs: Tensor[], operators: Operator[], others: readonly Subgraph[] = []): Model {
  const main = subgraphOf('main', inputs, outputs, operators);
  return { description: '', subgraphs: [main, ...others], signatures: [signatureOf('serving_default', main)], metadata: [] };
}

export const builtin = (op: 'ADD' | 'MUL' | 'NEG' | 'ABS' | 'LESS' | 'LOGICAL_NOT', inputs: Tensor[], output: Tensor): Operator => {
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
