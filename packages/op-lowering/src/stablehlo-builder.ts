// Writing StableHLO from TypeScript: what decompositions are made of. Result types come from shape inference.
import {
  type Attribute,
  type Attributes,
  type Block,
  block,
  elementName,
  type GatherDimensionNumbers,
  i64,
  isTensor,
  type Operation,
  operation,
  type Region,
  type ScatterDimensionNumbers,
  type TensorType,
  type Type,
  tensor,
  type Value,
} from '@hlolite/mlir-parser';
import { inferTypes } from '@hlolite/stablehlo';
import { type Dense, isElementType, splatOf } from '@hlolite/tensor';
import { bug } from './context.js';

/** A list of integers as an attribute. */
export const i64s = (values: readonly number[]): Attribute => ({ kind: 'dense-array', element: i64, values: values.map(BigInt) });

/** What a decomposition is written with: a method an op of StableHLO; each infers its result type and gives its value. */
export class StableHloBuilder {
  readonly operations: Operation[] = [];
  /** Where the ops are said to come from. */
  readonly location: Pick<Operation, 'location' | 'span'>;

  /** `origin` is the op that is being decomposed. */
  constructor({ location, span }: Pick<Operation, 'location' | 'span'>) {
    this.location = span ? { location, span } : { location };
  }

  /** Adds any op of StableHLO, or of another dialect by its full name; `type` is needed only where inference has no row for it. */
  emit(name: string, operands: readonly Value[], attributes: Attributes = {}, type?: Type, regions: readonly Block[] = []): Value {
    const parts = {
      name: name.includes('.') ? name : `stablehlo.${name}`,
      operands,
      attributes,
      regions: regions.map((body) => ({ blocks: [body] })),
      ...this.location,
    };
    const types = type ? [type] : inferTypes(operation({ ...parts, resultTypes: [] }));
    if (types === undefined)
      return bug({ code: 'lower/no-inference', message: `${parts.name} in a decomposition must be given its result type` });
    const made = operation({ ...parts, resultTypes: types });
    this.operations.push(made);
    return made.results[0] as Value;
  }

  /** An op of the program again, on other operands and with other result types. */
  again(original: Operation, operands: readonly Value[], resultTypes: readonly Type[], attributes: Attributes = {}): readonly Value[] {
    const made = operation({ ...original, operands, resultTypes, attributes: { ...original.attributes, ...attributes } });
    this.operations.push(made);
    return made.results;
  }

  add(lhs: Value, rhs: Value): Value {
    return this.emit('add', [lhs, rhs]);
  }

  subtract(lhs: Value, rhs: Value): Value {
    return this.emit('subtract', [lhs, rhs]);
  }

  multiply(lhs: Value, rhs: Value): Value {
    return this.emit('multiply', [lhs, rhs]);
  }

  divide(lhs: Value, rhs: Value): Value {
    return this.emit('divide', [lhs, rhs]);
  }

  rsqrt(operand: Value): Value {
    return this.emit('rsqrt', [operand]);
  }

  negate(operand: Value): Value {
    return this.emit('negate', [operand]);
  }

  exponential(operand: Value): Value {
    return this.emit('exponential', [operand]);
  }

  logistic(operand: Value): Value {
    return this.emit('logistic', [operand]);
  }

  tanh(operand: Value): Value {
    return this.emit('tanh', [operand]);
  }

  sine(operand: Value): Value {
    return this.emit('sine', [operand]);
  }

  cosine(operand: Value): Value {
    return this.emit('cosine', [operand]);
  }

  select(pred: Value, onTrue: Value, onFalse: Value): Value {
    return this.emit('select', [pred, onTrue, onFalse]);
  }

  compare(direction: 'EQ' | 'NE' | 'LT' | 'LE' | 'GT' | 'GE', lhs: Value, rhs: Value): Value {
    return this.emit('compare', [lhs, rhs], {
      comparison_direction: { kind: 'enum', name: 'stablehlo.comparison_direction', value: direction },
    });
  }

  /** To another element type; the same value when it has it already. */
  convert(operand: Value, type: TensorType): Value {
    return elementName(tensorOf(operand).element) === elementName(type.element) ? operand : this.emit('convert', [operand], {}, type);
  }

  /** Dimension i of the operand becomes dimension `dimensions[i]` of `shape`. */
  broadcast(operand: Value, shape: readonly number[], dimensions: readonly number[]): Value {
    return this.emit('broadcast_in_dim', [operand], { broadcast_dimensions: i64s(dimensions) }, tensor(shape, tensorOf(operand).element));
  }

  reshape(operand: Value, shape: readonly number[]): Value {
    return this.emit('reshape', [operand], {}, tensor(shape, tensorOf(operand).element));
  }

  /** The dimensions in another order; the same value for the identity. */
  transpose(operand: Value, permutation: readonly number[]): Value {
    return permutation.every((from, to) => from === to) ? operand : this.emit('transpose', [operand], { permutation: i64s(permutation) });
  }

  slice(operand: Value, start: readonly number[], limit: readonly number[], strides: readonly number[] = start.map(() => 1)): Value {
    return this.emit('slice', [operand], { start_indices: i64s(start), limit_indices: i64s(limit), strides: i64s(strides) });
  }

  reverse(operand: Value, dimensions: readonly number[]): Value {
    return this.emit('reverse', [operand], { dimensions: i64s(dimensions) });
  }

  /** `low` and `high` elements more (or, where negative, fewer) at the edges of each dimension, and `interior` ones between elements. */
  pad(
    operand: Value,
    value: Value,
    low: readonly number[],
    high: readonly number[],
    interior: readonly number[] = low.map(() => 0),
  ): Value {
    return this.emit('pad', [operand, value], {
      edge_padding_low: i64s(low),
      edge_padding_high: i64s(high),
      interior_padding: i64s(interior),
    });
  }

  concatenate(inputs: readonly Value[], dimension: number): Value {
    return this.emit('concatenate', inputs, { dimension: { kind: 'integer', value: BigInt(dimension), type: i64 } });
  }

  /** The numbers 0, 1, 2 … along a dimension. */
  iota(type: TensorType, dimension: number): Value {
    return this.emit('iota', [], { iota_dimension: { kind: 'integer', value: BigInt(dimension), type: i64 } }, type);
  }

  clamp(min: Value, operand: Value, max: Value): Value {
    return this.emit('clamp', [min, operand, max]);
  }

  /** A slice of the given sizes at a computed start, one scalar a dimension. */
  dynamicSlice(operand: Value, starts: readonly Value[], sizes: readonly number[]): Value {
    return this.emit('dynamic_slice', [operand, ...starts], { slice_sizes: i64s(sizes) });
  }

  gather(operand: Value, indices: Value, numbers: GatherDimensionNumbers, sizes: readonly number[]): Value {
    const dimensions: Attribute = { kind: 'struct', name: 'stablehlo.gather', fields: { ...numbers } };
    return this.emit('gather', [operand, indices], { dimension_numbers: dimensions, slice_sizes: i64s(sizes) });
  }

  /** The operand with the updates in the places of the indices, or with what `combine` makes of the old element and the update. */
  scatter(
    operand: Value,
    indices: Value,
    updates: Value,
    numbers: ScatterDimensionNumbers,
    combine: WriteBlock = (_, [, update]) => [update as Value],
  ): Value {
    const scalar = tensor([], tensorOf(operand).element);
    const dimensions: Attribute = { kind: 'struct', name: 'stablehlo.scatter', fields: { ...numbers } };
    const body = this.#block([scalar, scalar], combine);
    return this.emit('scatter', [operand, indices, updates], { scatter_dimension_numbers: dimensions }, operand.type, [body]);
  }

  /** The product over pairs of contracted dimensions, for each index of the batching ones: batching dimensions, free ones of lhs, free ones of rhs. */
  dot(
    lhs: Value,
    rhs: Value,
    contracting: readonly [lhs: number[], rhs: number[]],
    batching: readonly [lhs: number[], rhs: number[]] = [[], []],
    element: Type = tensorOf(lhs).element,
  ): Value {
    const fields = {
      lhs_batching_dimensions: batching[0],
      rhs_batching_dimensions: batching[1],
      lhs_contracting_dimensions: contracting[0],
      rhs_contracting_dimensions: contracting[1],
    };
    const [left, right] = [tensorOf(lhs), tensorOf(rhs)];
    const free = ({ shape }: TensorType, side: 0 | 1) =>
      shape.filter((_, axis) => !contracting[side].includes(axis) && !batching[side].includes(axis));
    const shape = [...batching[0].map((axis) => left.shape[axis] as number), ...free(left, 0), ...free(right, 1)];
    const attributes: Attributes = { dot_dimension_numbers: { kind: 'struct', name: 'stablehlo.dot', fields } };
    return this.emit('dot_general', [lhs, rhs], attributes, tensor(shape, element));
  }

  /** A constant with the given elements, of the element type of `type`. */
  constant(type: TensorType, { bytes, splat = false }: Pick<Dense, 'bytes' | 'splat'>): Value {
    return this.emit('constant', [], { value: { kind: 'dense', type, bytes, splat } }, type);
  }

  /** A constant whose elements are all `value`. */
  splat(type: Type, value: number | bigint): Value {
    const element = isTensor(type) ? elementName(type.element) : '';
    if (!isTensor(type) || !isElementType(element))
      return bug({ code: 'lower/splat', message: `a splat must be a tensor of numbers (was ${element})` });
    const { bytes } = splatOf(element, type.shape, element.startsWith('complex') ? [Number(value), 0] : value);
    return this.constant(type, { bytes, splat: true });
  }

  /** The sum over some dimensions, which the result does not have. */
  reduceAdd(operand: Value, dimensions: readonly number[]): Value {
    const { element, shape } = tensorOf(operand);
    const scalar = tensor([], element);
    const body = this.#block([scalar, scalar], (b, [sum, next]) => [b.add(sum as Value, next as Value)]);
    const kept = shape.filter((_, axis) => !dimensions.includes(axis));
    return this.emit('reduce', [operand, this.splat(scalar, 0)], { dimensions: i64s(dimensions) }, tensor(kept, element), [body]);
  }

  /**
   * A loop (spec: while): the state becomes `body` of it as long as `cond` of it, a scalar of booleans, is true. Both write into builders of
   * their own, and may use any value from outside.
   */
  while(state: readonly Value[], cond: (b: StableHloBuilder, state: readonly Value[]) => Value, body: WriteBlock): readonly Value[] {
    const types = state.map(({ type }) => type);
    return this.#withRegions('while', state, types, [this.region(types, (b, values) => [cond(b, values)]), this.region(types, body)]);
  }

  /** What one of two regions without arguments returns (spec: if). */
  if(pred: Value, onTrue: Region, onFalse: Region): readonly Value[] {
    const types = onTrue.blocks[0]?.operations.at(-1)?.operands.map(({ type }) => type) ?? [];
    return this.#withRegions('if', [pred], types, [onTrue, onFalse]);
  }

  #withRegions(name: string, operands: readonly Value[], resultTypes: readonly Type[], regions: readonly Region[]): readonly Value[] {
    const made = operation({ ...this.location, name: `stablehlo.${name}`, operands, resultTypes, regions });
    this.operations.push(made);
    return made.results;
  }

  /** A region of one block that takes values of some types and returns what `write` makes of them. */
  region(types: readonly Type[], write: WriteBlock): Region {
    return { blocks: [this.#block(types, write)] };
  }

  #block(types: readonly Type[], write: WriteBlock): Block {
    const made = block(types);
    const inner = new StableHloBuilder(this.location);
    const results = write(inner, made.arguments);
    made.operations.push(...inner.operations, operation({ name: 'stablehlo.return', operands: results }));
    return made;
  }
}

/** Writes a block: its arguments in, what it returns out. */
type WriteBlock = (b: StableHloBuilder, values: readonly Value[]) => readonly Value[];

function tensorOf(value: Value): TensorType {
  return isTensor(value.type)
    ? value.type
    : bug({ code: 'lower/builder', message: `a decomposition must work on ranked tensors (was ${elementName(value.type)})` });
}
