import { denseOf } from '@hlolite/tensor';
import type { Model, Subgraph, Tensor } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { expect, test } from 'vitest';
import { type Kernel, type KernelTensor, load } from '../node.js';

/** y = exp(x) on [?, 2]; with `custom` a CUSTOM op in place of EXP. */
function openModel(custom = false): Model {
  const tensor = (name: string): Tensor => ({ name, type: 'FLOAT32', shape: [1, 2], shapeSignature: [-1, 2] });
  const [x, y] = [tensor('x'), tensor('y')];
  const operator = custom
    ? ({ op: 'CUSTOM', customCode: 'mine', inputs: [x], outputs: [y] } as const)
    : ({ op: 'EXP', inputs: [x], outputs: [y] } as const);
  const subgraph: Subgraph = { name: 'main', tensors: [x, y], inputs: [x], outputs: [y], operators: [operator] };
  const signature = { key: 'serving', subgraph, inputs: [{ name: 'x', tensor: x }], outputs: [{ name: 'y', tensor: y }] };
  return { description: '', subgraphs: [subgraph], signatures: [signature], metadata: [] };
}
const zeros = (rows: number) => denseOf('f32', [rows, 2], new Array(2 * rows).fill(0));
const ones = (rows: number) => denseOf('f32', [rows, 2], new Array(2 * rows).fill(1));

test('each run chooses the sizes that the model leaves open, in any order and more often than models are kept', async () => {
  const session = await load(write(openModel()));
  expect(session.inputs).toEqual([{ name: 'x', type: 'f32', shape: [-1, 2] }]);
  for (const rows of [3, 1, 40, 2, 5, 6, 3, 7, 1]) expect(await session.run([zeros(rows)])).toEqual([ones(rows)]);
  expect(await Promise.all([8, 9, 10, 11, 12, 13].map((rows) => session.run({ x: zeros(rows) })))).toEqual(
    [8, 9, 10, 11, 12, 13].map((rows) => [ones(rows)]),
  );
  expect(await session.signatures.get('serving')?.run([zeros(4)])).toEqual([ones(4)]);
  session.dispose();
  await expect(session.run([zeros(1)])).rejects.toThrow('dispose');
});

test('sizes that the model says are checked', async () => {
  const session = await load(openModel());
  await expect(session.run([denseOf('f32', [2, 3], [0, 0, 0, 0, 0, 0])])).rejects.toThrow(
    'input "x" must be a tensor of f32[?, 2] (was f32[2, 3])',
  );
  session.dispose();
});

test('kernels run on tensors of the sizes that a run chooses, where their results have the shape of an input', async () => {
  const increment: Kernel = {
    name: 'mine',
    outputShapes: (inputs) => inputs.map(({ shape }) => shape),
    run: ([x], [y]) => {
      const [from, to] = [x as KernelTensor, y as KernelTensor];
      for (let i = 0; i < from.data.length; i++) to.data[i] = Number(from.data[i]) + 1;
    },
  };
  const session = await load(write(openModel(true)), { kernels: [increment] });
  for (const rows of [3, 1, 40, 3]) expect(await session.run([zeros(rows)])).toEqual([ones(rows)]);
  session.dispose();
});

test('a kernel whose results have other shapes needs a model that knows all sizes', async () => {
  const grow: Kernel = { name: 'mine', outputShapes: (inputs) => inputs.map(({ shape }) => [...shape, 2]), run: () => undefined };
  await expect(load(openModel(true), { kernels: [grow] })).rejects.toThrow('results of kernels must have the shape of an input');
  await expect(load(openModel(true))).rejects.toThrow('a kernel for the CUSTOM op mine must be given');
});
