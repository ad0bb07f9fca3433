import { expect, test } from 'vitest';
import { encodeFlexBuffer, Float, type Model, options, printModel, type Subgraph, type Tensor } from './index.js';

test('a model prints with its tensors, constants, options, subgraphs and signatures', () => {
  const f32 = (...numbers: number[]) => new Uint8Array(new Float32Array(numbers).buffer);
  const x: Tensor = { name: 'x', type: 'FLOAT32', shape: [1, 4], shapeSignature: [-1, 4] };
  const w: Tensor = { name: 'w', type: 'FLOAT32', shape: [4], data: f32(0.1, 1, 2, 3) };
  const big: Tensor = { name: 'big', type: 'FLOAT32', shape: [8], data: f32(...Array(8).fill(1)) };
  const packed: Tensor = {
    name: 'packed',
    type: 'INT4',
    shape: [3],
    data: Uint8Array.of(1, 2),
    quantization: { scale: [0.5, 0.25], zeroPoint: [0n, 0n], dimension: 0 },
  };
  const [y, z] = ['y', 'z'].map((name): Tensor => ({ name, type: 'FLOAT32', shape: [1, 4] })) as [Tensor, Tensor];
  const a: Tensor = { name: 'a', type: 'FLOAT32', shape: [] };
  const body: Subgraph = { name: '', tensors: [a], inputs: [a], outputs: [a], operators: [] };
  const composite = options('StableHLOCompositeOptions', {
    name: 'my.op',
    decomposition_subgraph_index: body,
    composite_attributes: encodeFlexBuffer({ axis: [1] }),
  });
  const main: Subgraph = {
    name: 'main',
    tensors: [x, w, big, packed, y, z],
    inputs: [x],
    outputs: [z],
    operators: [
      {
        op: 'CUSTOM',
        customCode: 'rms_norm',
        inputs: [x, w, null],
        outputs: [y],
        customOptions: encodeFlexBuffer({ epsilon: new Float(1) }),
      },
      { op: 'STABLEHLO_COMPOSITE', version: 3, inputs: [y], outputs: [z], options: composite },
    ],
  };
  const model: Model = {
    description: 'hlolite',
    subgraphs: [main, body],
    signatures: [{ key: 'serve', subgraph: main, inputs: [{ name: 'in', tensor: x }], outputs: [{ name: 'out', tensor: z }] }],
    metadata: [{ name: 'note', data: Uint8Array.of(1, 2, 3) }],
  };
  expect(printModel(model)).toBe(`description "hlolite"
subgraph main(%0 "x": FLOAT32[?,4]) -> (%5)
  %1 "w": FLOAT32[4] = 0.1, 1, 2, 3
  %2 "big": FLOAT32[8] = 1, 1, 1, 1, 1, 1, … (32 bytes)
  %3 "packed": INT4[3] quantized scale [0.5, 0.25] zero [0, 0] along 0 = 2 bytes
  %4 "y": FLOAT32[1,4] = CUSTOM "rms_norm"(%0, %1, none) {epsilon: 1.0}
  %5 "z": FLOAT32[1,4] = STABLEHLO_COMPOSITE v3(%4) {name = my.op, decomposition_subgraph_index = @#1, composite_attributes = {axis: [1]}}
subgraph #1(%0 "a": FLOAT32[]) -> (%0)
signature serve main(in = %0) -> (out = %5)
metadata note: 3 bytes
`);
});
