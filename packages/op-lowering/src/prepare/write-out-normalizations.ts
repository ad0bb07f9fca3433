// Given: a body with batch_norm_inference, batch_norm_training and batch_norm_grad. Result: the same in plain ops, before constants are
// folded: statistics that are constants become one scale and one offset, which convolutions then take into their weights.
// PyTorch writes a layer norm as batch_norm_training of x reshaped to [1, rows, columns]; it is computed on x as it stands.
import { type Operation, stablehlo, type Value, type View, view } from '@hlolite/mlir-parser';
import { elementCount } from '@hlolite/tensor';
import { shapeOf } from '../families/element-kind.js';
import { StableHloBuilder } from '../stablehlo-builder.js';
import { type Body, Rewriter } from './body.js';
import { splatNumber } from './constants.js';

export function writeOutNormalizations(body: Body): Body {
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    if (!carried.name.startsWith('stablehlo.batch_norm_')) return [carried];
    const builder = new StableHloBuilder(carried);
    normalization(carried, builder).forEach((result, index) => rewriter.replace(carried.results[index] as Value, result));
    return builder.operations;
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

/** The results of a normalization in plain ops. */
function normalization(operation: Operation, b: StableHloBuilder): readonly Value[] {
  if (operation.name === 'stablehlo.batch_norm_inference') return [inference(view(operation, stablehlo.ops.batch_norm_inference), b)];
  if (operation.name === 'stablehlo.batch_norm_training') return training(view(operation, stablehlo.ops.batch_norm_training), b);
  return gradients(view(operation, stablehlo.ops.batch_norm_grad), b);
}

/** x · s + (offset − mean · s), s = scale / √(variance + ε): of constant statistics one product and one sum remain. */
function inference(given: View<typeof stablehlo.ops.batch_norm_inference>, b: StableHloBuilder): Value {
  const { operand, scale, offset, mean, variance, epsilon, feature_index: feature } = given;
  const spread = (value: Value) => b.broadcast(value, shapeOf(operand), [feature]);
  const factor = b.multiply(scale, inverseDeviation(variance, epsilon, b));
  const shift = b.subtract(offset, b.multiply(mean, factor));
  return b.add(b.multiply(operand, spread(factor)), spread(shift));
}

function training(given: View<typeof stablehlo.ops.batch_norm_training>, b: StableHloBuilder): readonly Value[] {
  const { operand, scale, offset, epsilon, feature_index: feature } = given;
  const plain = splatNumber(scale) === 1 && splatNumber(offset) === 0;
  const rows = plain ? rowsOf(operand, feature) : undefined;
  const { input, kept } = rows ?? { input: operand, kept: [feature] };
  const shape = shapeOf(input);
  const reduced = shape.map((_, axis) => axis).filter((axis) => !kept.includes(axis));
  const average = (value: Value) => meanOver(value, reduced, b);
  const spread = (value: Value) => b.broadcast(value, shape, kept);
  const mean = average(input);
  const centred = b.subtract(input, spread(mean));
  const variance = average(b.multiply(centred, centred));
  const normalized = b.multiply(centred, spread(inverseDeviation(variance, epsilon, b)));
  const scaled = plain ? normalized : b.add(b.multiply(normalized, spread(scale)), spread(offset));
  const features = shapeOf(scale);
  return [b.reshape(scaled, shapeOf(operand)), b.reshape(mean, features), b.reshape(variance, features)];
}

/** (spec: batch_norm_grad) with x̂ = (x − mean) / √(variance + ε): sums over all but the feature give the gradients of scale and offset. */
function gradients(given: View<typeof stablehlo.ops.batch_norm_grad>, b: StableHloBuilder): readonly Value[] {
  const { operand, scale, mean, variance, grad_output: gradient, epsilon, feature_index: feature } = given;
  const shape = shapeOf(operand);
  const reduced = shape.map((_, axis) => axis).filter((axis) => axis !== feature);
  const spread = (value: Value) => b.broadcast(value, shape, [feature]);
  const inverse = inverseDeviation(variance, epsilon, b);
  const normalized = b.multiply(b.subtract(operand, spread(mean)), spread(inverse));
  const offsets = b.reduceAdd(gradient, reduced);
  const scales = b.reduceAdd(b.multiply(gradient, normalized), reduced);
  const count = b.splat(operand.type, elementCount(reduced.map((axis) => shape[axis] as number)));
  const bent = b.subtract(b.subtract(b.multiply(count, gradient), spread(offsets)), b.multiply(normalized, spread(scales)));
  return [b.divide(b.multiply(spread(b.multiply(scale, inverse)), bent), count), scales, offsets];
}

const inverseDeviation = (variance: Value, epsilon: number, b: StableHloBuilder): Value =>
  b.rsqrt(b.add(variance, b.splat(variance.type, epsilon)));

function meanOver(value: Value, axes: readonly number[], b: StableHloBuilder): Value {
  const sum = b.reduceAdd(value, axes);
  return b.divide(sum, b.splat(sum.type, elementCount(axes.map((axis) => shapeOf(value)[axis] as number))));
}

/** The x of `reshape x : [1, rows, columns]` where whole dimensions of x make the rows, with these dimensions. */
function rowsOf(operand: Value, feature: number): { input: Value; kept: readonly number[] } | undefined {
  const [input] = operand.owner?.name === 'stablehlo.reshape' ? operand.owner.operands : [];
  const [one, rows] = shapeOf(operand);
  if (!input || feature !== 1 || one !== 1 || rows === undefined) return undefined;
  const shape = shapeOf(input);
  for (let end = 1; end < shape.length; end++)
    if (elementCount(shape.slice(0, end)) === rows) return { input, kept: Array.from({ length: end }, (_, axis) => axis) };
  return undefined;
}
