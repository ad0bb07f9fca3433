// Convolutions and windows with random attributes: their combinations are too many to be thought of one by one. The same in every run.
import type { ElementType } from '@hlolite/tensor';
import { test } from 'vitest';
import { check, random } from '../../../../tooling/op-check.js';

/** Choices from a seed. */
class Chance {
  constructor(private state: number) {}

  below(count: number): number {
    this.state = (Math.imul(this.state, 1103515245) + 12345) & 0x7fffffff;
    return (this.state >>> 8) % count;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  many<T>(count: number, one: () => T): T[] {
    return Array.from({ length: count }, one);
  }

  order(count: number): number[] {
    const order = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    return order;
  }
}

const text = (shape: readonly number[], element: string) => `tensor<${[...shape, element].join('x')}>`;
const extent = (size: number, dilation: number) => (size - 1) * dilation + 1;
const tolerance = (type: ElementType) => (type.endsWith('16') ? 3e-2 : 1e-4);

interface Program {
  readonly text: string;
  readonly type: ElementType;
  readonly shapes: readonly (readonly number[])[];
}

/** What moves a window over a shape, and how many places it has in each dimension. */
function windows(chance: Chance, window: readonly number[], sizes: readonly number[]) {
  const each = (choices: readonly number[]) => window.map(() => chance.of(choices));
  const [strides, holes, dilations] = [each([1, 1, 2, 3]), each([1, 1, 1, 2]), each([1, 1, 2])];
  const padding = window.map((size) => [chance.of([0, 0, 1, size - 1, -1]), chance.of([0, 0, 1, size, -1])] as const);
  const places = window.map((size, axis) => {
    const padded = extent(sizes[axis] as number, holes[axis] as number) + (padding[axis]?.[0] ?? 0) + (padding[axis]?.[1] ?? 0);
    return Math.floor((padded - extent(size, dilations[axis] as number)) / (strides[axis] as number)) + 1;
  });
  return { strides, holes, dilations, padding, places };
}

/** A convolution of any rank, order of dimensions, padding, dilation and group; undefined where no window fits. */
function convolution(chance: Chance): Program | undefined {
  const rank = chance.of([1, 2, 2, 2, 3]);
  const type = chance.of<ElementType>(['f32', 'f32', 'f16', 'i32', 'i8']);
  const groups = chance.of([1, 1, 2, 3]);
  const batchGroups = groups === 1 ? chance.of([1, 1, 2]) : 1;
  const depth = chance.of([1, 2, 3]);
  const outputs = chance.of([1, 2]) * groups * batchGroups;
  const window = chance.many(rank, () => chance.of([1, 2, 3]));
  const sizes = window.map((size) => 2 * size + chance.below(4));
  const { strides, holes, dilations, padding, places } = windows(chance, window, sizes);
  if (places.some((count) => count <= 0)) return undefined;
  const inOrder = chance.below(3) > 0 ? () => chance.order(rank + 2) : () => Array.from({ length: rank + 2 }, (_, index) => index);
  const placed = (names: readonly [string, string], [first, last]: readonly [number, number], spatial: readonly number[]) => {
    const order = inOrder();
    const [labels, dimensions] = [
      [names[0], ...spatial.keys(), names[1]],
      [first, ...spatial, last],
    ];
    return { labels: `[${order.map((index) => labels[index]).join(', ')}]`, shape: order.map((index) => dimensions[index] as number) };
  };
  const input = placed(['b', 'f'], [2 * batchGroups, depth * groups], sizes);
  const kernel = placed(['o', 'i'], [outputs, depth], window);
  const result = placed(['b', 'f'], [2, outputs], places);
  const [x, k, y] = [text(input.shape, type), text(kernel.shape, type), text(result.shape, type)];
  const reversed = window.map(() => chance.of([false, false, true]));
  const attributes = `stride = [${strides}], pad = [${padding.map((pair) => `[${pair}]`)}], lhs_dilate = [${holes}], rhs_dilate = [${dilations}], reverse = [${reversed}]`;
  const program = `func.func @main(%x: ${x}, %k: ${k}) -> ${y} {
    %0 = stablehlo.convolution(%x, %k) dim_numbers = ${input.labels}x${kernel.labels}->${result.labels}, window = {${attributes}} {feature_group_count = ${groups} : i64, batch_group_count = ${batchGroups} : i64} : (${x}, ${k}) -> ${y}
    return %0 : ${y}
  }`;
  return { text: program, type, shapes: [input.shape, kernel.shape] };
}

/** A window over any dimensions, from any initial value; undefined where none fits. */
function reduceWindow(chance: Chance): Program | undefined {
  const type = chance.of<ElementType>(['f32', 'f32', 'f16', 'i32', 'i8', 'ui8', 'i64', 'ui32']);
  const window = chance.many(chance.of([1, 2, 3, 4]), () => chance.of([1, 1, 2, 3, 5]));
  const sizes = window.map((size) => size + chance.below(5));
  const { strides, holes, dilations, padding, places } = windows(chance, window, sizes);
  if (places.some((count) => count <= 0)) return undefined;
  const [x, y, scalar] = [text(sizes, type), text(places, type), `tensor<${type}>`];
  const lists = { window_dimensions: window, window_strides: strides, base_dilations: holes, window_dilations: dilations };
  const attributes = Object.entries(lists).map(([name, list]) => `${name} = array<i64: ${list}>`);
  const program = `func.func @main(%x: ${x}, %c: ${scalar}) -> ${y} {
    %0 = "stablehlo.reduce_window"(%x, %c) <{${attributes.join(', ')}, padding = dense<[${padding.map((pair) => `[${pair}]`)}]> : tensor<${window.length}x2xi64>}> ({
    ^bb0(%a: ${scalar}, %b: ${scalar}):
      %1 = stablehlo.${chance.of(['add', 'maximum', 'minimum'])} %a, %b : ${scalar}
      stablehlo.return %1 : ${scalar}
    }) : (${x}, ${scalar}) -> ${y}
    return %0 : ${y}
  }`;
  return { text: program, type, shapes: [sizes, []] };
}

test.each([
  ['convolutions', convolution],
  ['windows', reduceWindow],
] as const)('random %s are right', async (_, make) => {
  const chance = new Chance(20261124);
  for (let count = 0; count < 25; ) {
    const program = make(chance);
    if (!program) continue;
    const { type, shapes } = program;
    await check(
      program.text,
      shapes.map((shape, index) => random(type, shape, index + 1)),
      { tolerance: tolerance(type) },
    );
    count++;
  }
});
