// Ops that move complex numbers, or combine them by sums and products.
import { block, chlo, operation, type Region, stablehlo, type TensorType, type Type, tensor, type Value } from '@hlolite/mlir-parser';
import { singleOperation } from '../../recognise/region.js';
import type { Pair } from '../../special-functions/complex.js';
import { isComplex, type Parts, partType, type Split } from './parts.js';
import { type SplitRule, splitRules } from './rows.js';

const both = (_: unknown, parts: Parts): Pair => parts.both();

/** The state and the regions of these ops take any number of tensors: each complex one becomes two. */
const flat = (_: unknown, parts: Parts): readonly Split[] => flattened(parts);

export const structure: Readonly<Record<string, SplitRule>> = {
  ...splitRules(stablehlo, {
    broadcast: both,
    broadcast_in_dim: both,
    concatenate: both,
    dynamic_broadcast_in_dim: both,
    dynamic_gather: both,
    dynamic_pad: both,
    dynamic_reshape: both,
    dynamic_slice: both,
    dynamic_update_slice: both,
    gather: both,
    get_dimension_size: ({ operand }, parts) => parts.b.again(parts.operation, [parts.pair(operand).re], [resultType(parts)])[0] as Value,
    pad: both,
    real_dynamic_slice: both,
    reshape: both,
    reverse: both,
    select: both,
    set_dimension_size: both,
    slice: both,
    torch_index_select: both,
    transpose: both,
    collective_permute: both,
    'cross-replica-sum': both,

    dot: bilinear,
    dot_general: bilinear,
    einsum: bilinear,
    convolution: bilinear,
    dynamic_conv: bilinear,
    unary_einsum: both,

    // A sum is the sum of the parts; any other body becomes one of pairs.
    reduce: ({ body }, parts) => (isSum(body) ? apart(parts) : flattened(parts)),
    reduce_window: ({ body }, parts) => (isSum(body) ? apart(parts) : flattened(parts)),
    scatter: ({ update_computation: body }, parts) => (isSum(body) || givesUpdate(body) ? apart(parts) : flattened(parts)),
    // The comparator takes the two elements of each operand side by side.
    sort: (_, parts) => flattened(parts, (pairs) => sideBySide(pairs)),
    map: flat,
    while: flat,
    if: flat,
    case: flat,
    optimization_barrier: flat,
    all_gather: flat,
    all_reduce: flat,
    all_to_all: flat,
    collective_broadcast: flat,
  }),
  ...splitRules(chlo, { ragged_dot: bilinear }),
};

const resultType = ({ operation }: Parts) => (operation.results[0] as Value).type;

/** (a + ib)·(c + id) for any product that is linear in both operands: four real products. */
function bilinear(_: unknown, parts: Parts): Pair {
  const [lhs, rhs, ...others] = parts.operation.operands as readonly [Value, Value, ...Value[]];
  const type = partType(resultType(parts)) as TensorType;
  const rest = others.map((value) => parts.real(value));
  const product = (a: Value, b: Value) => parts.b.again(parts.operation, [a, b, ...rest], [type])[0] as Value;
  const [a, b] = [parts.pair(lhs), parts.pair(rhs)];
  if (!isComplex(rhs.type)) return { re: product(a.re, b.re), im: product(a.im, b.re) };
  if (!isComplex(lhs.type)) return { re: product(a.re, b.re), im: product(a.re, b.im) };
  return {
    re: parts.b.subtract(product(a.re, b.re), product(a.im, b.im)),
    im: parts.b.add(product(a.re, b.im), product(a.im, b.re)),
  };
}

const isSum = (region: Region): boolean => singleOperation(region)?.name === 'stablehlo.add';

/** Whether a body gives its second argument back: the update of a scatter. */
const givesUpdate = ({ blocks: [body] }: Region): boolean =>
  body?.operations.length === 1 && body.operations[0]?.operands[0] === body.arguments[1];

/** An op of one complex input whose region treats the parts alike: once for each part, with the region on real numbers. */
function apart(parts: Parts): Pair {
  const { operation: original, b } = parts;
  const element = (partType(resultType(parts)) as TensorType).element;
  const regions = original.regions.map((region) => onParts(region, element));
  const part = (name: 're' | 'im') => {
    const given = original.operands.map((value) => (isComplex(value.type) ? parts.pair(value)[name] : parts.real(value)));
    return b.again({ ...original, regions }, given, [partType(resultType(parts))])[0] as Value;
  };
  return { re: part('re'), im: part('im') };
}

/** A body of at most one op, on scalars of another element type. */
function onParts({ blocks: [body] }: Region, element: Type): Region {
  const scalar = tensor([], element);
  const written = block([scalar, scalar]);
  const now = new Map<Value, Value>();
  body?.arguments.forEach((argument, index) => now.set(argument, written.arguments[index] as Value));
  for (const inner of body?.operations ?? []) {
    const operands = inner.operands.map((value) => now.get(value) as Value);
    const made = operation({ ...inner, operands, resultTypes: inner.results.map(() => scalar) });
    inner.results.forEach((result, index) => now.set(result, made.results[index] as Value));
    written.operations.push(made);
  }
  return { blocks: [written] };
}

/** The op with each complex operand and result in two, in its regions too. */
function flattened(parts: Parts, arrange?: Parameters<Parts['region']>[1]): readonly Split[] {
  const { operation: original, b } = parts;
  const regions = original.regions.map((region) => parts.region(region, arrange));
  const types = original.results.flatMap(({ type }) => (isComplex(type) ? [partType(type), partType(type)] : [type]));
  const results = b.again({ ...original, regions }, parts.flat(original.operands), types);
  let at = 0;
  return original.results.map(({ type }) =>
    isComplex(type) ? { re: results[at++] as Value, im: results[at++] as Value } : (results[at++] as Value),
  );
}

function sideBySide(split: readonly (readonly Value[])[]): readonly Value[] {
  const arguments_: Value[] = [];
  for (let index = 0; index < split.length; index += 2) {
    const [left, right] = [split[index] as readonly Value[], split[index + 1] as readonly Value[]];
    left.forEach((value, part) => arguments_.push(value, right[part] as Value));
  }
  return arguments_;
}
