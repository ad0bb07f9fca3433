// Reductions over sliding windows. Spec: reduce_window. In this order: a window that reaches from the start of a dimension to each place is
// a cumulative sum; a maximum or sum of floats is pooled; integers have a kernel that slides; any other is combined from smaller windows.
import { stablehlo, type Value, type View } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import { kernelRanks, kernelSupport, type OperatorName, type Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { isNeutral } from '../recognise/identity.js';
import { singleOperation } from '../recognise/region.js';
import { rules } from '../rules.js';
import { bodySubgraph } from './body-subgraph.js';
import { elementOf, shapeOf } from './element-kind.js';
import { emitPool, isPooled, pooled } from './pooling.js';
import { lowerSelectAndScatter } from './select-and-scatter.js';
import { slideWindow, type Window } from './sliding-window.js';

export const window = rules(stablehlo, { reduce_window: lowerReduceWindow, select_and_scatter: lowerSelectAndScatter });

function lowerReduceWindow(given: View<typeof stablehlo.ops.reduce_window>, g: GraphBuilder): Tensor | readonly Lowered[] {
  const { inputs, init_values: initial, body } = given;
  const window = windowOf(given, g.context.anySize);
  const op = inputs.length === 1 ? singleOperation(body)?.name : undefined;
  const [input, init] = [inputs[0] as Value, initial[0] as Value];
  const constant = g.constant(init);
  const neutral = op !== undefined && constant !== undefined && isNeutral(op, constant);
  const widens = elementOf(input) !== elementOf(g.operation.results[0] as Value);
  if (widens) return g.rewrite((b) => slideWindow(inputs, initial, body, window, b));
  const sum = op === 'stablehlo.add' && neutral ? cumulative(input, window, g) : undefined;
  if (sum) return sum;
  // A pool passes over a NaN by machine (native LiteRT even over its neighbours), and sums in another order.
  if (neutral && !g.context.exact && isPooled(op, input, window))
    return emitPool(op, input, window, g) ?? g.rewrite((b) => [pooled(input, init, op, body, window, b)]);
  return sliding(op, input, init, window, g) ?? g.rewrite((b) => slideWindow(inputs, initial, body, window, b));
}

function windowOf(given: View<typeof stablehlo.ops.reduce_window>, anySize: boolean): Window {
  const ones = given.window_dimensions.map(() => 1);
  return {
    sizes: given.window_dimensions,
    strides: given.window_strides ?? ones,
    baseDilations: given.base_dilations ?? ones,
    dilations: given.window_dilations ?? ones,
    padding: given.padding ?? ones.map(() => [0, 0] as const),
    anySize,
  };
}

/** CUMSUM, where the kernel sums the type exactly and the window holds all that comes before (or, reversed, after) each place. */
function cumulative(input: Value, window: Window, g: GraphBuilder): Tensor | undefined {
  const found = cumulativeAxis(shapeOf(input), window);
  if (found === undefined || elementOf(input).startsWith('complex') || elementOf(input) === 'i1') return undefined;
  return g.emit('CUMSUM', [input, g.reshape(g.int32s([found.axis]), [])], { exclusive: false, reverse: found.reverse });
}

function cumulativeAxis(shape: readonly number[], { sizes, strides, baseDilations, dilations, padding }: Window) {
  const plain = [strides, baseDilations, dilations].every((list) => list.every((step) => step === 1));
  const wide = sizes.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const axis = wide[0];
  if (!plain || wide.length !== 1 || axis === undefined || sizes[axis] !== shape[axis]) return undefined;
  if (padding.some(([low, high], dimension) => dimension !== axis && (low !== 0 || high !== 0))) return undefined;
  const [low, high] = padding[axis] as readonly [number, number];
  const all = (shape[axis] as number) - 1;
  if (low === all && high === 0) return { axis, reverse: false };
  return low === 0 && high === all ? { axis, reverse: true } : undefined;
}

/** The ops that STABLEHLO_REDUCE_WINDOW knows, by their body in the program. */
const slidingBodies: Readonly<Record<string, OperatorName>> = {
  'stablehlo.add': 'STABLEHLO_ADD',
  'stablehlo.multiply': 'STABLEHLO_MULTIPLY',
  'stablehlo.maximum': 'STABLEHLO_MAXIMUM',
  'stablehlo.minimum': 'STABLEHLO_MINIMUM',
};

/** The kernel looks at every element of every window: for large ones, windows of windows are faster. */
const LARGEST_WINDOW = 64;

/** STABLEHLO_REDUCE_WINDOW, but for floats whose NaN a maximum or minimum of the kernel would lose. */
function sliding(op: string | undefined, input: Value, init: Value, window: Window, g: GraphBuilder): Tensor | undefined {
  const kernel = op === undefined ? undefined : slidingBodies[op];
  const { type, shape } = g.resultInfo();
  const ranks = kernelRanks('STABLEHLO_REDUCE_WINDOW');
  const within = ranks && shape.length >= ranks[0] && shape.length <= ranks[1] && !shape.includes(0);
  const losesNaN = type.includes('FLOAT') && (op === 'stablehlo.maximum' || op === 'stablehlo.minimum');
  if (!kernel || !within || losesNaN || type === 'BOOL' || elementCount(window.sizes) > LARGEST_WINDOW) return undefined;
  if (kernelSupport('STABLEHLO_REDUCE_WINDOW', type) !== 'yes') return undefined;
  return g.emit('STABLEHLO_REDUCE_WINDOW', [input, init], {
    window_dimensions: window.sizes,
    window_strides: window.strides,
    base_dilations: window.baseDilations,
    window_dilations: window.dilations,
    padding: window.padding.flat(),
    body_subgraph_index: bodySubgraph(kernel, type, g),
  });
}
