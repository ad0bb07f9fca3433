// Given: a body in which an image is resized by look-ups with constant indices, their sums with constant weights, or products with constant
// matrices, as PyTorch and JAX write it. Result: RESIZE_NEAREST_NEIGHBOR or RESIZE_BILINEAR in their place, on images whose channels stand last.
// One look-up by index vectors takes a hundred times as long as the kernel.
import { i32, type Operation, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { evaluate, isImplemented } from '@hlolite/stablehlo';
import { byteLength, type Dense, denseOf, isElementType } from '@hlolite/tensor';
import { elementOf, shapeOf } from '../families/element-kind.js';
import { type ConstantOf, Resamplings } from '../recognise/resampling.js';
import { type Resize, resizeOf } from '../recognise/resize.js';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, isConstant, Rewriter } from './body.js';
import { builtinOf } from './builtin.js';
import { constantValue, UNKNOWN_SIZE } from './fold-constants.js';

/** `fired` is told each resize that is found, with the operation whose place it takes. */
export function recogniseResizes(body: Body, exact: boolean, fired: (name: string, at: Operation) => void): Body {
  const found = body.operations.some(({ name }) => STARTS.has(name)) ? resizesIn(body, exact) : new Map<Operation, Resize>();
  if (found.size === 0) return body;
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    const resize = found.get(original);
    if (!resize) return [carried];
    fired(resize.kernel, original);
    const builder = new StableHloBuilder(original);
    rewriter.replace(carried.results[0] as Value, written({ ...resize, source: rewriter.value(resize.source) }, builder));
    return builder.operations;
  });
  // What is computed of a resized image is looked at again: a resize of it was one with its source before.
  return recogniseResizes({ ...body, operations, results: rewriter.values(body.results) }, exact, fired);
}

/** Operations without which nothing is resampled. */
const STARTS = new Set(['stablehlo.gather', 'stablehlo.dot_general']);

/** The resizes by their last operations; what is computed inside one is not another. */
function resizesIn({ operations }: Body, exact: boolean): ReadonlyMap<Operation, Resize> {
  const resamplings = new Resamplings(constants());
  const known = operations.map((op) => resamplings.at(op));
  const found = new Map<Operation, Resize>();
  const covered = new Set<Value>();
  for (let at = operations.length - 1; at >= 0; at--) {
    const op = operations[at] as Operation;
    const resampling = known[at];
    const inside = covered.has(op.results[0] as Value);
    const resize = resampling && !inside ? resizeOf(resampling, exact) : undefined;
    if (resize) found.set(op, resize);
    if (resize || (inside && resampling)) for (const operand of op.operands) if (operand !== resampling?.source) covered.add(operand);
  }
  return found;
}

/** Indices and weights are not folded where that would make the file larger; here they are looked at, up to this many bytes. */
const LARGEST = 1 << 24;

function constants(): ConstantOf {
  const known = new Map<Value, Dense | undefined>();
  const constantOf = (value: Value): Dense | undefined => {
    if (!known.has(value)) known.set(value, computed(value));
    return known.get(value);
  };
  const computed = (value: Value): Dense | undefined => {
    const { owner } = value;
    if (owner?.results.length !== 1 || UNKNOWN_SIZE in owner.attributes) return undefined;
    if (isConstant(owner)) return constantValue(owner)?.[0];
    const element = elementOf(value);
    if (!isImplemented(owner.name) || owner.regions.length > 0 || owner.operands.length === 0) return undefined;
    if (!isElementType(element) || byteLength(element, shapeOf(value)) > LARGEST) return undefined;
    const operands: Dense[] = [];
    for (const operand of owner.operands) {
      const dense = constantOf(operand);
      if (!dense) return undefined;
      operands.push(dense);
    }
    return evaluate(owner, operands)[0];
  };
  return constantOf;
}

/** Rows and columns in the middle, what stands before them as batch and what stands behind them as channels. */
function written({ source, dimensions, size, kernel, options }: Resize, b: StableHloBuilder): Value {
  const shape = shapeOf(source);
  const missing = 4 - shape.length;
  const image = missing > 0 ? b.reshape(source, [...new Array<number>(missing).fill(1), ...shape]) : source;
  const [rows, columns] = [dimensions[0] + missing, dimensions[1] + missing];
  const [batch, channels] = [0, 1, 2, 3].filter((dimension) => dimension !== rows && dimension !== columns) as [number, number];
  const permutation = [batch, rows, columns, channels];
  const moved = b.transpose(image, permutation);
  const sizes = b.constant(tensor([2], i32), denseOf('i32', [2], size));
  const [count, depth] = [shapeOf(moved)[0] as number, shapeOf(moved)[3] as number];
  const resized = builtinOf(kernel, [moved, sizes], options, tensor([count, ...size, depth], (source.type as TensorType).element), b);
  const back = b.transpose(
    resized,
    permutation.map((_, dimension) => permutation.indexOf(dimension)),
  );
  const wanted = shape.map((each, dimension) => size[dimensions.indexOf(dimension)] ?? each);
  return missing > 0 ? b.reshape(back, wanted) : back;
}
