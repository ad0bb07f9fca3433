// Updates at computed places. Spec: scatter. A body that adds, multiplies, takes the greater or the less or the update itself is the
// kernel; operands that
// do not look at each other are scattered one by one; any other body is in scatter-any-body.ts.
import type { Region, stablehlo, Value, View } from '@hlolite/mlir-parser';
import { kernelSupport, type Tensor, type TensorType } from '@hlolite/tflite-schema';
import type { GraphBuilder } from '../graph-builder.js';
import type { Lowered } from '../lowered.js';
import { singleOperation } from '../recognise/region.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';
import { bodySubgraph } from './body-subgraph.js';
import { bitsAs, carrierOf } from './carrier.js';
import { elementOf, shapeOf } from './element-kind.js';
import { scatterAnyBody } from './scatter-any-body.js';
import { inOrder, signedIndices, withBatchNumbers } from './start-indices.js';

type Scatter = View<typeof stablehlo.ops.scatter>;

/** The one operator that the region of the kernel may hold; `update` is a region that gives the update back. */
type Combine = 'update' | 'STABLEHLO_ADD' | 'STABLEHLO_MULTIPLY' | 'STABLEHLO_MAXIMUM' | 'STABLEHLO_MINIMUM';

const combines: Readonly<Record<string, Combine>> = {
  'stablehlo.add': 'STABLEHLO_ADD',
  'stablehlo.multiply': 'STABLEHLO_MULTIPLY',
  'stablehlo.maximum': 'STABLEHLO_MAXIMUM',
  'stablehlo.minimum': 'STABLEHLO_MINIMUM',
};
/** Of 0 and 1, as bytes. */
const booleanCombines: typeof combines = {
  'stablehlo.or': 'STABLEHLO_MAXIMUM',
  'stablehlo.add': 'STABLEHLO_MAXIMUM',
  'stablehlo.maximum': 'STABLEHLO_MAXIMUM',
  'stablehlo.and': 'STABLEHLO_MINIMUM',
  'stablehlo.multiply': 'STABLEHLO_MINIMUM',
  'stablehlo.minimum': 'STABLEHLO_MINIMUM',
};

export function lowerScatter(given: Scatter, g: GraphBuilder): readonly (Tensor | Lowered)[] {
  const { inputs, updates, scatter_dimension_numbers: numbers, update_computation: body } = given;
  if (updates.some((update) => shapeOf(update).includes(0))) return inputs.map((input) => g.tensor(input));
  if (isSubtraction(body)) return g.rewrite((b) => [addNegated(given, b)]);
  const kernels = inputs.map((_, index) => kernelOf(body, index, g));
  if (!kernels.every((kernel) => kernel !== undefined)) return g.rewrite((b) => scatterAnyBody(given, b));
  const indices = signedIndices(given.scatter_indices, g);
  const starts = withBatchNumbers(indices, numbers.index_vector_dim, numbers.scatter_indices_batching_dims, g);
  return kernels.map((kernel, index) => byKernel(kernel, [inputs[index] as Value, starts, updates[index] as Value], given, g));
}

/** x − u₁ − u₂ … = x + (−u₁) + (−u₂) …, for floats to the bit. */
const isSubtraction = (body: Region) => singleOperation(body)?.name === 'stablehlo.subtract';

function addNegated(
  { inputs, scatter_indices: indices, updates, scatter_dimension_numbers: numbers }: Scatter,
  b: StableHloBuilder,
): Value {
  const negated = b.negate(updates[0] as Value);
  return b.scatter(inputs[0] as Value, indices, negated, numbers, (inner, [old, update]) => [inner.add(old as Value, update as Value)]);
}

/** How the kernel does a body: its operator, and the element type that it is given. */
interface ScatterKernel {
  readonly combine: Combine;
  readonly type: TensorType;
}

/** The kernel for what a body does to one of its operands; undefined where there is none, or where the body looks at other operands. */
function kernelOf({ blocks }: Region, index: number, g: GraphBuilder): ScatterKernel | undefined {
  const [block] = blocks;
  const result = block?.operations.at(-1)?.operands[index];
  const [old, update] = [block?.arguments[index], block?.arguments[index + g.operation.results.length]];
  const element = elementOf(g.operation.results[index] as Value);
  if (!result || !old || !update || [old, update, result].some((value) => elementOf(value) !== element)) return undefined;
  const { type } = g.resultInfo(index);
  if (result === update) return { combine: 'update', type: carrierOf('STABLEHLO_SCATTER', type) };
  const combine = (type === 'BOOL' ? booleanCombines : combines)[result.owner?.name ?? ''];
  if (combine === undefined || !result.owner?.operands.includes(old) || !result.owner.operands.includes(update)) return undefined;
  const worked = WORKED[type] ?? type;
  return kernelSupport('STABLEHLO_SCATTER', worked) === 'yes' ? { combine, type: worked } : undefined;
}

/** Types whose numbers are combined in another type, which holds each of them. */
const WORKED: Partial<Record<TensorType, TensorType>> = { BFLOAT16: 'FLOAT32', BOOL: 'INT8' };

function byKernel(
  { combine, type: worked }: ScatterKernel,
  [operand, starts, update]: readonly [Value, Tensor, Value],
  { scatter_dimension_numbers: numbers, indices_are_sorted: sorted, unique_indices: unique }: Scatter,
  g: GraphBuilder,
): Tensor {
  const { type, shape } = g.tensor(operand);
  const as = (tensor: Tensor, to: TensorType) => (combine === 'update' ? bitsAs(tensor, to, g) : g.cast(tensor, to));
  const fields = {
    update_window_dims: numbers.update_window_dims,
    inserted_window_dims: inOrder([...numbers.inserted_window_dims, ...numbers.input_batching_dims]),
    scatter_dims_to_operand_dims: [...numbers.input_batching_dims, ...numbers.scatter_dims_to_operand_dims],
    index_vector_dim: numbers.index_vector_dim,
    indices_are_sorted: sorted,
    unique_indices: unique,
    update_computation_subgraph_index: bodySubgraph(combine === 'update' ? undefined : combine, worked, g),
  };
  const operands = [as(g.tensor(operand), worked), starts, as(g.tensor(update), worked)];
  return as(g.emit('STABLEHLO_SCATTER', operands, fields, { type: worked, shape }), type);
}
