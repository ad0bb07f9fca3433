// Reductions over sliding windows. Spec: reduce_window. A window that reaches from the start of a dimension to each place is a
// cumulative sum; pooling and the general form follow with the other ops.
import { stablehlo, type View } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { isNeutral } from '../recognise/identity.js';
import { singleOperation } from '../recognise/region.js';
import { rules } from '../rules.js';
import { shapeOf } from './element-kind.js';

export const window = rules(stablehlo, { reduce_window: lowerReduceWindow });

function lowerReduceWindow(given: View<typeof stablehlo.ops.reduce_window>, g: GraphBuilder): Tensor {
  const { inputs, init_values: initial, body } = given;
  const [input, init] = [inputs[0], initial[0]];
  const op = singleOperation(body);
  const neutral = init && g.constant(init);
  const cumulative = inputs.length === 1 ? cumulativeAxis(given) : undefined;
  if (cumulative === undefined || input === undefined || op?.name !== 'stablehlo.add' || !neutral || !isNeutral(op.name, neutral))
    return g.unsupported(
      'lower/unsupported-window',
      'reduce_window must be a cumulative sum: an add over a window as long as its dimension, from 0',
    );
  return g.emit('CUMSUM', [input, g.reshape(g.int32s([cumulative.axis]), [])], { exclusive: false, reverse: cumulative.reverse });
}

/** The dimension along which the window sums all that comes before (or, reversed, after) each place. */
function cumulativeAxis(given: View<typeof stablehlo.ops.reduce_window>): { axis: number; reverse: boolean } | undefined {
  const { inputs, window_dimensions: window, window_strides: strides, base_dilations: base, window_dilations: dilations, padding } = given;
  const shape = inputs[0] ? shapeOf(inputs[0]) : [];
  const plain = [strides, base, dilations].every((list) => list === undefined || list.every((step) => step === 1));
  const wide = window.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const axis = wide[0];
  if (!plain || wide.length !== 1 || axis === undefined || window[axis] !== shape[axis]) return undefined;
  const pads = shape.map((_, dimension) => padding?.[dimension] ?? [0, 0]);
  if (pads.some(([low, high], dimension) => dimension !== axis && (low !== 0 || high !== 0))) return undefined;
  const [low, high] = pads[axis] as readonly [number, number];
  const all = (shape[axis] as number) - 1;
  if (low === all && high === 0) return { axis, reverse: false };
  return low === 0 && high === all ? { axis, reverse: true } : undefined;
}
