// The gradient of pooling. Spec: select_and_scatter. Each window chooses one of its elements; the source's element for the window is
// combined into the result there. Written out place by place of the window: which windows chose this place, and where it lies.
import { fail } from '@hlolite/diagnostics';
import { i1, type Operation, placeOf, type stablehlo, type TensorType, tensor, type Value, type View } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import type { GraphBuilder } from '../graph-builder.js';
import { liftBody } from '../lift-body.js';
import type { Lowered } from '../lowered.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { shapeOf } from './element-kind.js';

type Given = View<typeof stablehlo.ops.select_and_scatter>;

/** More places than this would be more operators than a graph should have. */
const MOST_PLACES = 256;

export const lowerSelectAndScatter = (given: Given, g: GraphBuilder): readonly Lowered[] => g.rewrite((b) => [selectAndScatter(given, b)]);

function selectAndScatter(given: Given, b: StableHloBuilder): Value {
  const { operand, source, init_value: init } = given;
  const shape = shapeOf(operand);
  const window = given.window_dimensions ?? shape.map(() => 1);
  if (elementCount(window) > MOST_PLACES) refuse(window, b);
  const places = Array.from({ length: elementCount(window) }, (_, index) =>
    window.map((size, axis) => Math.floor(index / elementCount(window.slice(axis + 1))) % size),
  );
  const layout = layoutOf(given);
  const chosen = choices(given, places, layout, b);
  const zero = b.splat(tensor([], (source.type as TensorType).element), 0);
  const no = b.splat(tensor([], i1), 0);
  let result = b.broadcast(init, shape, []);
  places.forEach((place, index) => {
    const here = chosen[index];
    if (!here) return;
    // Places of the result that this place of some window covers, and what those windows bring.
    const brought = spread(source, zero, place, layout, b);
    const [combined] = liftBody(given.scatter, [result, brought], shape, b);
    result = b.select(spread(here, no, place, layout, b), combined as Value, result);
  });
  return result;
}

interface Layout {
  readonly shape: readonly number[];
  readonly places: readonly number[];
  readonly strides: readonly number[];
  readonly low: readonly number[];
}

function layoutOf({ operand, source, window_strides: strides, padding }: Given): Layout {
  const shape = shapeOf(operand);
  return {
    shape,
    places: shapeOf(source),
    strides: strides ?? shape.map(() => 1),
    low: padding?.map(([low]) => low) ?? shape.map(() => 0),
  };
}

/**
 * For each place of the window whether it is chosen, by window; undefined for a place that always lies on padding. An element stays chosen
 * while `select(chosen, next)` holds; the first one of a window is chosen without being asked.
 */
function choices(
  { operand, select }: Given,
  places: readonly (readonly number[])[],
  layout: Layout,
  b: StableHloBuilder,
): (Value | undefined)[] {
  const zero = b.splat(tensor([], (operand.type as TensorType).element), 0);
  const inside = b.splat(tensor(layout.shape, i1), 1);
  const no = b.splat(tensor([], i1), 0);
  let best: Value | undefined;
  let found: Value | undefined;
  const taken: (Value | undefined)[] = [];
  for (const place of places) {
    const value = gathered(operand, zero, place, layout, b);
    const isInside = gathered(inside, no, place, layout, b);
    if (best === undefined || found === undefined) {
      [best, found] = [value, isInside];
      taken.push(isInside);
      continue;
    }
    const [keeps] = liftBody(select, [best, value], layout.places, b) as [Value];
    const kept = b.emit('and', [found, keeps]);
    const takes = b.emit('and', [isInside, b.emit('not', [kept])]);
    best = b.select(takes, value, best);
    found = b.emit('or', [found, isInside]);
    taken.push(takes);
  }
  // What a later place takes an earlier one loses.
  let later: Value | undefined;
  return taken
    .reverse()
    .map((takes) => {
      const last = later && takes ? b.emit('and', [takes, b.emit('not', [later])]) : takes;
      later = later && takes ? b.emit('or', [later, takes]) : takes;
      return last;
    })
    .reverse();
}

/** The element at one place of every window; where that lies on padding, `outside`. */
function gathered(value: Value, outside: Value, place: readonly number[], layout: Layout, b: StableHloBuilder): Value {
  const ends = endsOf(place, layout);
  const low = ends.map(({ first }) => Math.max(-first, 0));
  const high = ends.map(({ last }, axis) => Math.max(last + 1 - (layout.shape[axis] as number), 0));
  const padded = b.pad(value, outside, low, high);
  return b.slice(
    padded,
    ends.map(({ first }, axis) => first + (low[axis] as number)),
    ends.map(({ last }, axis) => last + 1 + (low[axis] as number)),
    layout.strides,
  );
}

/** One element a window at the place of the operand where it lies for one place of the window; elsewhere `outside`. */
function spread(value: Value, outside: Value, place: readonly number[], layout: Layout, b: StableHloBuilder): Value {
  const ends = endsOf(place, layout);
  return b.pad(
    value,
    outside,
    ends.map(({ first }) => first),
    ends.map(({ last }, axis) => (layout.shape[axis] as number) - 1 - last),
    layout.strides.map((stride) => stride - 1),
  );
}

/** Where in the operand one place of the window lies for the first and the last window of each dimension. */
const endsOf = (place: readonly number[], { places, strides, low }: Layout) =>
  place.map((at, axis) => {
    const first = at - (low[axis] as number);
    return { first, last: first + ((places[axis] as number) - 1) * (strides[axis] as number) };
  });

const refuse = (window: readonly number[], b: StableHloBuilder): never =>
  fail({
    code: 'lower/unsupported-window',
    message: `select_and_scatter must have a window of at most ${MOST_PLACES} places (was ${window.join('x')})`,
    place: placeOf(b.location as Operation),
    hint: 'use a smaller window',
  });
