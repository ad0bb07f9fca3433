// Operators whose results have a shape that a tensor says. Where that tensor is no constant, LiteRT.js gives such a result, as an output of the graph, as
// memory that was never written, and an error only at the second run. Behind any other operator it is right: so a reshape to the same shape is put there.
import { fail } from '@hlolite/diagnostics';
import { writeNumbers } from '@hlolite/tensor';
import { type Operator, type OperatorName, options, type Tensor } from '@hlolite/tflite-schema';

/** Places of the operands that say the shape; none where the content of any operand does. */
const shapeOperands: Partial<Record<OperatorName, readonly number[]>> = {
  RESHAPE: [1],
  FILL: [0],
  BROADCAST_TO: [1],
  RANGE: [0, 1, 2],
  TILE: [1],
  PAD: [1],
  PADV2: [1],
  MIRROR_PAD: [1],
  SLICE: [2],
  STRIDED_SLICE: [1, 2, 3],
  EXPAND_DIMS: [1],
  TRANSPOSE: [1],
  ONE_HOT: [1],
  TOPK_V2: [1],
  SCATTER_ND: [2],
  SPARSE_TO_DENSE: [1],
  TRANSPOSE_CONV: [0],
  RESIZE_BILINEAR: [1],
  RESIZE_NEAREST_NEIGHBOR: [1],
  SPACE_TO_BATCH_ND: [1, 2],
  BATCH_TO_SPACE_ND: [1, 2],
  SUM: [1],
  MEAN: [1],
  REDUCE_MAX: [1],
  REDUCE_MIN: [1],
  REDUCE_PROD: [1],
  REDUCE_ANY: [1],
  REDUCE_ALL: [1],
  ARG_MAX: [1],
  ARG_MIN: [1],
  RANDOM_UNIFORM: [0],
  RANDOM_STANDARD_NORMAL: [0],
};

/** Those of the tensors whose shape LiteRT learns only while it runs. */
export function shapedAtRunTime(operators: readonly Operator[], tensors: readonly Tensor[]): readonly Tensor[] {
  const shaped = new Set(operators.filter(isShapedAtRunTime).flatMap(({ outputs }) => outputs));
  return tensors.filter((tensor) => shaped.has(tensor));
}

const isShapedAtRunTime = ({ op, inputs }: Operator): boolean =>
  shapeOperands[op]?.some((place) => inputs[place] && !inputs[place].data) ?? false;

/**
 * A reshape of a tensor to the shape that it has.
 * @throws CompileError `runtime/dynamic-shape` when the model does not say that
 */
export function sameShape(tensor: Tensor): Operator {
  const { name, type, shape, shapeSignature = shape, quantization } = tensor;
  if (shapeSignature.some((size) => size < 0))
    fail({
      code: 'runtime/dynamic-shape',
      message: `the shapes of results must be known before the model runs (was [${shapeSignature}])`,
      place: { label: `tensor "${name}"` },
      hint: 'convert the model with static shapes',
    });
  const target: Tensor = { name: `${name}.shape`, type: 'INT32', shape: [shape.length], data: writeNumbers('i32', [...shape]) };
  const result: Tensor = { name: `${name}.same`, type, shape, ...(quantization && { quantization }) };
  return { op: 'RESHAPE', inputs: [tensor, target], outputs: [result], options: options('ReshapeOptions', { new_shape: [...shape] }) };
}
