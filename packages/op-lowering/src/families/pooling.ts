// Windows that kernels slide: MAX_POOL_2D and AVERAGE_POOL_2D on [batch, height, width, channels]. A maximum or sum over a window of one or
// two dimensions is put into that form; the row of reduce_window then finds it there. Spec: reduce_window.
import type { Region, TensorType, Value } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import { i64s, type StableHloBuilder } from '../stablehlo-builder.js';
import { kernelPadding } from './convolution-kernels.js';
import { elementOf, shapeOf } from './element-kind.js';
import { inverseOf } from './permute.js';
import type { Window } from './sliding-window.js';

/** The ops that are pooled. */
export type Pooling = 'stablehlo.maximum' | 'stablehlo.add';

/** Whether kernels pool this: a window of one or two dimensions without dilations, on floats. */
export function isPooled(op: string | undefined, input: Value, given: Window): op is Pooling {
  const { sizes, strides, baseDilations, dilations, padding } = given;
  const wide = windowed(sizes);
  const plain = [...baseDilations, ...dilations].every((step) => step === 1);
  const inside = padding.every(([low, high], axis) => {
    const still = low === 0 && high === 0 && strides[axis] === 1;
    return sizes[axis] === 1 ? still : low >= 0 && high >= 0;
  });
  const float = ['f32', 'f16', 'bf16'].includes(elementOf(input)) && !shapeOf(input).includes(0);
  return (op === 'stablehlo.maximum' || op === 'stablehlo.add') && float && plain && inside && wide.length > 0 && wide.length <= 2;
}

const windowed = (sizes: readonly number[]) => sizes.flatMap((size, axis) => (size === 1 ? [] : [axis]));

/** The kernel for a window that stands as one wants it; undefined for any other. */
export function emitPool(op: Pooling, input: Value, window: Window, g: GraphBuilder): Tensor | undefined {
  const { sizes, strides } = window;
  const [batch, height, width, channels] = sizes;
  if (sizes.length !== 4 || batch !== 1 || channels !== 1 || strides[0] !== 1 || strides[3] !== 1) return undefined;
  const padding = paddingOf(op, shapeOf(input), window);
  if (padding === undefined) return undefined;
  const fields = {
    padding,
    stride_h: strides[1] as number,
    stride_w: strides[2] as number,
    filter_height: height as number,
    filter_width: width as number,
  };
  if (op === 'stablehlo.maximum') return g.emit('MAX_POOL_2D', [input], fields);
  const mean = g.emit('AVERAGE_POOL_2D', [input], fields);
  const element = (input.type as TensorType).element;
  const count = g.scalar(element.kind === 'float' ? (element.name as 'f32') : 'f32', elementCount(sizes));
  return g.emit('MUL', [mean, count]);
}

type Images = Pick<Window, 'sizes' | 'strides' | 'padding' | 'anySize'>;

/** What is outside does not count in the kernels: right for a maximum, but a mean would be one of fewer elements. */
function paddingOf(op: Pooling, shape: readonly number[], { sizes, strides, padding, anySize }: Images): 'SAME' | 'VALID' | undefined {
  const spatial = <T>(list: readonly T[]) => list.slice(1, 3);
  const found = kernelPadding({
    sizes: spatial(shape),
    window: spatial(sizes),
    strides: spatial(strides),
    kernelDilation: [1, 1],
    padding: spatial(padding),
    anySize,
  });
  return op === 'stablehlo.add' && found === 'SAME' ? undefined : found;
}

/** The window with its dimensions as height and width of images: what is not windowed is batch or, the last of it, channels. */
export function pooled(input: Value, neutral: Value, op: Pooling, body: Region, window: Window, b: StableHloBuilder): Value {
  const shape = shapeOf(input);
  const wide = windowed(window.sizes);
  const others = shape.map((_, axis) => axis).filter((axis) => !wide.includes(axis));
  const [batches, channel] = [others.slice(0, -1), others.slice(-1)];
  const order = [...batches, ...wide, ...channel];
  const image = <T>(list: readonly T[], one: T): T[] => {
    const spatial = wide.map((axis) => list[axis] as T);
    return spatial.length === 1 ? [one, ...spatial] : spatial;
  };
  const [sizes, strides, padding] = [image(window.sizes, 1), image(window.strides, 1), image(window.padding, [0, 0] as const)];
  const count = (axes: readonly number[]) => elementCount(axes.map((axis) => shape[axis] as number));
  const images = b.reshape(b.transpose(input, order), [count(batches), ...image(shape, 1), count(channel)]);
  const placed = slide(
    images,
    neutral,
    op,
    { sizes: [1, ...sizes, 1], strides: [1, ...strides, 1], padding: [NONE, ...padding, NONE], anySize: window.anySize },
    body,
    b,
  );
  const places = shapeOf(placed).slice(wide.length === 1 ? 2 : 1, 3);
  const result = b.reshape(placed, [
    ...batches.map((axis) => shape[axis] as number),
    ...places,
    ...channel.map((axis) => shape[axis] as number),
  ]);
  return b.transpose(result, inverseOf(order));
}

const NONE = [0, 0] as const;

/** The window on images; padding that the kernel does not do itself is made of the neutral element. */
function slide(images: Value, neutral: Value, op: Pooling, window: Images, body: Region, b: StableHloBuilder): Value {
  const { sizes, strides, padding } = window;
  const explicit = paddingOf(op, shapeOf(images), window) === undefined;
  const [low, high] = [padding.map(([before]) => before), padding.map(([, after]) => after)];
  const attributes = {
    window_dimensions: i64s(sizes),
    window_strides: i64s(strides),
    padding: i64s(explicit ? padding.flatMap(() => NONE) : padding.flat()),
  };
  return b.emit('reduce_window', [explicit ? b.pad(images, neutral, low, high) : images, neutral], attributes, undefined, body.blocks);
}
