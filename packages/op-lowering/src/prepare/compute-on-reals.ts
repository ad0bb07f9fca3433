// Given: a body with quantized values. Result: ops that compute on them do so on the reals between a uniform_dequantize of each operand and a
// uniform_quantize of each result (spec: dequantize_op_quantize), as the reference interpreter does; LiteRT's quantized kernels round
// otherwise. Ops that only move elements move the stored integers.
import { hasStaticShape, isTensor, type Operation, type QuantizedType, type Type, type Value } from '@hlolite/mlir-parser';
import { expressedOperation, expressedType } from '@hlolite/stablehlo';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, Rewriter } from './body.js';

const MOVING = new Set(
  `constant reshape transpose broadcast_in_dim dynamic_broadcast_in_dim dynamic_reshape concatenate slice dynamic_slice
   dynamic_update_slice real_dynamic_slice pad dynamic_pad reverse gather dynamic_gather scatter sort while if case return bitcast_convert
   optimization_barrier tuple get_tuple_element custom_call composite all_gather all_reduce all_to_all collective_permute
   collective_broadcast reduce_scatter uniform_dequantize`
    .split(/\s+/)
    .map((name) => `stablehlo.${name}`),
);

/** The quantized element type of a tensor type. */
export const quantizedElement = (type: Type): QuantizedType | undefined =>
  isTensor(type) && type.element.kind === 'quantized' ? type.element : undefined;

const isQuantized = ({ type }: Value): boolean => quantizedElement(type) !== undefined;

export function computeOnReals(body: Body): Body {
  const rewriter = new Rewriter();
  let changed = false;
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    if (!computesOnQuantized(carried)) return [carried];
    changed = true;
    const b = new StableHloBuilder(carried);
    onReals(carried, b).forEach((value, index) => {
      rewriter.replace(carried.results[index] as Value, value);
      if (carried !== original) rewriter.replace(original.results[index] as Value, value);
    });
    return b.operations;
  });
  return changed ? { ...body, operations, results: rewriter.values(body.results) } : body;
}

function computesOnQuantized({ name, operands, results }: Operation): boolean {
  return !MOVING.has(name) && /^(stablehlo|chlo)\./.test(name) && (operands.some(isQuantized) || results.some(isQuantized));
}

/** Adds the op on reals, and gives its results, quantized again. */
function onReals(given: Operation, b: StableHloBuilder): readonly Value[] {
  const reals = given.operands.map((value) =>
    isQuantized(value) ? b.emit('uniform_dequantize', [value], {}, expressedType(value.type)) : value,
  );
  const types = given.results.map(({ type }) => type);
  const finite = given.operands.every(isQuantized) && !MAY_BE_NAN.has(given.name);
  const quantized = (value: Value, type: Type): Value => {
    const element = quantizedElement(type);
    return element ? b.emit('uniform_quantize', [finite ? value : withoutNaN(value, element, b)], {}, type) : value;
  };
  if (given.name === 'stablehlo.uniform_quantize') return [quantized(reals[0] as Value, types[0] as Type)];
  const op = expressedOperation(given, reals);
  b.operations.push(op);
  return op.results.map((value, index) => quantized(value, types[index] as Type));
}

/** Ops that make NaN of numbers; reals of stored integers are numbers. */
const MAY_BE_NAN = new Set(
  ['divide', 'remainder', 'log', 'log_plus_one', 'sqrt', 'rsqrt', 'power', 'tan'].map((name) => `stablehlo.${name}`),
);

/** NaN is stored as 0; the kernel that quantizes stores anything. Where scales differ, the row sees to it. */
function withoutNaN(value: Value, { scales, zeroPoints }: QuantizedType, b: StableHloBuilder): Value {
  if (scales.length !== 1 || !hasStaticShape(value.type)) return value;
  const storedZero = -Number(zeroPoints[0] ?? 0n) * (scales[0] as number);
  return b.select(b.compare('EQ', value, value), value, b.splat(value.type, storedZero));
}
