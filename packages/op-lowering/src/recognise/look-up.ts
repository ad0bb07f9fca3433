// Tensors of which every element is one of another's, by constant places along several dimensions.
import { kernelSupport } from '@hlolite/tflite-schema';
import { elementOf, shapeOf } from '../families/element-kind.js';
import { typeOfElement } from '../tensor-info.js';
import type { Resampling } from './resampling.js';

/** Look-ups along one dimension each, in the order in which least is copied. */
export type LookUps = readonly { readonly dimension: number; readonly places: Int32Array }[];

/** Undefined for what is no look-up, or where the kernel lacks the type. */
export function lookUpsOf({ source, axes, terms }: Resampling): LookUps | undefined {
  const [only] = terms;
  const type = typeOfElement(elementOf(source));
  if (terms.length !== 1 || !only || only.weights || type === undefined || kernelSupport('GATHER', type) !== 'yes') return undefined;
  const sizes = shapeOf(source);
  const along = axes.map(({ dimension }, axis) => ({ dimension, places: only.places[axis] as Int32Array }));
  const changing = along.filter(({ dimension, places }) => places.length !== sizes[dimension] || places.some((place, at) => place !== at));
  const grows = ({ dimension, places }: LookUps[0]) => places.length > (sizes[dimension] as number);
  const inward = changing.sort((a, b) => a.dimension - b.dimension);
  // A look-up copies as often as there are places in its dimension and those before it: what shrinks goes from the outermost
  // dimension inwards, and what grows after it, from the innermost outwards.
  return [...inward.filter((each) => !grows(each)), ...inward.filter(grows).reverse()];
}
