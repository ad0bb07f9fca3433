// Given: a body with `dot_general(x, transpose(w))`, the way PyTorch's Linear arrives. Result: the dot_general contracts w's own
// dimensions, so that no transpose is left, neither at run time nor of the weights in the file.
import { type Attribute, type DotDimensionNumbers, type Operation, operation, stablehlo, type Value, view } from '@hlolite/mlir-parser';
import { type Body, Rewriter } from './body.js';

export function absorbTransposes(body: Body): Body {
  const rewriter = new Rewriter();
  const operations = body.operations.map((original) => {
    const carried = rewriter.carry(original);
    const absorbed = carried.name === 'stablehlo.dot_general' ? absorb(carried) : carried;
    if (absorbed !== carried) rewriter.replace(carried.results[0] as Value, absorbed.results[0] as Value);
    return absorbed;
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

function absorb(dot: Operation): Operation {
  const { lhs, rhs, dot_dimension_numbers: numbers } = view(dot, stablehlo.ops.dot_general);
  const left = withoutTranspose(lhs, numbers.lhs_batching_dimensions, numbers.lhs_contracting_dimensions);
  const right = withoutTranspose(rhs, numbers.rhs_batching_dimensions, numbers.rhs_contracting_dimensions);
  if (left.value === lhs && right.value === rhs) return dot;
  const fields: DotDimensionNumbers = {
    lhs_batching_dimensions: left.batching,
    rhs_batching_dimensions: right.batching,
    lhs_contracting_dimensions: left.contracting,
    rhs_contracting_dimensions: right.contracting,
  };
  const attribute: Attribute = { kind: 'struct', name: 'stablehlo.dot', fields: { ...fields } };
  return operation({
    ...dot,
    operands: [left.value, right.value],
    attributes: { ...dot.attributes, dot_dimension_numbers: attribute },
    resultTypes: dot.results.map((result) => result.type),
  });
}

interface Side {
  readonly value: Value;
  readonly batching: readonly number[];
  readonly contracting: readonly number[];
}

/** The operand below a transpose with its dimensions named anew; the operand itself where the transpose reorders free dimensions. */
function withoutTranspose(value: Value, batching: readonly number[], contracting: readonly number[]): Side {
  const owner = value.owner;
  if (owner?.name !== 'stablehlo.transpose') return { value, batching, contracting };
  const { operand, permutation } = view(owner, stablehlo.ops.transpose);
  const free = permutation.filter((_, to) => !batching.includes(to) && !contracting.includes(to));
  // The result lists the free dimensions in the order of the operand, so their order must stay.
  if (free.some((from, index) => index > 0 && from < (free[index - 1] as number))) return { value, batching, contracting };
  const from = (to: number) => permutation[to] as number;
  return { value: operand, batching: batching.map(from), contracting: contracting.map(from) };
}
