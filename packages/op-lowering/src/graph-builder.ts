// The TFLite graph as it grows. Rows hand it StableHLO values or tensors; it knows what each value has become, names things, and keeps
// the runtime's rules (element types that a kernel takes) in one place.
import { fail } from '@hlolite/diagnostics';
import { type Operation, placeOf, type Value } from '@hlolite/mlir-parser';
import { type Dense, type ElementType, elementCount } from '@hlolite/tensor';
import {
  encodeFlexBuffer,
  type FlexValue,
  kernelSupport,
  type Operator,
  type OperatorName,
  type OptionFields,
  type OptionsTableOf,
  operatorOptions,
  type Subgraph,
  type Tensor,
  type TensorType,
} from '@hlolite/tflite-schema';
import { castConstant, castOtherwise, warnOfPrecision } from './cast.js';
import { ConstantPool } from './constant-pool.js';
import { bug, type Context } from './context.js';
import { type Emulation, emulationOf, mainOperand } from './emulate.js';
import { alignedShape, type BroadcastValue, type ConstantValue, type Lowered, type TensorValue, withoutLeadingOnes } from './lowered.js';
import { foldedInPlace } from './prepare/fold-constants.js';
import { StableHloBuilder } from './stablehlo-builder.js';
import { elementTypeOf, infoOf, type TensorInfo, tensorInfo } from './tensor-info.js';

/** Options of an operator by schema name. */
export type Fields<Op extends OperatorName> = OptionFields<OptionsTableOf<Op>>;

/** What rows hand in: a value of the program, or a tensor that they emitted themselves. */
export type Input = Value | Tensor;

const KEEPING = new Set(['FLOAT32 FLOAT64', 'INT64 UINT64', 'UINT64 INT64']);

const isTensor = (input: Input): input is Tensor => !('index' in input);

/** A constant that would take more than this in the file when its splat is written out becomes a BROADCAST_TO of one element. */
const LARGEST_EXPANDED_SPLAT = 1 << 16;

/** Lowers one operation by the row of its name. */
export type LowerOperation = (operation: Operation, g: GraphBuilder) => readonly Lowered[];

export class GraphBuilder {
  /** The operation being lowered: the default result type, and the place of diagnostics. */
  operation!: Operation;
  readonly #lowered = new Map<Value, Lowered>();
  readonly #constants = new ConstantPool((info, data, name = 'constant') => this.#add({ name: this.uniqueName(name), ...info, data }));
  readonly #names = new Map<string, number>();
  /** What was cast to a type that keeps all of its values: casting back is free. */
  readonly #castFrom = new Map<Tensor, Tensor>();

  constructor(
    readonly subgraph: Subgraph,
    readonly context: Context,
    readonly lowerOperation: LowerOperation,
  ) {}

  /** Lowers operations that a row has written in place of its own (those on constants are computed), and gives what `results` have become. */
  expand(operations: readonly Operation[], results: readonly Value[]): readonly Lowered[] {
    const { operation } = this;
    for (const each of operations) {
      const folded = foldedInPlace(each, (value) => this.constant(value));
      const given = folded?.map((dense): Lowered => ({ kind: 'constant', dense })) ?? this.lowerOperation(each, this);
      given.forEach((lowered, index) => this.define(each.results[index] as Value, lowered));
    }
    this.operation = operation;
    return results.map((result) => this.lowered(result));
  }

  /** The operation being lowered, written in other ops of StableHLO: what `write` gives takes the place of its results. */
  rewrite(write: (b: StableHloBuilder) => readonly Value[]): readonly Lowered[] {
    const builder = new StableHloBuilder(this.operation);
    const results = write(builder);
    return this.expand(builder.operations, results);
  }

  /** Says what a value of the program has become. */
  define(value: Value, lowered: Lowered): void {
    this.#lowered.set(value, lowered);
  }

  has(value: Value): boolean {
    return this.#lowered.has(value);
  }

  /** What a value of the program has become. */
  lowered(value: Value): Lowered {
    return (
      this.#lowered.get(value) ??
      bug({
        code: 'lower/order',
        message: `value %${value.name ?? value.index} is used before it is lowered`,
        place: placeOf(this.operation),
      })
    );
  }

  /** The value as a tensor of the graph: a constant is stored, a pending broadcast is carried out. */
  tensor(input: Input): Tensor {
    if (isTensor(input)) return input;
    const lowered = this.lowered(input);
    if (lowered.kind !== 'broadcast') return this.#inGraph(lowered);
    const tensor = this.#materialise(lowered);
    this.#lowered.set(input, { kind: 'tensor', tensor });
    return tensor;
  }

  /** The content of a constant value or tensor, or undefined for what is computed. */
  constant(input: Input): Dense | undefined {
    if (isTensor(input)) return this.#constants.contentOf(input);
    const lowered = this.lowered(input);
    return lowered.kind === 'constant' ? lowered.dense : lowered.kind === 'tensor' ? this.#constants.contentOf(lowered.tensor) : undefined;
  }

  /** A broadcast of a value that stays pending until somebody needs it written out; broadcasts of broadcasts become one. */
  broadcast(operand: Value, dimensions: readonly number[], shape: readonly number[]): Lowered {
    const lowered = this.lowered(operand);
    if (lowered.kind === 'constant' && lowered.dense.splat) return { kind: 'constant', dense: { ...lowered.dense, shape } };
    if (lowered.kind === 'broadcast')
      return { ...lowered, dimensions: lowered.dimensions.map((dimension) => dimensions[dimension] as number), shape };
    return { kind: 'broadcast', source: lowered, dimensions, shape };
  }

  /**
   * The operands of a kernel that broadcasts by itself, as small as possible. Together they still span the shape of the result:
   * where all of them are pending broadcasts of something smaller, the first is written out.
   */
  broadcasting(values: readonly Value[], shape: readonly number[] = this.resultInfo().shape): Tensor[] {
    const small = values.map((value) => this.#smallest(value));
    const spans = shape.every(
      (size, axis) => small.some((tensor) => tensor.shape[axis - (shape.length - tensor.shape.length)] === size) || size === 1,
    );
    const rankHeld = small.some((tensor) => tensor.shape.length === shape.length) || shape.length === 0;
    if (!spans || !rankHeld) small[0] = this.tensor(values[0] as Value);
    return small;
  }

  #smallest(value: Value): Tensor {
    const lowered = this.lowered(value);
    if (lowered.kind === 'tensor') return lowered.tensor;
    if (lowered.kind === 'constant') return lowered.dense.splat ? this.#store({ ...lowered.dense, shape: [] }) : this.#inGraph(lowered);
    return this.#aligned(lowered);
  }

  /** The source of a pending broadcast, reshaped so that kernels align it with the result. */
  #aligned({ source, dimensions, shape }: BroadcastValue): Tensor {
    const sourceShape = source.kind === 'tensor' ? source.tensor.shape : source.dense.shape;
    const aligned = alignedShape(sourceShape, dimensions, shape.length);
    const wanted = withoutLeadingOnes(aligned);
    const same = sameShape(withoutLeadingOnes(sourceShape), wanted) && sourceShape.length <= shape.length;
    if (source.kind === 'constant') return this.#inGraph(same ? source : { kind: 'constant', dense: { ...source.dense, shape: wanted } });
    // All dimensions, so that a reduction before it can keep them itself.
    return same ? source.tensor : this.reshape(source.tensor, aligned);
  }

  #materialise(lowered: BroadcastValue): Tensor {
    const { source, dimensions, shape } = lowered;
    const sourceShape = source.kind === 'tensor' ? source.tensor.shape : source.dense.shape;
    const aligned = alignedShape(sourceShape, dimensions, shape.length);
    if (sameShape(aligned, shape)) return this.reshape(this.#inGraph(source), shape);
    const small = this.#aligned(lowered);
    return this.emit('BROADCAST_TO', [small, this.int32s(shape)], {}, { type: small.type, shape });
  }

  #inGraph(lowered: TensorValue | ConstantValue): Tensor {
    if (lowered.kind === 'tensor') return lowered.tensor;
    const { dense } = lowered;
    if (dense.splat && elementCount(dense.shape) > LARGEST_EXPANDED_SPLAT) {
      const one = this.#store({ ...dense, shape: [] });
      return this.emit('BROADCAST_TO', [one, this.int32s(dense.shape)], {}, { type: one.type, shape: dense.shape });
    }
    return this.#store(dense);
  }

  /** A constant of the graph. */
  dense(dense: Dense): Tensor {
    return this.#store(dense);
  }

  /** A constant list of i32: shapes, permutations, axes. */
  int32s(numbers: readonly number[]): Tensor {
    return this.#constants.int32s(numbers, this.operation);
  }

  /** A constant scalar. */
  scalar(type: ElementType, value: number | bigint): Tensor {
    return this.#constants.scalar(type, value, this.operation);
  }

  #store(dense: Dense): Tensor {
    return this.#constants.store(dense, this.operation);
  }

  /** The same elements in another shape; nothing is emitted when the shape is the same. */
  reshape(input: Input, shape: readonly number[]): Tensor {
    const tensor = this.tensor(input);
    if (sameShape(tensor.shape, shape)) return tensor;
    const dense = this.#constants.contentOf(tensor);
    if (dense) return this.#store({ ...dense, shape });
    return this.emit('RESHAPE', [tensor, this.int32s(shape)], {}, { type: tensor.type, shape });
  }

  /** The smallest form of one operand of a kernel that broadcasts. */
  small(value: Value): Tensor {
    return this.#smallest(value);
  }

  /** The same content under another identity, for an output that must not be an input or another output: a constant is stored again. */
  copy(tensor: Tensor): Tensor {
    if (tensor.data !== undefined) return this.#add({ ...tensor, name: this.uniqueName(tensor.name) });
    return this.emit('RESHAPE', [tensor, this.int32s(tensor.shape)], {}, tensor);
  }

  /** The dimensions in another order; nothing is emitted for the identity, and a constant is permuted here. */
  transpose(input: Input, permutation: readonly number[]): Tensor {
    const tensor = this.tensor(input);
    if (permutation.every((from, to) => from === to)) return tensor;
    const shape = permutation.map((from) => tensor.shape[from] as number);
    return this.emit('TRANSPOSE', [tensor, this.int32s(permutation)], {}, { type: tensor.type, shape });
  }

  /** Type and shape of a result of the operation being lowered. */
  resultInfo(index = 0): TensorInfo {
    return tensorInfo((this.operation.results[index] as Value).type, this.operation);
  }

  /**
   * Adds an operator with one result. The result has the type of the operation's own result unless `as` says otherwise.
   * @throws CompileError `lower/unsupported-dtype` when the runtime's kernel does not take the element type.
   */
  emit<Op extends OperatorName>(
    op: Op,
    inputs: readonly (Input | null)[],
    fields: Fields<Op> = {},
    as: TensorInfo = this.resultInfo(),
  ): Tensor {
    return this.emitAll(op, inputs, fields, [as])[0] as Tensor;
  }

  /** Adds an operator with any number of results. */
  emitAll<Op extends OperatorName>(
    op: Op,
    inputs: readonly (Input | null)[],
    fields: Fields<Op>,
    results: readonly TensorInfo[],
  ): readonly Tensor[] {
    const given = inputs.map((input) => (input === null ? null : this.tensor(input)));
    const type = given[mainOperand(op)]?.type;
    const emulation = type && emulationOf(op, type);
    if (emulation) return this.#emulated(emulation, op, given, fields, results);
    this.#checkKernel(op, given);
    const places = results.map((info) => quantizedAs(given[0], info));
    const options = operatorOptions(op, fields);
    return this.#place({ op, inputs: given, ...(options && { options }) }, places, op.toLowerCase());
  }

  /** The operator in a type that its kernel takes, between casts. */
  #emulated<Op extends OperatorName>(
    { from, to, turned }: Emulation,
    op: Op,
    given: readonly (Tensor | null)[],
    fields: Fields<Op>,
    results: readonly TensorInfo[],
  ): readonly Tensor[] {
    const turn = (tensor: Tensor) => (turned ? this.emit('ADD', [tensor, this.scalar('i64', -(2n ** 63n))], {}, tensor) : tensor);
    const inputs = given.map((tensor) => (tensor?.type === from ? turn(this.cast(tensor, to)) : tensor));
    const infos = results.map((info) => (info.type === from ? { ...info, type: to } : info));
    const outputs = this.emitAll(op, inputs, fields, infos);
    return outputs.map((tensor, index) => (results[index]?.type === from ? this.cast(turn(tensor), from) : tensor));
  }

  /**
   * The same numbers in another element type: integers wrap around, floats are rounded or truncated, UINT64 and INT64 share their bits.
   * That f64 loses precision is said, unless that is what the program asks for.
   */
  cast(input: Input, type: TensorType, precision: 'lost' | 'asked' = 'lost'): Tensor {
    const tensor = this.tensor(input);
    if (tensor.type === type) return tensor;
    const origin = this.#castFrom.get(tensor);
    if (origin?.type === type) return origin;
    const { type: from } = tensor;
    const as: TensorInfo = { type, shape: tensor.shape, ...(tensor.shapeSignature && { shapeSignature: tensor.shapeSignature }) };
    if (from === 'FLOAT64' && type === 'FLOAT32' && precision === 'lost') warnOfPrecision(this.operation, this.context);
    if (type === 'UINT64' && from !== 'INT64') return this.cast(this.cast(tensor, 'INT64'), type);
    if (from === 'UINT64' && type !== 'INT64') return this.cast(this.cast(tensor, 'INT64'), type);
    const otherwise = castOtherwise(tensor, type, this);
    if (otherwise) return otherwise;
    const content = this.constant(tensor);
    const constant = content && castConstant(content, type);
    if (constant) return this.#store(constant);
    const cast =
      from === 'UINT64' || type === 'UINT64'
        ? this.emit('BITCAST', [tensor], {}, as)
        : this.emit('CAST', [tensor], { in_data_type: from, out_data_type: type }, as);
    if (KEEPING.has(`${from} ${type}`)) this.#castFrom.set(cast, tensor);
    return cast;
  }

  /** Adds a CUSTOM op; its attributes travel as a FlexBuffer map. */
  custom(code: string, inputs: readonly Input[], attributes: Readonly<Record<string, FlexValue>>): readonly Tensor[] {
    const given = inputs.map((input) => this.tensor(input));
    const results = this.operation.results.map((_, index) => this.resultInfo(index));
    return this.#place({ op: 'CUSTOM', customCode: code, inputs: given, customOptions: encodeFlexBuffer(attributes) }, results, code);
  }

  #place(operator: Omit<Operator, 'outputs'>, results: readonly TensorInfo[], label: string): readonly Tensor[] {
    const outputs = results.map((info) => this.#add({ name: this.uniqueName(this.#label(label)), ...infoOf(info) }));
    this.subgraph.operators.push({ ...operator, outputs });
    for (const output of outputs) this.context.origins.set(output, this.operation);
    return outputs;
  }

  #add(tensor: Tensor): Tensor {
    this.subgraph.tensors.push(tensor);
    return tensor;
  }

  /** A new input of the graph. */
  input(name: string, info: TensorInfo): Tensor {
    const tensor = this.#add({ name: this.uniqueName(name), ...infoOf(info) });
    this.subgraph.inputs.push(tensor);
    return tensor;
  }

  /** The name that the program gives this place, so that layers are found again in the model. */
  #label(fallback: string): string {
    const { location } = this.operation;
    return location.kind === 'name' && location.name !== '' ? `${location.name}/${fallback}` : fallback;
  }

  uniqueName(name: string): string {
    const count = this.#names.get(name) ?? 0;
    this.#names.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  }

  #checkKernel(op: OperatorName, inputs: readonly (Tensor | null)[]): void {
    const type = inputs[mainOperand(op)]?.type;
    // The one operator that is written although nothing runs it: the policy `stablehlo` asks for it, with a warning.
    if (type === undefined || op === 'STABLEHLO_CUSTOM_CALL') return;
    const support = kernelSupport(op, type);
    if (support === 'yes' || support === 'unknown' || support === 'xnnpack') return;
    this.unsupported(
      'lower/unsupported-dtype',
      `${this.operation.name} becomes ${op}, whose kernel must be given an element type that it takes (was ${elementNameOf(type)})`,
    );
  }

  /** Reports that the operation cannot be lowered; lowering goes on with the next one. */
  unsupported(code: string, message: string, hint?: string): never {
    return fail({
      code,
      message,
      place: placeOf(this.operation),
      hint: hint ?? `rewrite this part of the program, or keep the op for a kernel of your own: --custom-op ${this.operation.name}=custom`,
    });
  }
}

/** Only moves are left on quantized tensors, so a result of their type is quantized as they are; delegates refuse a model where it is not. */
const quantizedAs = (operand: Tensor | null | undefined, info: TensorInfo): TensorInfo =>
  operand?.quantization?.scale.length === 1 && operand.type === info.type && !info.quantization
    ? { ...info, quantization: operand.quantization }
    : info;

const elementNameOf = (type: TensorType): string => elementTypeOf(type) ?? type;

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis]);
