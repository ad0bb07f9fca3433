// Which nodes of the model an operation of the program has become, and back: from the operations that tensors of the model come from.
import type { Location, Operation } from '@hlolite/mlir-parser';
import type { Tensor } from '@hlolite/tflite-schema';
import type { ModelNode } from './model-graph.js';
import type { ProgramNode } from './program-graph.js';

export interface Links {
  readonly ofProgram: readonly (readonly number[])[];
  readonly ofModel: readonly (readonly number[])[];
}

/** How far an operation that became nothing of its own is followed to what it was merged into. */
const FARTHEST = 12;

/** `origins` holds the operation that each tensor of the model came from; its location tells which of the program's it is. */
export function linkGraphs(program: readonly ProgramNode[], model: readonly ModelNode[], origins: ReadonlyMap<Tensor, Operation>): Links {
  const ofProgram = directLinks(program, model, origins);
  linkPorts(program, model, ofProgram);
  followMerged(program, ofProgram);
  const ofModel: number[][] = model.map(() => []);
  ofProgram.forEach((nodes, index) => {
    for (const node of nodes) ofModel[node]?.push(index);
  });
  return { ofProgram, ofModel };
}

function directLinks(program: readonly ProgramNode[], model: readonly ModelNode[], origins: ReadonlyMap<Tensor, Operation>): number[][] {
  const made = new Map<Location, number[]>();
  model.forEach(({ operator }, index) => {
    const locations = new Set(operator?.outputs.map((tensor) => origins.get(tensor)?.location));
    for (const location of locations) if (location) made.set(location, [...(made.get(location) ?? []), index]);
  });
  return program.map(({ operation }) => (operation && made.get(operation.location)) ?? []);
}

/** Inputs by their names (parameters became constants, so that numbers differ), outputs by their order. */
function linkPorts(program: readonly ProgramNode[], model: readonly ModelNode[], links: number[][]): void {
  const indices = <N extends { node: { role: string } }>(nodes: readonly N[], role: string) =>
    nodes.flatMap(({ node }, index) => (node.role === role ? [index] : []));
  const own = model.map((each) => (each.node.group.length === 0 ? each : { ...each, node: { ...each.node, role: 'inner' } }));
  const outputs = indices(own, 'output');
  indices(program, 'output').forEach((index, position) => {
    const output = outputs[position];
    if (output !== undefined) links[index] = [output];
  });
  const byName = new Map(indices(own, 'input').map((index) => [model[index]?.node.label, index]));
  for (const index of indices(program, 'input')) {
    const input = byName.get(program[index]?.node.label);
    if (input !== undefined) links[index] = [input];
  }
}

/** What left no operator (a broadcast that a kernel does itself, a reshape that was merged) is found in the nearest ones that use it. */
function followMerged(program: readonly ProgramNode[], links: number[][]): void {
  const users: number[][] = program.map(() => []);
  program.forEach(({ node }, index) => {
    for (const input of node.inputs) users[input]?.push(index);
  });
  const merged = program.map(({ node }, index) =>
    node.role === 'operation' && links[index]?.length === 0 ? nearest(index, users, links) : undefined,
  );
  merged.forEach((found, index) => {
    if (found) links[index] = found;
  });
}

function nearest(start: number, users: readonly (readonly number[])[], links: readonly (readonly number[])[]): number[] {
  let layer = [start];
  for (let distance = 0; distance < FARTHEST && layer.length > 0; distance++) {
    layer = [...new Set(layer.flatMap((index) => users[index] ?? []))];
    const found = layer.flatMap((index) => links[index] ?? []);
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}
