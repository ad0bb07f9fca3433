// Given: a body in which an image is resized by look-ups with constant indices, repetitions, their sums with constant weights, or products
// with constant matrices, as PyTorch and JAX write it. Result: RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR or look-ups along one dimension each in their place, on
// images whose channels stand last. A look-up by index vectors takes a hundred times as long.
import { type Operation, stablehlo, type Value, view } from '@hlolite/mlir-parser';
import { evaluate } from '@hlolite/stablehlo';
import { byteLength, type Dense, elementCount, isElementType, isInMemory } from '@hlolite/tensor';
import { elementOf, shapeOf } from '../families/element-kind.js';
import { type LookUps, lookUpsOf } from '../recognise/look-up.js';
import { type ConstantOf, type Resampling, Resamplings } from '../recognise/resampling.js';
import { type Resize, resizeOf } from '../recognise/resize.js';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, isConstant, Rewriter } from './body.js';
import { dropDead } from './drop-dead.js';
import { constantValue, isClosed, isFoldable, UNKNOWN_SIZE } from './fold-constants.js';
import { isInPlace, writtenLookUps, writtenResize } from './written-resize.js';

interface Options {
  /** Leaves out what may change the last bits of results. */
  readonly exact: boolean;
  /** Leaves out what holds only for the sizes of the types. */
  readonly anySize: boolean;
}

/** `fired` is told each resize that is found, with the operation whose place it takes. */
export function recogniseResizes(body: Body, options: Options, fired: (name: string, at: Operation) => void): Body {
  const found = resizesIn(body, options);
  if (found.size === 0) return body;
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    const resize = found.get(original);
    if (!resize) return [carried];
    const builder = new StableHloBuilder(original);
    const source = rewriter.value(resize.source);
    fired(resize.as ? resize.as.kernel : 'look-ups', original);
    const written = resize.as ? writtenResize(source, resize.as, builder) : writtenLookUps(source, resize.lookUps, builder);
    rewriter.replace(carried.results[0] as Value, written);
    return builder.operations;
  });
  // What is computed of a resized image is looked at again: a resize of it was one with its source before.
  return recogniseResizes(dropDead({ ...body, operations, results: rewriter.values(body.results) }), options, fired);
}

type Found = { readonly source: Value } & (
  | { readonly as: Resize; readonly lookUps?: undefined }
  | { readonly as?: undefined; readonly lookUps: LookUps }
);

/** The resizes by their last operations; what is computed inside one is not another. */
function resizesIn({ operations }: Body, { exact, anySize }: Options): ReadonlyMap<Operation, Found> {
  const resamplings = new Resamplings(constantsIn(operations), anySize);
  const known = operations.map((op) => resamplings.at(op));
  const found = new Map<Operation, Found>();
  const covered = new Set<Value>();
  for (let at = operations.length - 1; at >= 0; at--) {
    const op = operations[at] as Operation;
    const resampling = known[at];
    if (!resampling) continue;
    const inside = covered.has(op.results[0] as Value);
    const resize = inside ? undefined : foundAs(resampling, op, exact);
    if (resize) found.set(op, resize);
    if (resize || inside) for (const operand of op.operands) if (operand !== resampling.source) covered.add(operand);
  }
  return found;
}

function foundAs(known: Resampling, last: Operation, exact: boolean): Found | undefined {
  const { source, order, axes } = known;
  // A constant that changed places would be stored twice.
  if (order.some((dimension, at) => dimension !== at) || (source.owner && isConstant(source.owner))) return undefined;
  const as = resizeOf(known, exact);
  if (as?.kernel === 'resize_bilinear') return { source, as };
  // Repetitions along one dimension are known to other rewrites.
  if (axes.length < 2 && last.name !== 'stablehlo.gather') return undefined;
  const lookUps = lookUpsOf(known);
  if (as && !(lookUps && (lookUps.length < 2 || isCheaper(as, source)))) return { source, as };
  return lookUps && !isAlready(last, source, lookUps) ? { source, lookUps } : undefined;
}

/** RESIZE_NEAREST_NEIGHBOR takes its time for each place of the result, look-ups for each byte, twice. */
const LARGEST_PIXEL = 256;
/** Larger images do not stay in caches between two look-ups. */
const LARGEST_IMAGE = 1 << 22;

/** Whether look-ups are cheaper than the kernel: as measured natively and in LiteRT.js, with up to 256 channels and 256 × 256 places. */
function isCheaper({ dimensions, size }: Resize, source: Value): boolean {
  const shape = shapeOf(source);
  const channels = shape.filter((_, dimension) => !dimensions.some((each) => each === dimension)).at(-1) ?? 1;
  const pixel = byteLength(elementOf(source) as 'f32', [channels]);
  return pixel * (pixel * elementCount(size) > LARGEST_IMAGE ? 2 : 1) <= LARGEST_PIXEL;
}

/** Whether the program has look-ups along one dimension each as they would be written here. */
function isAlready(last: Operation, source: Value, lookUps: LookUps): boolean {
  if (!isInPlace(source, lookUps)) return false;
  let op: Operation | undefined = last;
  for (const [index, { dimension }] of [...lookUps.entries()].reverse()) {
    if (!op || !isAlong(op, index === 0 ? source : op.operands[0], dimension)) return false;
    op = op.operands[0]?.owner;
  }
  return lookUps.length > 0;
}

function isAlong(op: Operation, source: Value | undefined, dimension: number | undefined): boolean {
  if (op.name !== 'stablehlo.gather' || op.operands[0] !== source) return false;
  const { start_index_map: axes } = view(op, stablehlo.ops.gather).dimension_numbers;
  return axes.length === 1 && axes[0] === dimension;
}

/** Indices and weights are not folded where that would make the file larger; here they are looked at, up to this many bytes. */
const LARGEST = 1 << 24;

/** What is computed of constants alone is computed here, when it is asked for. */
function constantsIn(operations: readonly Operation[]): ConstantOf {
  const computable = new Set<Value>();
  for (const op of operations) if (isComputable(op, computable)) computable.add(op.results[0] as Value);
  const known = new Map<Value, Dense | undefined>();
  const constantOf = (value: Value): Dense | undefined => {
    const { owner } = value;
    if (!owner) return undefined;
    if (isConstant(owner)) return inMemory(constantValue(owner)?.[0]);
    if (computable.has(value) && !known.has(value)) {
      const operands = owner.operands.map(constantOf);
      known.set(value, operands.every((dense) => dense !== undefined) ? evaluate(owner, operands)[0] : undefined);
    }
    return known.get(value);
  };
  return constantOf;
}

function isComputable(op: Operation, computable: ReadonlySet<Value>): boolean {
  const ofConstants = op.operands.every((operand) => computable.has(operand) || (operand.owner && isConstant(operand.owner)));
  if (!ofConstants || op.operands.length === 0 || op.results.length !== 1 || UNKNOWN_SIZE in op.attributes || !isFoldable(op)) return false;
  const [result] = op.results as [Value];
  const element = elementOf(result);
  if (!isElementType(element) || byteLength(element, shapeOf(result)) > LARGEST) return false;
  return op.regions.every(({ blocks }) => isClosed(blocks));
}

const inMemory = (dense: Dense | undefined) => (dense && isInMemory(dense.bytes) ? dense : undefined);
