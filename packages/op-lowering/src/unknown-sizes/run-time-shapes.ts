// Operands that hold unknown sizes: shapes, places, and numbers to compute with. A single unknown size of a shape is −1, which kernels work
// out; others are read from the inputs of the graph.
import { bytesNow, denseOf, elementCount, readNumbers, stridesOf } from '@hlolite/tensor';
import { type Operator, operatorOptions, type Subgraph, type Tensor } from '@hlolite/tflite-schema';
import { elementTypeOf, infoOf } from '../tensor-info.js';

/** A size in the two models. */
type Size = readonly [number, number];

const differs = ([one, other]: Size) => one !== other;

/** STRIDED_SLICE takes an end beyond the last element for the last. */
const TO_THE_END = 2 ** 31 - 1;

export class RunTimeShapes {
  /** What was made is used again. */
  readonly #made = new Map<string, Tensor>();

  /** `one` is the subgraph in the first model, `made` the one that is being made; the others as in Agreement. */
  constructor(
    readonly one: Subgraph,
    readonly made: Subgraph,
    readonly joint: (tensor: Tensor) => Tensor,
    readonly other: (tensor: Tensor) => Tensor,
  ) {}

  /** The operand in a place where the two models have different constants; undefined where it cannot be had. */
  operand(a: Operator, b: Operator, place: number): Tensor | undefined {
    const [one, two] = [a.inputs[place] as Tensor, b.inputs[place] as Tensor];
    const sizes = one.type === 'INT32' && one.shape.length === 1 ? pairs(one, two) : undefined;
    if (sizes && SHAPES[a.op] === place) return this.#workedOut(a, b, sizes) ?? this.#shape(sizes);
    return this.constant(one) ?? (sizes && this.#shape(sizes));
  }

  /** A constant of the first model that is another one in the second; undefined where it cannot be had. */
  constant(one: Tensor): Tensor | undefined {
    const two = this.other(one);
    const shape = one.shape.map((size, axis): Size => [size, two.shape[axis] as number]);
    return this.#repeated(one, two, shape) ?? this.#counted(one, two, shape) ?? this.#number(one, two);
  }

  /** With numbers that stand for what is left over; undefined where there is more than one, or another unknown. */
  #workedOut(a: Operator, b: Operator, sizes: readonly Size[]): Tensor | undefined {
    if (a.op === 'RESHAPE' && sizes.filter(differs).length === 1) return this.#list(sizes.map((size) => (differs(size) ? -1 : size[0])));
    const isSlice = a.op === 'SLICE';
    if (!isSlice && a.op !== 'STRIDED_SLICE') return undefined;
    const [from, steps] = [numbersOf(a.inputs[1]), isSlice ? sizes.map(() => 1) : numbersOf(a.inputs[3])];
    const whole = sizes.every(([one, two], axis) => {
      const start = isSlice ? (from?.[axis] ?? Number.NaN) : 0;
      const forward = (steps?.[axis] ?? 0) > 0;
      return one === two || (forward && start + one === a.inputs[0]?.shape[axis] && start + two === b.inputs[0]?.shape[axis]);
    });
    return whole ? this.#list(sizes.map((size) => (differs(size) ? (isSlice ? -1 : TO_THE_END) : size[0]))) : undefined;
  }

  /** A constant that repeats itself along the dimensions of unknown size. */
  #repeated(one: Tensor, two: Tensor, sizes: readonly Size[]): Tensor | undefined {
    const [part, same] = [onceOf(one, sizes), onceOf(two, sizes)];
    if (!part || !same || `${part}` !== `${same}`) return undefined;
    const shape = this.#shape(sizes);
    const small = this.#constant({ name: one.name, type: one.type, shape: sizes.map((size) => (differs(size) ? 1 : size[0])), data: part });
    return shape && this.#emit('BROADCAST_TO', [small, shape], { name: one.name, ...infoOf(this.joint(one)) });
  }

  /** The numbers 0, 1, 2 … as many as a size says (spec: iota). */
  #counted(one: Tensor, two: Tensor, sizes: readonly Size[]): Tensor | undefined {
    const axis = sizes.findIndex(differs);
    if (!isCount(one) || !isCount(two) || sizes.some(([size], other) => other !== axis && size !== 1)) return undefined;
    const cast = this.#range(sizes[axis] as Size, one.type);
    if (!cast) return undefined;
    const shape = sizes.map((_, each) => (each === axis ? -1 : 1));
    return sizes.length === 1 ? cast : this.#emit('RESHAPE', [cast, this.#list(shape)], { name: one.name, ...infoOf(this.joint(one)) });
  }

  /** The numbers below a size, as a list. */
  #range(size: Size, type: Tensor['type']): Tensor | undefined {
    return this.#once(`0 … ${size} ${type}`, () => {
      const limit = this.#size(size);
      if (!limit) return undefined;
      const list = { shape: [1], shapeSignature: [-1] };
      if (type !== 'INT32') {
        const options = operatorOptions('CAST', { in_data_type: 'INT32', out_data_type: type });
        return this.#emit('CAST', [this.#range(size, 'INT32') as Tensor], { name: 'range', type, ...list }, options);
      }
      const scalar = { type, shape: [] };
      const end = this.#emit('RESHAPE', [limit, this.#list([])], { name: `${limit.name}_scalar`, ...scalar });
      const [from, step] = [0, 1].map((value) => this.#constant({ name: 'range', ...scalar, data: denseOf('i32', [], [value]).bytes }));
      return this.#emit('RANGE', [from as Tensor, end, step as Tensor], { name: 'range', type, ...list });
    });
  }

  /** One number that is a size, as when an index below zero counts from the end. */
  #number(one: Tensor, two: Tensor): Tensor | undefined {
    const [a, b] = [numberIn(one), numberIn(two)];
    const size = a === undefined || b === undefined ? undefined : this.#size([a, b]);
    if (!size) return undefined;
    const options = operatorOptions('CAST', { in_data_type: 'INT32', out_data_type: one.type });
    const typed = one.type === 'INT32' ? size : this.#emit('CAST', [size], { name: one.name, type: one.type, shape: [1] }, options);
    return this.#emit('RESHAPE', [typed, this.#list(one.shape)], { name: one.name, ...infoOf(one) });
  }

  /** A shape as a tensor, its unknown sizes read from the inputs of the graph; the same shape is one tensor. */
  #shape(sizes: readonly Size[]): Tensor | undefined {
    return this.#once(`shape ${sizes.join(' ')}`, () => this.#joined(sizes));
  }

  #joined(sizes: readonly Size[]): Tensor | undefined {
    const parts: Tensor[] = [];
    for (const size of sizes) {
      const part = differs(size) ? this.#size(size) : this.#list([size[0]]);
      if (!part) return undefined;
      parts.push(part);
    }
    if (parts.length <= 1) return parts[0] ?? this.#list([]);
    return this.#emit(
      'CONCATENATION',
      parts,
      { name: 'shape', type: 'INT32', shape: [parts.length] },
      operatorOptions('CONCATENATION', { axis: 0 }),
    );
  }

  /** A size of an input, a multiple of one, or a number more or less than one, as a list of one. */
  #size(size: Size): Tensor | undefined {
    return this.#once(`size ${size}`, () => this.#sizeNow(size));
  }

  #sizeNow(size: Size): Tensor | undefined {
    const unknown = this.one.inputs.flatMap((input) => {
      const other = this.other(input).shape;
      return input.shape.flatMap((one, axis) =>
        one === other[axis] ? [] : [{ input, axis, sizes: [one, other[axis] as number] as const }],
      );
    });
    // The numbers that stand for a size differ by a prime of its own (two-sizes.ts): only that size, or one more or less, differs so.
    const multiple = unknown.find(({ sizes: [one, two] }) => Number.isInteger(size[0] / one) && size[0] / one === size[1] / two);
    const found = multiple ?? unknown.find(({ sizes: [one, two] }) => size[0] - one === size[1] - two);
    if (!found) return undefined;
    const { input, axis, sizes } = found;
    const read = this.#once(`${axis} of ${this.one.inputs.indexOf(input)}`, () => this.#dimension(input, axis));
    if (size[0] === sizes[0]) return read;
    const [op, by] = multiple ? (['MUL', size[0] / sizes[0]] as const) : (['ADD', size[0] - sizes[0]] as const);
    return this.#emit(op, [read, this.#list([by])], { name: `${read.name}_${op.toLowerCase()}_${by}`, type: 'INT32', shape: [1] });
  }

  #dimension(input: Tensor, axis: number): Tensor {
    const rank = input.shape.length;
    const one = { type: 'INT32', shape: [1] } as const;
    const options = operatorOptions('SHAPE', { out_type: 'INT32' });
    const shape = this.#emit('SHAPE', [this.joint(input)], { name: `shape_of_${input.name}`, type: 'INT32', shape: [rank] }, options);
    return this.#emit('SLICE', [shape, this.#list([axis]), this.#list([1])], { name: `size_${axis}_of_${input.name}`, ...one });
  }

  #once<Made extends Tensor | undefined>(key: string, make: () => Made): Made {
    const made = (this.#made.get(key) as Made | undefined) ?? make();
    if (made) this.#made.set(key, made);
    return made;
  }

  #emit(op: Operator['op'], inputs: readonly Tensor[], output: Tensor, options?: Operator['options']): Tensor {
    this.made.tensors.push(output);
    this.made.operators.push({ op, inputs, outputs: [output], ...(options && { options }) });
    return output;
  }

  #list(numbers: readonly number[]): Tensor {
    return this.#once(`list ${numbers}`, () =>
      this.#constant({
        name: 'shape',
        type: 'INT32',
        shape: [numbers.length],
        data: denseOf('i32', [numbers.length], numbers).bytes,
      }),
    );
  }

  #constant(tensor: Tensor): Tensor {
    this.made.tensors.push(tensor);
    return tensor;
  }
}

/** Where an operator takes a shape (STRIDED_SLICE the end, which is one where it begins at 0). */
const SHAPES: Partial<Record<Operator['op'], number>> = { RESHAPE: 1, BROADCAST_TO: 1, SLICE: 2, STRIDED_SLICE: 2, FILL: 0 };

function numbersOf(tensor: Tensor | null | undefined): readonly number[] | undefined {
  return tensor?.data && tensor.type === 'INT32'
    ? Array.from(readNumbers({ type: 'i32', shape: tensor.shape, bytes: tensor.data }), Number)
    : undefined;
}

/** The number that a constant of one element holds. */
function numberIn({ data, type, shape }: Tensor): number | undefined {
  const element = elementTypeOf(type);
  if (!data || !element || !COUNTABLE.has(type) || elementCount(shape) !== 1) return undefined;
  return Number(readNumbers({ type: element, shape, bytes: data })[0]);
}

function pairs(one: Tensor, two: Tensor): readonly Size[] | undefined {
  const [a, b] = [numbersOf(one), numbersOf(two)];
  return a && b && a.length === b.length ? a.map((number, index) => [number, b[index] as number]) : undefined;
}

/** The bytes of a constant at the first index of each dimension of unknown size, when it is the same at all others. */
function onceOf({ data, shape }: Tensor, sizes: readonly Size[]): Uint8Array | undefined {
  const count = elementCount(shape);
  const bytes = data && bytesNow(data);
  if (!bytes || count === 0 || bytes.length % count !== 0 || !sizes.some(differs)) return undefined;
  const width = bytes.length / count;
  const strides = stridesOf(shape);
  const first = (index: number) =>
    strides.reduce(
      (at, stride, axis) => (differs(sizes[axis] as Size) ? at - (Math.floor(index / stride) % (shape[axis] as number)) * stride : at),
      index,
    );
  const kept: number[] = [];
  for (let index = 0; index < count; index++) {
    const source = first(index);
    for (let byte = 0; byte < width; byte++) {
      const value = bytes[index * width + byte] as number;
      if (source === index) kept.push(value);
      else if (bytes[source * width + byte] !== value) return undefined;
    }
  }
  return Uint8Array.from(kept);
}

const COUNTABLE = new Set<Tensor['type']>(['INT32', 'INT64', 'FLOAT32', 'FLOAT16', 'INT16']);

/** Whether a constant is 0, 1, 2 … */
function isCount({ data, type, shape }: Tensor): boolean {
  const element = elementTypeOf(type);
  if (!data || !element || !COUNTABLE.has(type)) return false;
  return [...readNumbers({ type: element, shape, bytes: data })].every((value, index) => Number(value) === index);
}
