// A TRANSPOSE before a RESHAPE moves behind it where the RESHAPE only merges or splits dimensions that lie side by side before the TRANSPOSE too:
// images become rows of patches so, and meet the TRANSPOSE that puts their channels last again.
import type { Tensor } from '@hlolite/tflite-schema';
import { int32sOf } from './constants.js';
import type { Rewrite } from './rewrite.js';

export const sinkTransposesBelowReshapes: Rewrite = {
  name: 'sink-transposes-below-reshapes',
  at: ['RESHAPE'],
  apply(reshape, graph) {
    const [input] = reshape.inputs;
    const [output] = reshape.outputs;
    const transpose = graph.made(input, 'TRANSPOSE');
    const permutation = int32sOf(transpose?.inputs[1]);
    const source = transpose?.inputs[0];
    if (!input || !output || !permutation || !source || input.shape.includes(0)) return false;
    const moved = movedGroups(groupsOf(input.shape, output.shape), permutation, source.shape);
    if (!moved) return false;
    const shape = moved.flatMap(({ to }) => to.map((axis) => output.shape[axis] as number));
    const order = moved.flatMap(({ to }) => to);
    const inner = graph.add(reshape, 'RESHAPE', [source, graph.int32s(shape)], {}, { type: source.type, shape });
    graph.replace(reshape, 'TRANSPOSE', [inner, graph.int32s(output.shape.map((_, axis) => order.indexOf(axis)))]);
    graph.removeDead(transpose);
    return true;
  },
};

/** Dimensions of the input that together hold what dimensions of the output do. */
interface Group {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The finest grouping; dimensions of size 1 go with what stands before them. */
function groupsOf(input: Tensor['shape'], output: Tensor['shape']): Group[] {
  const groups: Group[] = [];
  let [i, o] = [0, 0];
  while (i < input.length || o < output.length) {
    const from: number[] = [];
    const to: number[] = [];
    let [left, right] = [1, 1];
    do {
      if ((left <= right && i < input.length) || o >= output.length) left *= input[from[from.push(i++) - 1] as number] as number;
      else right *= output[to[to.push(o++) - 1] as number] as number;
    } while (left !== right);
    while (i < input.length && input[i] === 1) from.push(i++);
    while (o < output.length && output[o] === 1) to.push(o++);
    groups.push({ from, to });
  }
  return groups;
}

/**
 * The groups in the order of the source; undefined where a group's dimensions do not lie side by side there. Dimensions of size 1 do not
 * lie between others, and a group of them alone stands first.
 */
function movedGroups(groups: readonly Group[], permutation: readonly number[], source: Tensor['shape']): Group[] | undefined {
  const place = source.map((_, dimension) => source.slice(0, dimension).filter((size) => size !== 1).length);
  const placed = groups.map(({ from, to }) => ({
    from: from
      .map((axis) => permutation[axis] as number)
      .filter((dimension) => source[dimension] !== 1)
      .map((dimension) => place[dimension] as number),
    to,
  }));
  const together = placed.every(({ from }) =>
    from.every((dimension, index) => index === 0 || dimension === (from[index - 1] as number) + 1),
  );
  return together ? placed.sort((a, b) => (a.from[0] ?? -1) - (b.from[0] ?? -1)) : undefined;
}
