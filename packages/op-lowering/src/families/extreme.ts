// The greatest or least along dimensions, and its place. Spec: reduce. REDUCE_MAX and REDUCE_MIN pass over a NaN or keep it, by build and
// machine, and so do ARG_MAX and ARG_MIN: whether there is one is asked apart.
import type { Value } from '@hlolite/mlir-parser';
import { type Dense, expandedBytes, isInMemory, readNumbers } from '@hlolite/tensor';
import { kernelSupport, type Tensor, type TensorType } from '@hlolite/tflite-schema';
import { Arithmetic } from '../arithmetic.js';
import { emulationOf } from '../emulate.js';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { workingType } from '../working-type.js';
import { shapeOf } from './element-kind.js';
import { reducedBy } from './reduced-by.js';

type Extreme = 'greatest' | 'least';

const isFloat = (type: TensorType) => type.includes('FLOAT');

/** The greatest or least element along some dimensions; NaN where one of them is NaN. */
export function reducedExtreme(which: Extreme, given: Tensor, dimensions: readonly number[], g: GraphBuilder): Tensor {
  const op = which === 'greatest' ? 'REDUCE_MAX' : 'REDUCE_MIN';
  if (!isFloat(given.type)) return reducedBy(op, given, dimensions, g);
  const tensor = g.cast(given, workingType(given.type));
  const e = new Arithmetic(g);
  const hasNaN = reducedBy('REDUCE_ANY', e.isNaN(tensor), dimensions, g);
  return g.cast(e.select(hasNaN, Number.NaN, reducedBy(op, tensor, dimensions, g)), given.type);
}

/** Whether a kernel finds the place of an extreme of these elements. */
export function hasPlaceKernel(type: TensorType): boolean {
  const worked = workingType(type);
  return kernelSupport('ARG_MAX', worked) === 'yes' || emulationOf('ARG_MAX', worked) !== undefined;
}

/** The extreme along a dimension and the place of the first element that is it: of NaN the first, where there is one. */
export function extremeWithPlace(which: Extreme, input: Value, axis: number, g: GraphBuilder): readonly [value: Tensor, place: Tensor] {
  const given = g.tensor(input);
  const tensor = g.cast(given, workingType(given.type));
  const op = which === 'greatest' ? 'ARG_MAX' : 'ARG_MIN';
  const info = { type: 'INT32', shape: given.shape.filter((_, each) => each !== axis) } as const;
  const placeIn = (kernel: 'ARG_MAX' | 'ARG_MIN', values: Tensor) =>
    g.emit(kernel, [values, g.int32s([axis])], { output_type: 'INT32' }, info);
  let place = placeIn(op, tensor);
  if (isFloat(tensor.type)) {
    const e = new Arithmetic(g);
    const invalid = e.isNaN(tensor);
    place = e.select(reducedBy('REDUCE_ANY', invalid, [axis], g), placeIn('ARG_MAX', invalid), place);
  }
  return [reducedExtreme(which, given, [axis], g), g.cast(place, g.resultInfo(1).type)];
}

/** Whether a value counts 0, 1, 2 … along a dimension: then it says of each element where it stands. */
export function countsAlong(value: Value, axis: number, g: GraphBuilder): boolean {
  const lowered: Lowered = g.lowered(value);
  if (lowered.kind === 'broadcast') {
    const { source, dimensions } = lowered;
    return (
      source.kind === 'constant' &&
      dimensions.length === 1 &&
      dimensions[0] === axis &&
      countsBy(source.dense, 1, source.dense.shape[0] ?? 0)
    );
  }
  const dense = g.constant(value);
  const shape = shapeOf(value);
  return (
    dense !== undefined &&
    countsBy(
      dense,
      shape.slice(axis + 1).reduce((product, size) => product * size, 1),
      shape[axis] as number,
    )
  );
}

function countsBy(dense: Dense, inner: number, size: number): boolean {
  if (!isInMemory(dense.bytes)) return false;
  const numbers = [...readNumbers({ ...dense, bytes: expandedBytes(dense), splat: false })];
  return numbers.every((number, index) => Number(number) === Math.floor(index / inner) % size);
}
