// Two models of one program for two choices of its unknown sizes become one for all sizes: where shapes differ, the size is unknown; where
// constants differ, they must be shapes, which the runtime can work out itself (run-time-shapes.ts). Anything else that differs is an error.
import { fail } from '@hlolite/diagnostics';
import { DYNAMIC } from '@hlolite/mlir-parser';
import { type Bytes, isInMemory } from '@hlolite/tensor';
import type { Model, NamedTensor, Operator, OptionValue, Subgraph, Tensor } from '@hlolite/tflite-schema';
import { RunTimeShapes } from './run-time-shapes.js';

/** @throws CompileError `lower/dynamic-shape` */
export const agreed = (first: Model, second: Model): Model => new Agreement(first, second).model();

class Agreement {
  readonly #subgraphs = new Map<Subgraph, Subgraph>();
  readonly #tensors = new Map<Tensor, Tensor>();
  /** What stands in the place of a tensor or subgraph of the first model in the second. */
  readonly #others = new Map<Tensor | Subgraph, Tensor | Subgraph>();

  constructor(
    readonly first: Model,
    readonly second: Model,
  ) {}

  model(): Model {
    const { subgraphs, signatures } = this.first;
    this.#pair(subgraphs, this.second.subgraphs, 'the subgraphs', (a, b) => {
      this.#others.set(a, b);
      this.#subgraphs.set(a, { name: a.name, tensors: [], inputs: [], outputs: [], operators: [] });
      this.#pair(a.tensors, b.tensors, `the tensors of subgraph ${a.name}`, (one, other) => this.#pairTensor(one, other));
    });
    for (const subgraph of subgraphs) this.#fill(subgraph);
    const named = (ports: readonly NamedTensor[]) => ports.map(({ name, tensor }) => ({ name, tensor: this.#joint(tensor) }));
    return {
      ...this.first,
      subgraphs: subgraphs.map((subgraph) => this.#subgraphs.get(subgraph) as Subgraph),
      signatures: signatures.map(({ key, subgraph, inputs, outputs }) => ({
        key,
        subgraph: this.#subgraphs.get(subgraph) as Subgraph,
        inputs: named(inputs),
        outputs: named(outputs),
      })),
    };
  }

  #pair<Each>(first: readonly Each[], second: readonly Each[], what: string, each: (one: Each, other: Each) => void): void {
    if (first.length !== second.length) differ(what);
    first.forEach((one, index) => each(one, second[index] as Each));
  }

  #pairTensor(one: Tensor, other: Tensor): void {
    const label = `tensor "${one.name}"`;
    if (one.type !== other.type || one.shape.length !== other.shape.length || !one.data !== !other.data) differ(label);
    this.#others.set(one, other);
    const signature = one.shape.map((size, axis) => (size === other.shape[axis] ? size : DYNAMIC));
    const same = !signature.includes(DYNAMIC);
    const shape = signature.map((size) => (size === DYNAMIC ? 1 : size));
    this.#tensors.set(one, same ? one : { ...one, shape, shapeSignature: signature });
  }

  #joint = (tensor: Tensor): Tensor => this.#tensors.get(tensor) as Tensor;

  #other = (tensor: Tensor): Tensor => this.#others.get(tensor) as Tensor;

  #fill(one: Subgraph): void {
    const other = this.#others.get(one) as Subgraph;
    const made = this.#subgraphs.get(one) as Subgraph;
    const shapes = new RunTimeShapes(one, made, this.#joint, this.#other);
    const what = `the inputs and outputs of subgraph ${one.name}`;
    this.#pair([...one.inputs, ...one.outputs], [...other.inputs, ...other.outputs], what, (a, b) => this.#mustBePair(a, b, what));
    made.inputs.push(...one.inputs.map(this.#joint));
    this.#pair(one.operators, other.operators, `the operators of subgraph ${one.name}`, (a, b) => this.#operator(a, b, made, shapes));
    for (const tensor of one.outputs)
      if (this.#varies(tensor)) this.#tensors.set(tensor, shapes.constant(tensor) ?? differ(`the output "${tensor.name}"`));
    made.outputs.push(...one.outputs.map(this.#joint));
    made.tensors.unshift(...one.tensors.filter((tensor) => !this.#varies(tensor)).map(this.#joint));
  }

  #operator(a: Operator, b: Operator, made: Subgraph, shapes: RunTimeShapes): void {
    const label = `${a.op} "${a.outputs[0]?.name ?? ''}"`;
    if (a.op !== b.op || a.customCode !== b.customCode || !sameBytes(a.customOptions, b.customOptions)) differ(label);
    this.#pair(a.inputs, b.inputs, label, (one, other) => this.#mustBePair(one, other, label));
    this.#pair(a.outputs, b.outputs, label, (one, other) => this.#mustBePair(one, other, label));
    const varying = a.inputs.map((tensor) => tensor !== null && this.#varies(tensor));
    const inputs = a.inputs.map((tensor, place) =>
      tensor && varying[place]
        ? (shapes.operand(a, b, place) ?? differ(`the constant "${tensor.name}" of ${label}`))
        : tensor && this.#joint(tensor),
    );
    // The shape is an operand of RESHAPE as well, which counts.
    const ignored = a.op === 'RESHAPE' && varying[1] ? ['new_shape'] : [];
    const options = this.#options(a, b, ignored, label);
    made.operators.push({ ...a, inputs, outputs: a.outputs.map(this.#joint), ...(options && { options }) });
  }

  #mustBePair(one: Tensor | null, other: Tensor | null, label: string): void {
    if ((one === null) !== (other === null) || (one && this.#others.get(one) !== other)) differ(label);
  }

  /** Whether the tensor is a constant with another content in the second model. */
  #varies(tensor: Tensor): boolean {
    return tensor.data !== undefined && !sameBytes(tensor.data, this.#other(tensor).data);
  }

  #options({ options: one }: Operator, { options: other }: Operator, ignored: readonly string[], label: string): Operator['options'] {
    if (!one || !other) return one === other ? one : differ(label);
    const names = Object.keys({ ...one.fields, ...other.fields }).filter((name) => !ignored.includes(name));
    const fields = names.map((name) => [name, this.#option(one.fields[name], other.fields[name], label)] as const);
    return { table: one.table, fields: Object.fromEntries(fields) };
  }

  #option(one: OptionValue | undefined, other: OptionValue | undefined, label: string): OptionValue {
    if (isSubgraph(one)) return this.#others.get(one) === other ? (this.#subgraphs.get(one) as Subgraph) : differ(label);
    if (one === undefined || String(one) !== String(other)) return differ(label);
    return one;
  }
}

const isSubgraph = (value: unknown): value is Subgraph => typeof value === 'object' && value !== null && 'operators' in value;

function sameBytes(a: Bytes | undefined, b: Bytes | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  if (a.length !== b.length) return false;
  if (isInMemory(a) && isInMemory(b)) return a.every((byte, index) => byte === b[index]);
  return !isInMemory(a) && !isInMemory(b) && a.source === b.source && a.offset === b.offset;
}

function differ(what: string): never {
  return fail({
    code: 'lower/dynamic-shape',
    message: `a model for unknown sizes must be the same for each of them (${what} depends on a size)`,
    hint: 'export the program with known shapes, or make this part of it independent of the size',
  });
}
