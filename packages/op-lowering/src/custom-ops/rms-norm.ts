// RMS norm: y = x · rsqrt(mean(x², axis) + epsilon) · weight. The op that this project began with, defined as users define theirs.
import { elementName, float, isTensor, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { type CustomOpCall, customOp } from './custom-op.js';

/** Target names under which exporters write it. */
const targets = [
  'ai_edge_torch.rms_norm',
  'CustomRmsNorm',
  'hlolite.rms_norm',
  'custom_call.rms_norm',
  'odml.rms_norm',
  'litert_custom_op.rms_norm',
  'rms_norm',
];

/** The built-in custom op: RMS norm, under the names that exporters give it. */
export const rmsNorm = customOp({
  name: 'rms_norm',
  targets,
  attributes: {
    epsilon: {
      kind: 'float',
      // PyTorch's common choice; the origin's export loses the value, so taking it is always said aloud.
      default: 1e-6,
      aliases: ['eps'],
      check: (value) => (typeof value === 'number' && Number.isFinite(value) && value > 0 ? undefined : 'be a number greater than 0'),
    },
    axis: { kind: 'integer', default: -1, quiet: true },
  },
  inferTypes: ({ operands, attributes }) => {
    const { x, weight, axis } = parts({ operands, attributes });
    if (weight.shape.length !== 1) throw new Error(`weight must be 1-D (was ${weight.shape.length}-D)`);
    if (weight.shape[0] !== x.shape[axis])
      throw new Error(`weight must match the normalized dimension, ${x.shape[axis]} (was ${weight.shape[0]})`);
    return [x];
  },
  decompose: ({ operands, attributes }, b) => {
    const { x: type, axis } = parts({ operands, attributes });
    const [x, weight] = operands as readonly [Value, Value];
    const kept = type.shape.map((size, dimension) => (dimension === axis ? 1 : size));
    // Squares of f16 overflow at 256 and sums of bf16 stall after 256 terms, so these accumulate in f32.
    const wide = b.convert(x, tensor(type.shape, accumulator(type)));
    const sum = b.reshape(b.reduceAdd(b.multiply(wide, wide), [axis]), kept);
    const mean = b.divide(sum, b.splat(sum.type, type.shape[axis] as number));
    const inverse = b.rsqrt(b.add(mean, b.splat(mean.type, attributes.epsilon as number)));
    const spread = b.broadcast(inverse, type.shape, [...type.shape.keys()]);
    const scaled = b.multiply(wide, spread);
    const wideWeight = b.convert(weight, tensor([type.shape[axis] as number], accumulator(type)));
    return [b.convert(b.multiply(scaled, b.broadcast(wideWeight, type.shape, [axis])), type)];
  },
});

const accumulator = (type: TensorType) => (['f16', 'bf16'].includes(elementName(type.element)) ? float('f32') : type.element);

function parts({ operands, attributes }: CustomOpCall): { x: TensorType; weight: TensorType; axis: number } {
  const [x, weight] = operands.map((operand) => operand.type);
  if (operands.length !== 2 || !x || !weight || !isTensor(x) || !isTensor(weight))
    throw new Error(`rms_norm must have two tensor operands, x and weight (was ${operands.length})`);
  const axis = attributes.axis as number;
  const normalized = axis < 0 ? axis + x.shape.length : axis;
  if (normalized < 0 || normalized >= x.shape.length)
    throw new Error(`axis must name a dimension of x, which has ${x.shape.length} (was ${axis})`);
  return { x, weight, axis: normalized };
}
