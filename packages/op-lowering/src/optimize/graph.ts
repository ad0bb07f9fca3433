// A subgraph while it is being rewritten: who makes and who reads each tensor is kept in step, so that a rewrite looks around in constant
// time. Operators become nodes that can change; `finish` writes them back in an order in which they can run.
import type { Bytes } from '@hlolite/tensor';

import {
  type Operator,
  type OperatorName,
  type OptionFields,
  type Options,
  type OptionsTableOf,
  operatorOptions,
  type Subgraph,
  type Tensor,
  type TensorType,
} from '@hlolite/tflite-schema';
import { int32sOf, isContentShared } from './constants.js';

/** An operator of the graph. `rank` is its place among the others: what a rewrite adds stands where it was added. */
export interface Node extends Omit<Operator, 'inputs' | 'outputs' | 'op' | 'options'> {
  op: OperatorName;
  inputs: (Tensor | null)[];
  outputs: Tensor[];
  options?: Options;
  readonly rank: number;
}

/** Type and shape of a new tensor. */
export interface Info {
  readonly type: TensorType;
  readonly shape: readonly number[];
}

type Fields<Op extends OperatorName> = OptionFields<OptionsTableOf<Op>>;

/** What may have an effect beyond its results stays although nobody reads them. */
const WITH_EFFECT = new Set(['CUSTOM', 'STABLEHLO_CUSTOM_CALL', 'CALL_ONCE', 'ASSIGN_VARIABLE', 'WHILE', 'IF']);

export class Graph {
  readonly nodes = new Set<Node>();
  /** Nodes that a rewrite has added or whose surroundings it has changed, since they were last taken. */
  readonly touched = new Set<Node>();
  /** Tensors that do not hold what the program computes there any more: a rewrite has moved a factor past them. */
  readonly revalued = new Set<Tensor>();
  readonly #producer = new Map<Tensor, Node>();
  readonly #users = new Map<Tensor, Set<Node>>();
  readonly #names = new Set<string>();
  /** What constants that were made here are to be called, once those that they replace are gone. */
  readonly #wanted = new Map<Tensor, string>();
  readonly #lists = new Map<string, Tensor>();

  constructor(readonly subgraph: Subgraph) {
    for (const tensor of subgraph.tensors) {
      this.#names.add(tensor.name);
      const list = tensor.shape.length === 1 ? int32sOf(tensor) : undefined;
      if (list) this.#lists.set(list.join(), tensor);
    }
    subgraph.operators.forEach((operator, rank) => {
      const node: Node = { ...operator, inputs: [...operator.inputs], outputs: [...operator.outputs], rank };
      this.#link(node);
      this.touched.add(node);
    });
    this.#dropDead();
  }

  #dropDead(): void {
    for (const node of [...this.nodes].reverse()) this.removeDead(node);
  }

  producer(tensor: Tensor | null | undefined): Node | undefined {
    return tensor ? this.#producer.get(tensor) : undefined;
  }

  users(tensor: Tensor): readonly Node[] {
    return [...(this.#users.get(tensor) ?? [])];
  }

  isOutput = (tensor: Tensor): boolean => this.subgraph.outputs.includes(tensor);

  /** Whether one node alone reads a tensor (once or more often) and the graph does not give it out. */
  onlyUser(tensor: Tensor): Node | undefined {
    const users = this.#users.get(tensor);
    return users?.size === 1 && !this.isOutput(tensor) ? [...users][0] : undefined;
  }

  /** Whether a constant is there for one node alone, so that changing it does not mean storing it twice. */
  isOwn(constant: Tensor, node: Node): boolean {
    return this.onlyUser(constant) === node && !isContentShared(constant, this.subgraph.tensors);
  }

  /** The node that makes a tensor, when it is of a kind; with `alone` only when nobody but the asking node reads the tensor. */
  made(tensor: Tensor | null | undefined, op: OperatorName, alone = false): Node | undefined {
    const node = this.producer(tensor);
    return node?.op === op && (!alone || this.onlyUser(tensor as Tensor) !== undefined) ? node : undefined;
  }

  /** A new constant. */
  constant(name: string, info: Info, data: Bytes): Tensor {
    const tensor: Tensor = { name: this.#uniqueName(name), type: info.type, shape: info.shape, data };
    this.#wanted.set(tensor, name);
    this.subgraph.tensors.push(tensor);
    return tensor;
  }

  /** A constant list of INT32; the same list is one tensor. */
  int32s(numbers: readonly number[]): Tensor {
    const known = this.#lists.get(numbers.join());
    if (known) return known;
    const tensor = this.constant('shape', { type: 'INT32', shape: [numbers.length] }, new Uint8Array(Int32Array.from(numbers).buffer));
    this.#lists.set(numbers.join(), tensor);
    return tensor;
  }

  /** Adds an operator with one new result, at the place of another node. */
  add<Op extends OperatorName>(at: Node, op: Op, inputs: readonly (Tensor | null)[], fields: Fields<Op>, { type, shape }: Info): Tensor {
    const tensor: Tensor = { name: this.#uniqueName(`${layerOf(at)}${op.toLowerCase()}`), type, shape };
    this.subgraph.tensors.push(tensor);
    this.#insert(this.#node(at, op, inputs, [tensor], fields));
    return tensor;
  }

  /** Puts another operator in the place of a node: it gives the same tensors. */
  replace<Op extends OperatorName>(node: Node, op: Op, inputs: readonly (Tensor | null)[], fields: Fields<Op> = {}): Node {
    this.remove(node);
    return this.#insert(this.#node(node, op, inputs, node.outputs, fields));
  }

  /** Changes inputs or options of a node. */
  update(node: Node, change: { readonly inputs?: readonly (Tensor | null)[]; readonly options?: Options }): void {
    if (change.inputs) {
      for (const input of node.inputs) this.#forget(input, node);
      node.inputs = [...change.inputs];
      for (const input of node.inputs) this.#remember(input, node);
    }
    if (change.options) node.options = change.options;
    this.#touchAround(node);
  }

  /**
   * Lets all readers of a tensor read another one of the same type and shape. Where the graph gives the old one out, the node that makes
   * the new one makes the old one instead; false where that cannot be, and nothing is changed.
   */
  forward(old: Tensor, by: Tensor): boolean {
    if (this.isOutput(old)) return this.#takeOver(old, by);
    for (const user of this.users(old)) this.update(user, { inputs: user.inputs.map((input) => (input === old ? by : input)) });
    this.removeDead(this.producer(old));
    return true;
  }

  #takeOver(output: Tensor, by: Tensor): boolean {
    const maker = this.producer(by);
    if (!maker || this.isOutput(by)) return false;
    const former = this.producer(output);
    const readers = this.users(by).filter((user) => user !== former);
    if (former) this.remove(former);
    maker.outputs = maker.outputs.map((tensor) => (tensor === by ? output : tensor));
    this.#producer.delete(by);
    this.#producer.set(output, maker);
    for (const user of readers) this.update(user, { inputs: user.inputs.map((input) => (input === by ? output : input)) });
    this.#touchAround(maker);
    return true;
  }

  /** Takes a node out; its results must have got another maker or no reader. */
  remove(node: Node): void {
    if (!this.nodes.delete(node)) return;
    this.touched.delete(node);
    for (const input of node.inputs) this.#forget(input, node);
    for (const output of node.outputs) if (this.#producer.get(output) === node) this.#producer.delete(output);
    for (const input of node.inputs) this.#touch(this.producer(input));
  }

  /** Takes a node out when nobody needs it, and then what it alone needed. */
  removeDead(node: Node | undefined): void {
    if (!node || WITH_EFFECT.has(node.op) || !this.nodes.has(node)) return;
    if (node.outputs.some((output) => this.isOutput(output) || (this.#users.get(output)?.size ?? 0) > 0)) return;
    this.remove(node);
    for (const input of node.inputs) this.removeDead(this.producer(input));
  }

  /** Writes the nodes back into the subgraph, makers before readers and else in the order of their ranks, without unused tensors. */
  finish(): void {
    this.#dropDead();
    const { subgraph } = this;
    const ordered = this.#ordered();
    const operators = ordered.map(({ rank: _, ...operator }): Operator => operator);
    subgraph.operators.splice(0, subgraph.operators.length, ...operators);
    const needed = new Set<Tensor>([...subgraph.inputs, ...subgraph.outputs]);
    for (const { inputs, outputs, intermediates = [] } of operators)
      for (const tensor of [...inputs, ...outputs, ...intermediates]) if (tensor) needed.add(tensor);
    subgraph.tensors.splice(0, subgraph.tensors.length, ...subgraph.tensors.filter((tensor) => needed.has(tensor)));
    this.#nameConstants();
  }

  #nameConstants(): void {
    const taken = new Set(this.subgraph.tensors.map(({ name }) => name));
    for (const tensor of this.subgraph.tensors) {
      const name = this.#wanted.get(tensor);
      if (name === undefined || taken.has(name)) continue;
      taken.add(name);
      tensor.name = name;
    }
  }

  #ordered(): Node[] {
    const ordered: Node[] = [];
    const done = new Set<Node>();
    const pending = [...this.nodes].sort((a, b) => b.rank - a.rank);
    for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
      const missing = done.has(node) ? [] : node.inputs.flatMap((input) => this.producer(input) ?? []).filter((maker) => !done.has(maker));
      if (missing.length > 0) {
        pending.push(...missing.reverse());
        continue;
      }
      pending.pop();
      if (!done.has(node)) ordered.push(node);
      done.add(node);
    }
    return ordered;
  }

  #node<Op extends OperatorName>(
    at: Node,
    op: Op,
    inputs: readonly (Tensor | null)[],
    outputs: readonly Tensor[],
    fields: Fields<Op>,
  ): Node {
    const options = operatorOptions(op, fields);
    return { op, inputs: [...inputs], outputs: [...outputs], ...(options && { options }), rank: at.rank };
  }

  #insert(node: Node): Node {
    this.#link(node);
    this.#touchAround(node);
    return node;
  }

  #link(node: Node): void {
    this.nodes.add(node);
    for (const input of node.inputs) this.#remember(input, node);
    for (const output of node.outputs) this.#producer.set(output, node);
  }

  #remember(input: Tensor | null, node: Node): void {
    if (!input) return;
    const users = this.#users.get(input);
    if (users) users.add(node);
    else this.#users.set(input, new Set([node]));
  }

  #forget(input: Tensor | null, node: Node): void {
    if (input) this.#users.get(input)?.delete(node);
  }

  #touch(node: Node | undefined): void {
    if (node && this.nodes.has(node)) this.touched.add(node);
  }

  #touchAround(node: Node): void {
    this.#touch(node);
    for (const input of node.inputs) this.#touch(this.producer(input));
    for (const output of node.outputs) for (const user of this.#users.get(output) ?? []) this.#touch(user);
  }

  #uniqueName(name: string): string {
    let unique = name;
    for (let n = 1; this.#names.has(unique); n++) unique = `${name}_${n}`;
    this.#names.add(unique);
    return unique;
  }
}

/** The part of a node's name that the program gave it: `encoder/layer_0/` of `encoder/layer_0/add_1`. */
const layerOf = ({ outputs }: Node): string => /^.*\//.exec(outputs[0]?.name ?? '')?.[0] ?? '';
