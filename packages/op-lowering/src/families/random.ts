// Random numbers (spec: rng, rng_bit_generator). Bits of a state are the same everywhere; those of rng are new in every run.
import { stablehlo, type View } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { OperatorName, Tensor, TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import type { GraphBuilder } from '../graph-builder.js';
import { rules } from '../rules.js';
import { workingType } from '../working-type.js';

export const random = rules(stablehlo, { rng: draw, rng_bit_generator: generateBits });

const algorithms = { DEFAULT: 'THREEFRY', THREE_FRY: 'THREEFRY', PHILOX: 'PHILOX' } as const;

function generateBits(
  { initial_state: state, rng_algorithm: algorithm }: View<typeof stablehlo.ops.rng_bit_generator>,
  g: GraphBuilder,
): readonly Tensor[] {
  const [stateInfo, { type, shape }] = [g.resultInfo(0), g.resultInfo(1)];
  if (type.includes('FLOAT') || type.startsWith('COMPLEX') || stateInfo.type !== 'UINT64')
    g.unsupported('lower/unsupported-dtype', `rng_bit_generator must give integers from a state of ui64 (was ${type}, ${stateInfo.type})`);
  const fields = { algorithm: algorithms[algorithm] };
  const isLong = type === 'INT64' || type === 'UINT64';
  if (isLong) return g.emitAll('STABLEHLO_RNG_BIT_GENERATOR', [state], fields, [stateInfo, { type, shape }]);
  // Narrower types take the low bits of words of 32.
  const count = elementCount(shape);
  const words = algorithm === 'PHILOX' ? count : 2 * Math.ceil(count / 2);
  const results = g.emitAll('STABLEHLO_RNG_BIT_GENERATOR', [state], fields, [stateInfo, { type: 'UINT32', shape: [words] }]);
  const [next, drawn] = results as [Tensor, Tensor];
  const ordered = algorithm === 'PHILOX' ? drawn : lowWordsFirst(drawn, words, count, g);
  return [next, g.cast(g.reshape(ordered, shape), type)];
}

/** The kernel gives the two words of each encryption together; XLA all low ones, then all high ones. */
function lowWordsFirst(drawn: Tensor, words: number, count: number, g: GraphBuilder): Tensor {
  if (words === 2) return sliced(drawn, count, g);
  const split = g.transpose(g.reshape(drawn, [words / 2, 2]), [1, 0]);
  return sliced(g.reshape(split, [words]), count, g);
}

const sliced = (tensor: Tensor, count: number, g: GraphBuilder): Tensor =>
  tensor.shape[0] === count
    ? tensor
    : g.emit('SLICE', [tensor, g.int32s([0]), g.int32s([count])], {}, { type: tensor.type, shape: [count] });

/** Uniform numbers in [a, b), or normal ones with the mean a and the deviation b, by the kernel that draws f32. */
function draw({ a, b, rng_distribution: distribution }: View<typeof stablehlo.ops.rng>, g: GraphBuilder): Tensor {
  const { type, shape } = g.resultInfo();
  if (type === 'BOOL') g.unsupported('lower/unsupported-dtype', 'rng must draw numbers (was booleans)');
  const e = new Arithmetic(g);
  const kernel: OperatorName = distribution === 'NORMAL' ? 'RANDOM_STANDARD_NORMAL' : 'RANDOM_UNIFORM';
  const drawn = g.emit(kernel, [g.int32s(shape)], {}, { type: 'FLOAT32', shape });
  const working: TensorType = type.includes('FLOAT') ? workingType(type) : 'INT64';
  const [first, second] = [g.cast(a, working), g.cast(b, working)];
  if (distribution === 'NORMAL') return g.cast(e.add(e.multiply(drawn, second), first), type);
  const range = e.subtract(second, first);
  const steps = e.multiply(drawn, g.cast(range, 'FLOAT32'));
  if (working !== 'INT64') return g.cast(e.add(steps, first), type);
  // Rounding may reach the end of the range, which is not in it.
  return g.cast(e.add(e.minimum(e.cast(steps, 'INT64'), e.subtract(range, 1)), first), type);
}
