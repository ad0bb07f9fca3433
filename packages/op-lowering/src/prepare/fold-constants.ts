// Given: a body. Result: operations on constants replaced by their value, as the reference interpreter computes it, where that does
// not grow the file; operations that change nothing (x · 1, a reshape to the same shape) replaced by their operand; and branches whose
// choice is a constant by the one that is taken.
import {
  elementName,
  hasStaticShape,
  isTensor,
  type Operation,
  operation,
  stablehlo,
  type Type,
  type Value,
  view,
} from '@hlolite/mlir-parser';
import { evaluate, isImplemented } from '@hlolite/stablehlo';
import {
  byteLength,
  convertedLater,
  type Dense,
  elementCount,
  elementInfo,
  isElementType,
  isInMemory,
  permutedLater,
  readNumbers,
} from '@hlolite/tensor';
import { type Body, carryThrough, isConstant, Rewriter } from './body.js';
import { chosenBranch } from './chosen-branch.js';

/** Results up to this size are folded even when their operands are smaller (iota has none): masks and position tables. */
const SMALL = 1 << 16;
/** Weights larger than this are not computed with here: what remains to be done with them is done once at run time or by the writer. */
const LARGEST_OPERAND = 1 << 26;

/** An attribute of operations that have a known size only for now (unknown-sizes/two-sizes.ts): they are not folded. */
export const UNKNOWN_SIZE = 'hlolite.unknown_size';

/** `constants` are those known outside, for the body of a branch or a loop. */
export function foldConstants(body: Body, constants = new Map<Value, Dense>()): Body {
  const rewriter = new Rewriter();
  const operations: Operation[] = [];
  for (const original of body.operations) {
    const branch = chosenBranch(original, (value) => constants.get(rewriter.value(value)));
    if (branch) {
      const taken = foldConstants(rewriter.body(branch), constants);
      operations.push(...taken.operations);
      original.results.forEach((result, index) => rewriter.replace(result, taken.results[index] as Value));
      continue;
    }
    const carried = carryThrough(rewriter, original, (inner) => foldConstants(inner, constants));
    const same = unchanged(carried, constants);
    if (same) {
      rewriter.replace(carried.results[0] as Value, same);
      continue;
    }
    const values = isConstant(carried) ? constantValue(carried) : folded(carried, (value) => constants.get(value));
    if (values === undefined || isConstant(carried) || growsByRepeating(carried, values)) {
      operations.push(carried);
      values?.forEach((dense, index) => constants.set(carried.results[index] as Value, dense));
      continue;
    }
    const name = KEEPS_NAME.has(carried.name) ? constants.get(carried.operands[0] as Value)?.name : undefined;
    values.forEach((value, index) => {
      const dense = name === undefined ? value : { ...value, name };
      const constant = constantOperation(carried, dense, index);
      const [result] = constant.results as readonly [Value];
      operations.push(constant);
      constants.set(result, dense);
      rewriter.replace(carried.results[index] as Value, result);
    });
  }
  return { ...body, operations, results: rewriter.values(body.results) };
}

/** A broadcast of constants stays an operation: kernels take its small operand, and what can be folded behind it uses the value. */
const growsByRepeating = ({ name }: Operation, [value]: readonly Dense[]) =>
  name === 'stablehlo.broadcast_in_dim' && value !== undefined && !value.splat;

/** As `folded`, for an operation that a row has written: undefined also where the operation had better stay. */
export function foldedInPlace(candidate: Operation, constantOf: (value: Value) => Dense | undefined): readonly Dense[] | undefined {
  const values = folded(candidate, constantOf);
  return values && growsByRepeating(candidate, values) ? undefined : values;
}

/** The data of a constant operation, or undefined for elements that tensors here cannot hold. */
export function constantValue(constant: Operation): readonly [Dense] | undefined {
  const { value } = constant.attributes;
  if (value?.kind !== 'dense' || value.type.kind !== 'tensor') return undefined;
  const type = elementName(value.type.element);
  if (!isElementType(type)) return undefined;
  const name = constant.attributes[NAME];
  return [{ type, shape: value.type.shape, bytes: value.bytes, splat: value.splat, ...(name?.kind === 'string' && { name: name.value }) }];
}

/** The attribute in which a constant carries its name, as arguments do theirs. */
const NAME = 'hlolite.name';

/** The attributes of a constant with this content. */
export const constantAttributes = (type: Type, { bytes, splat = false, name }: Dense): Operation['attributes'] => ({
  value: { kind: 'dense', type, bytes, splat },
  ...(name !== undefined && { [NAME]: { kind: 'string', value: name } }),
});

/** What only moves or converts weights leaves them their name. */
const KEEPS_NAME = new Set(['stablehlo.transpose', 'stablehlo.reshape', 'stablehlo.convert']);

/** A constant in place of a result of an operation. */
export function constantOperation(origin: Operation, dense: Dense, index: number): Operation {
  const type = origin.results[index]?.type as Type;
  return operation({
    name: 'stablehlo.constant',
    attributes: constantAttributes(type, dense),
    resultTypes: [type],
    location: origin.location,
    ...(origin.span && { span: origin.span }),
  });
}

/** What an operation on constants gives, where that is worth knowing; `constantOf` says which of its operands are constants. */
function folded(candidate: Operation, constantOf: (value: Value) => Dense | undefined): readonly Dense[] | undefined {
  if (UNKNOWN_SIZE in candidate.attributes) return undefined;
  if (!isFoldable(candidate)) return undefined;
  const nothing = withoutElements(candidate);
  if (nothing) return nothing;
  const later = foldedLater(candidate, constantOf);
  if (later) return [later];
  const operands: Dense[] = [];
  for (const operand of candidate.operands) {
    const known = constantOf(operand);
    const dense = known && inMemory(known);
    if (dense === undefined) return undefined;
    operands.push(dense);
  }
  if (!candidate.regions.every((region) => isClosed(region.blocks))) return undefined;
  const given = operands.reduce((sum, dense) => sum + storedLength(dense), 0);
  if (given > SMALL && SUPERLINEAR.has(candidate.name)) return undefined;
  const splats = operands.length > 0 && operands.every((dense) => dense.splat);
  const wanted = candidate.results.reduce((sum, { type }) => sum + typeLength(type), 0);
  return splats || wanted <= Math.max(SMALL, given) ? evaluate(candidate, operands) : undefined;
}

/** The results of an operation that all have a dimension of size 0: nothing is left to compute, and many kernels refuse such tensors. */
function withoutElements({ results }: Operation): readonly Dense[] | undefined {
  const empty = results.map(({ type }): Dense | undefined => {
    const element = isTensor(type) ? elementName(type.element) : '';
    if (!hasStaticShape(type) || !isElementType(element) || elementCount(type.shape) > 0) return undefined;
    return { type: element, shape: type.shape, bytes: new Uint8Array(0) };
  });
  return empty.every((dense) => dense !== undefined) ? empty : undefined;
}

/** What only moves or narrows weights that are still in their file happens when the writer reads them. */
function foldedLater(candidate: Operation, constantOf: (value: Value) => Dense | undefined): Dense | undefined {
  const [operand] = candidate.operands;
  const type = candidate.results[0]?.type;
  const dense = operand && candidate.operands.length === 1 ? constantOf(operand) : undefined;
  if (!dense || dense.splat || isInMemory(dense.bytes) || dense.bytes.length <= SMALL || !type || !isTensor(type)) return undefined;
  const element = elementName(type.element);
  if (candidate.name === 'stablehlo.reshape') return { ...dense, shape: type.shape };
  if (candidate.name === 'stablehlo.transpose') return permutedLater(dense, view(candidate, stablehlo.ops.transpose).permutation);
  if (candidate.name !== 'stablehlo.convert' || !isElementType(element)) return undefined;
  const [from, to] = [elementInfo(dense.type), elementInfo(element)];
  return from.kind === 'float' && to.kind === 'float' && to.bits <= from.bits ? convertedLater(dense, element) : undefined;
}

/** Data to compute with: what is in memory and not too large, and small ranges of a file, which are read. */
function inMemory(dense: Dense): Dense | undefined {
  const { bytes } = dense;
  if (isInMemory(bytes)) return bytes.length <= LARGEST_OPERAND ? dense : undefined;
  const read = bytes.length <= SMALL ? bytes.source.read(bytes.offset, bytes.length) : undefined;
  return read instanceof Uint8Array ? { ...dense, bytes: read } : undefined;
}

/** Ops whose work grows faster than their operands: on large weights they are left to the runtime. */
const SUPERLINEAR = new Set(
  ['dot', 'dot_general', 'convolution', 'reduce_window', 'select_and_scatter', 'fft', 'sort', 'cholesky', 'triangular_solve'].map(
    (op) => `stablehlo.${op}`,
  ),
);

/** Random numbers, loops and calls stay; the interpreter could not know, or must not choose, their values. */
const NOT_FOLDED = new Set([
  'stablehlo.custom_call',
  'stablehlo.composite',
  'stablehlo.rng',
  'stablehlo.while',
  'stablehlo.rng_bit_generator',
  'stablehlo.optimization_barrier',
  'func.call',
]);

const storedLength = (dense: Dense) => dense.bytes.length;

function typeLength(type: Type): number {
  const element = isTensor(type) ? elementName(type.element) : '';
  return isTensor(type) && isElementType(element) ? byteLength(element, type.shape) : Number.POSITIVE_INFINITY;
}

/** Whether an operation can be computed from constants. */
export const isFoldable = ({ name, results }: Operation): boolean => isImplemented(name) && !NOT_FOLDED.has(name) && results.length > 0;

/** Whether blocks use only what they define. */
export function isClosed(blocks: readonly { arguments: readonly Value[]; operations: readonly Operation[] }[]): boolean {
  return blocks.every((block) => {
    const defined = new Set<Value>(block.arguments);
    return block.operations.every((op) => {
      const closed = op.operands.every((operand) => defined.has(operand)) && op.regions.length === 0;
      for (const result of op.results) defined.add(result);
      return closed;
    });
  });
}

/** The operand that an operation gives back unchanged, if it does. */
function unchanged({ name, operands, results }: Operation, constants: ReadonlyMap<Value, Dense>): Value | undefined {
  const [lhs, rhs] = operands;
  const type = results[0]?.type;
  if (lhs === undefined || type === undefined || results.length !== 1) return undefined;
  const identity = NEUTRAL[name];
  if (identity !== undefined && rhs !== undefined) {
    const right = constants.get(rhs);
    if (right && isAll(right, identity.right) && sameType(lhs.type, type)) return lhs;
    const left = constants.get(lhs);
    if (identity.commutes && left && isAll(left, identity.right) && sameType(rhs.type, type)) return rhs;
  }
  return SHAPE_OPS.has(name) && sameType(lhs.type, type) ? lhs : undefined;
}

/** Operations that only move data or change its type: with the same type on both sides they do nothing. */
const SHAPE_OPS = new Set([
  'stablehlo.reshape',
  'stablehlo.convert',
  'stablehlo.broadcast_in_dim',
  'stablehlo.slice',
  'stablehlo.optimization_barrier',
]);

/** Right operands that leave the left one as it is. x + 0 is not among them: it turns −0 into 0. */
const NEUTRAL: Readonly<Record<string, { readonly right: number; readonly commutes: boolean }>> = {
  'stablehlo.multiply': { right: 1, commutes: true },
  'stablehlo.divide': { right: 1, commutes: false },
  'stablehlo.subtract': { right: 0, commutes: false },
};

function isAll(dense: Dense, wanted: number): boolean {
  if (dense.type.startsWith('complex') || dense.type === 'i1' || !isInMemory(dense.bytes)) return false;
  if (!dense.splat && elementCount(dense.shape) > 1024) return false;
  return [...readNumbers(dense)].every((value) => Object.is(Number(value), wanted));
}

function sameType(a: Type, b: Type): boolean {
  return (
    isTensor(a) &&
    isTensor(b) &&
    elementName(a.element) === elementName(b.element) &&
    a.shape.length === b.shape.length &&
    a.shape.every((size, axis) => size >= 0 && size === b.shape[axis])
  );
}
