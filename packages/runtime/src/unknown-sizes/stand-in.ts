// Shapes are asked for without running kernels: in place of a CUSTOM op stands a builtin one whose results have the same shapes. A kernel whose
// results always have the shape of an input allows that; whether the shapes are right is checked when the op itself is loaded with them.
import { type Operator, operatorOptions, type Tensor } from '@hlolite/tflite-schema';
import { decodeOptions } from '../kernels/custom-options.js';
import type { Kernel, TensorInfo } from '../kernels/kernel.js';
import { infoOf } from '../lite-rt/host-tensor.js';

/** Sizes to try a kernel with: what holds for both holds for all. */
const TRIED = [5, 23];

/** Builtin operators with results of the same shapes; undefined when a result has not the shape of an input. */
export function standIns(custom: Operator, kernel: Kernel, options: Uint8Array): readonly Operator[] | undefined {
  const inputs = custom.inputs.filter((tensor) => tensor !== null);
  const alike = TRIED.map((size) => {
    const infos = inputs.map((tensor): TensorInfo => ({ ...infoOf(tensor, tensor.name), shape: triedShape(tensor, size) }));
    const shapes = kernel.outputShapes(infos, decodeOptions(options));
    return shapes.map((shape) => infos.findIndex((info) => `${info.shape}` === `${shape}`));
  });
  const [first, second] = alike as [number[], number[]];
  if (first.length !== custom.outputs.length || first.includes(-1) || `${first}` !== `${second}`) return undefined;
  return custom.outputs.map((output, i) => same(inputs[first[i] as number] as Tensor, output));
}

const triedShape = ({ shape, shapeSignature = shape }: Tensor, size: number) => shapeSignature.map((each) => (each < 0 ? size : each));

/** A result of an input's shape; its content does not matter. */
function same(input: Tensor, output: Tensor): Operator {
  if (input.type === output.type) return { op: 'MAXIMUM', inputs: [input, input], outputs: [output] };
  const options = operatorOptions('CAST', { in_data_type: input.type, out_data_type: output.type });
  return { op: 'CAST', inputs: [input], outputs: [output], ...(options && { options }) };
}
