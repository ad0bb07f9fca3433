// Scatter with a body that the kernel lacks, in other ops of StableHLO: windows are gathered, the body is run on whole windows, and what it
// gives is scattered back. Where places may repeat, a loop does so for one update after the other. Spec: scatter.
import { i32, i64, isTensor, type Region, type stablehlo, type TensorType, tensor, type Value, type View } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import { liftBody } from '../lift-body.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { elementOf, shapeOf } from './element-kind.js';

type Scatter = View<typeof stablehlo.ops.scatter>;

/** Where the windows of a scatter lie. */
interface Windows {
  /** Index vectors, and so updates. */
  readonly count: number;
  /** The shape of a window in all dimensions of the operand. */
  readonly shape: readonly number[];
  /** What lies outside is dropped element by element (spec): with a window's width of padding on both sides, everything lies inside. */
  readonly margin: readonly number[];
}

export function scatterAnyBody(given: Scatter, b: StableHloBuilder): readonly Value[] {
  const { inputs, update_computation: body, unique_indices: unique } = given;
  const windows = windowsOf(given);
  const { margin } = windows;
  const parameters = body.blocks[0]?.arguments ?? [];
  const starts = startsOf(given, windows, b);
  const updates = given.updates.map((update, index) => asRows(inTypeOf(update, parameters[inputs.length + index], b), given, windows, b));
  const padded = inputs.map((input, index) => {
    const operand = inTypeOf(input, parameters[index], b);
    return b.pad(operand, b.splat(scalarTypeOf(operand), 0), margin, margin);
  });
  const atOnce = unique || windows.count === 1;
  const results = (atOnce ? combine : oneByOne)(body, padded, starts, updates, b);
  const shape = shapeOf(inputs[0] as Value);
  const end = margin.map((size, axis) => size + (shape[axis] as number));
  return results.map((result) => b.slice(result, margin, end));
}

function windowsOf({ inputs, updates, scatter_dimension_numbers: numbers }: Scatter): Windows {
  const [operand, update] = [shapeOf(inputs[0] as Value), shapeOf(updates[0] as Value)];
  const alone = new Set([...numbers.inserted_window_dims, ...numbers.input_batching_dims]);
  const sizes = numbers.update_window_dims.map((axis) => update[axis] as number);
  const shape = operand.map((_, axis) => (alone.has(axis) ? 1 : (sizes.shift() as number)));
  const margin = shape.map((size, axis) => (numbers.scatter_dims_to_operand_dims.includes(axis) ? size : 0));
  return { count: elementCount(update) / elementCount(shape), shape, margin };
}

/** The updates as [count, ...window]. */
function asRows(update: Value, { scatter_dimension_numbers: numbers }: Scatter, { count, shape }: Windows, b: StableHloBuilder): Value {
  const inner = numbers.update_window_dims;
  const outer = shapeOf(update).flatMap((_, axis) => (inner.includes(axis) ? [] : [axis]));
  return b.reshape(b.transpose(update, [...outer, ...inner]), [count, ...shape]);
}

/** Where each window begins in the padded operand, as i32 [count, rank]. */
function startsOf(given: Scatter, { count, shape, margin }: Windows, b: StableHloBuilder): Value {
  const { inputs, scatter_indices: indices, scatter_dimension_numbers: numbers } = given;
  const operand = shapeOf(inputs[0] as Value);
  const vectors = vectorsOf(indices, numbers.index_vector_dim, count, b);
  const column = tensor([count, 1], i32);
  const columns = shape.map((_, axis) => {
    const [component, batch] = [numbers.scatter_dims_to_operand_dims.indexOf(axis), numbers.input_batching_dims.indexOf(axis)];
    if (batch >= 0) return batchNumbers(given, numbers.scatter_indices_batching_dims[batch] as number, b);
    if (component < 0) return b.splat(column, 0);
    const part = b.slice(vectors, [0, component], [count, component + 1]);
    const [type, width] = [scalarTypeOf(part), margin[axis] as number];
    const least = elementOf(part).startsWith('ui') ? 0 : -width;
    const clamped = b.clamp(b.splat(type, least), part, b.splat(type, operand[axis] as number));
    return b.add(b.convert(clamped, column), b.splat(column, width));
  });
  return b.concatenate(columns, 1);
}

/** The index vectors as [count, components], in a type that holds every size. */
function vectorsOf(indices: Value, vectorDimension: number, count: number, b: StableHloBuilder): Value {
  const axes = shapeOf(indices).flatMap((_, axis) => (axis === vectorDimension ? [] : [axis]));
  const last = vectorDimension < shapeOf(indices).length ? b.transpose(indices, [...axes, vectorDimension]) : indices;
  const components = shapeOf(indices)[vectorDimension] ?? 1;
  const flat = b.reshape(last, [count, components]);
  const element = elementOf(indices);
  if (element === 'i64' || element === 'ui64') return flat;
  return b.convert(flat, tensor([count, components], element === 'ui32' ? i64 : i32));
}

/** The number of each index vector in a batching dimension of the indices, as [count, 1]. */
function batchNumbers(
  { scatter_indices: indices, scatter_dimension_numbers: numbers }: Scatter,
  dimension: number,
  b: StableHloBuilder,
): Value {
  const vector = numbers.index_vector_dim;
  const batch = shapeOf(indices).filter((_, axis) => axis !== vector);
  const counted = b.iota(tensor(batch, i32), dimension > vector ? dimension - 1 : dimension);
  return b.reshape(counted, [elementCount(batch), 1]);
}

/** The windows at `starts` of the operands, combined with as many updates and put back. */
function combine(
  body: Region,
  operands: readonly Value[],
  starts: Value,
  updates: readonly Value[],
  b: StableHloBuilder,
): readonly Value[] {
  const rows = shapeOf(updates[0] as Value);
  const axes = rows.slice(1).map((_, axis) => axis);
  const window = axes.map((axis) => axis + 1);
  const gathered = {
    offset_dims: window,
    collapsed_slice_dims: [],
    operand_batching_dims: [],
    start_indices_batching_dims: [],
    start_index_map: axes,
    index_vector_dim: 1,
  };
  const scattered = {
    update_window_dims: window,
    inserted_window_dims: [],
    input_batching_dims: [],
    scatter_indices_batching_dims: [],
    scatter_dims_to_operand_dims: axes,
    index_vector_dim: 1,
  };
  const old = operands.map((operand) => b.gather(operand, starts, gathered, rows.slice(1)));
  const made = liftBody(body, [...old, ...updates], rows, b);
  return operands.map((operand, index) => b.scatter(operand, starts, made[index] as Value, scattered));
}

/** One update after the other, so that each sees what those before it left. */
const oneByOne: typeof combine = (body, operands, starts, updates, b) => {
  const [count] = shapeOf(starts) as readonly [number];
  const scalar = tensor([], i32);
  const [, ...results] = b.while(
    [b.splat(scalar, 0), ...operands],
    (inner, [number]) => inner.compare('LT', number as Value, inner.splat(scalar, count)),
    (inner, [number, ...state]) => {
      const row = (rows: Value) => {
        const sizes = shapeOf(rows).slice(1);
        return inner.dynamicSlice(rows, [number as Value, ...sizes.map(() => inner.splat(scalar, 0))], [1, ...sizes]);
      };
      return [inner.add(number as Value, inner.splat(scalar, 1)), ...combine(body, state, row(starts), updates.map(row), inner)];
    },
  );
  return results;
};

const scalarTypeOf = ({ type }: Value): TensorType => tensor([], (type as TensorType).element);

/** The value with the element type that the body's parameter has: a body may work in a wider one. */
const inTypeOf = (value: Value, parameter: Value | undefined, b: StableHloBuilder): Value =>
  parameter && isTensor(parameter.type) ? b.convert(value, tensor(shapeOf(value), parameter.type.element)) : value;
