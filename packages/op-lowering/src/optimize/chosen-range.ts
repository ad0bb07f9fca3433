// Between which integers a number lies where a condition has it chosen: PyTorch's grid_sample takes a place, cast to an integer, where it
// is in the image, 0 ≤ x and x < width, and the first place elsewhere.
import type { Tensor } from '@hlolite/tflite-schema';
import { sameShape } from '../graph-builder.js';
import { splatOf } from './constants.js';
import type { Graph } from './graph.js';
import type { IntegerRange } from './integer-range.js';

/** The range of `value`, the cast of a float, where `condition` holds; undefined where the condition leaves a side open. */
export function chosenRange(
  condition: Tensor | null | undefined,
  value: Tensor | null | undefined,
  graph: Graph,
): IntegerRange | undefined {
  const cast = graph.producer(value);
  if (!condition || !value || cast?.op !== 'CAST' || !sameShape(condition.shape, value.shape)) return undefined;
  const given = cast.inputs[0];
  if (given?.type !== 'FLOAT32') return undefined;
  const sources = [given, withoutNaN(given, graph)];
  const bounds = all(condition, graph).flatMap((test) => boundOf(test, sources, graph));
  const least = Math.max(...bounds.map(({ least }) => least));
  const most = Math.min(...bounds.map(({ most }) => most));
  // A float that is not bounded from both sides may be beyond all integers, where a cast may give any.
  return Number.isFinite(least) && Number.isFinite(most) && least <= most ? { least, most } : undefined;
}

/** The tensor that is chosen where it equals itself: no NaN satisfies a comparison, so where one does it is that tensor. */
function withoutNaN(tensor: Tensor, graph: Graph): Tensor | undefined {
  const select = graph.producer(tensor);
  const [condition, chosen] = select?.op === 'SELECT_V2' ? select.inputs : [];
  const equal = graph.producer(condition);
  const isItself = equal?.op === 'EQUAL' && equal.inputs[0] === chosen && equal.inputs[1] === chosen;
  return isItself ? (chosen ?? undefined) : undefined;
}

/** The conditions that all hold where this one does. */
function all(condition: Tensor, graph: Graph): Tensor[] {
  const maker = graph.producer(condition);
  if (maker?.op !== 'LOGICAL_AND') return [condition];
  return maker.inputs.flatMap((each) => (each && sameShape(each.shape, condition.shape) ? all(each, graph) : []));
}

/** What a comparison with a constant says of the integer that a float is cast to, towards zero. */
function boundOf(test: Tensor, sources: readonly (Tensor | undefined)[], graph: Graph): IntegerRange[] {
  const maker = graph.producer(test);
  const [x, bound] = maker?.inputs ?? [];
  const limit = splatOf(bound);
  if (!x || !sources.includes(x) || limit === undefined || !sameShape(x.shape, test.shape)) return [];
  const [none, any] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (maker?.op === 'GREATER_EQUAL') return [{ least: Math.trunc(limit), most: any }];
  if (maker?.op === 'GREATER') return [{ least: limit < 0 ? Math.floor(limit) + 1 : Math.trunc(limit), most: any }];
  if (maker?.op === 'LESS_EQUAL') return [{ least: none, most: Math.trunc(limit) }];
  if (maker?.op === 'LESS') return [{ least: none, most: limit > 0 ? Math.ceil(limit) - 1 : Math.trunc(limit) }];
  return [];
}
