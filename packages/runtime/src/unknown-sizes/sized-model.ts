// A model that leaves sizes of its inputs open, with these sizes known. LiteRT works out all shapes inside, but takes those of inputs and
// outputs from the file: results are written into memory of that size. So the outputs' shapes are asked for first, by a model of its own.
import { type Model, type Operator, operatorOptions, type Subgraph, type Tensor } from '@hlolite/tflite-schema';
import { calledBy } from '../plan/segment-model.js';

type Shape = readonly number[];

/** The signature of the models made here: their inputs and outputs are called by their places. */
export const SIZED = 'sized';

/** The graph for inputs of the given shapes, and outputs of those that it has for them. */
export function sizedModel(graph: Subgraph, inputs: readonly Shape[], outputs: readonly Shape[]): Model {
  const { tensors, operators } = withInputs(graph, inputs);
  graph.outputs.forEach((output, i) => {
    if (!graph.inputs.includes(output)) tensors.set(output, sized(output, outputs[i] as Shape));
  });
  return modelOf(graph, tensors, operators, (tensor) => tensors.get(tensor) ?? tensor);
}

/** The model that gives the shapes of the graph's outputs, each a list of i32, for inputs of the given shapes. */
export function shapesModel(graph: Subgraph, inputs: readonly Shape[]): Model {
  const { tensors, operators } = withInputs(graph, inputs);
  // What SHAPE gives is no tensor of the arena, and garbage as an output: a sum is.
  const zero: Tensor = { name: 'zero', type: 'INT32', shape: [], data: new Uint8Array(4) };
  const options = operatorOptions('SHAPE', { out_type: 'INT32' });
  const asked = new Map(
    graph.outputs.map((output, i): [Tensor, Tensor] => {
      const shape: Tensor = { name: `shape_${i}`, type: 'INT32', shape: [output.shape.length] };
      const sum: Tensor = { ...shape, name: `sum_${i}` };
      const of: Operator = { op: 'SHAPE', inputs: [tensors.get(output) ?? output], outputs: [shape], ...(options && { options }) };
      operators.push(of, { op: 'ADD', inputs: [shape, zero], outputs: [sum] });
      return [output, sum];
    }),
  );
  return modelOf(graph, tensors, operators, (output) => asked.get(output) as Tensor);
}

const sized = ({ shapeSignature: _, ...tensor }: Tensor, shape: Shape): Tensor => ({ ...tensor, shape });

/** The tensors that are others now; operators are on them once the map is complete. */
function withInputs(graph: Subgraph, shapes: readonly Shape[]): { tensors: Map<Tensor, Tensor>; operators: Operator[] } {
  const tensors = new Map(graph.inputs.map((input, i): [Tensor, Tensor] => [input, sized(input, shapes[i] as Shape)]));
  return { tensors, operators: [] };
}

function modelOf(
  graph: Subgraph,
  tensors: ReadonlyMap<Tensor, Tensor>,
  asked: readonly Operator[],
  outputOf: (tensor: Tensor) => Tensor,
): Model {
  const now = (tensor: Tensor) => tensors.get(tensor) ?? tensor;
  const own = graph.operators.map((operator) => ({
    ...operator,
    inputs: operator.inputs.map((tensor) => tensor && now(tensor)),
    outputs: operator.outputs.map(now),
  }));
  const operators = [...own, ...asked];
  const used = operators.flatMap(({ inputs, outputs, intermediates = [] }) => [...inputs, ...outputs, ...intermediates]);
  const inputs = graph.inputs.map(now);
  const outputs = graph.outputs.map(outputOf);
  const all = new Set([...inputs, ...outputs, ...used].filter((tensor) => tensor !== null));
  const subgraph: Subgraph = { name: SIZED, tensors: [...all], inputs, outputs, operators };
  const named = (prefix: string, list: readonly Tensor[]) => list.map((tensor, i) => ({ name: `${prefix}_${i}`, tensor }));
  const signature = { key: SIZED, subgraph, inputs: named('input', inputs), outputs: named('output', outputs) };
  return { description: '', subgraphs: [subgraph, ...calledBy(operators)], signatures: [signature], metadata: [] };
}
