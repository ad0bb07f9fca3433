// A model that leaves sizes of its inputs open, with these sizes known. LiteRT works out all shapes inside, but takes those of inputs and
// outputs from the file: results are written into memory of that size. So the outputs' shapes are asked for first, by a model of its own.
import { type Model, type Operator, operatorOptions, type Subgraph, type Tensor } from '@hlolite/tflite-schema';
import { calledBy } from '../plan/segment-model.js';

type Shape = readonly number[];

/** The signature of the models made here: their inputs and outputs are called by their places. */
const SIZED = 'sized';

/** The graph for inputs of the given shapes; `shapes` are those that other tensors have then, its outputs above all. */
export function sizedModel(graph: Subgraph, inputs: readonly Shape[], shapes: ReadonlyMap<Tensor, Shape>): Model {
  const tensors = new Map([...shapes].map(([tensor, shape]): [Tensor, Tensor] => [tensor, sized(tensor, shape)]));
  const operators = withInputs(graph, inputs, graph.operators, tensors);
  return modelOf(
    graph,
    operators,
    tensors,
    graph.outputs.map((output) => tensors.get(output) ?? output),
  );
}

/**
 * The model that gives the shapes of tensors for inputs of the given shapes, one after the other as one list of i32.
 * @param operators those of the graph, or others with results of the same shapes
 */
export function shapesModel(graph: Subgraph, inputs: readonly Shape[], operators: readonly Operator[], asked: readonly Tensor[]): Model {
  const tensors = new Map<Tensor, Tensor>();
  const own = withInputs(graph, inputs, operators, tensors);
  const list = (name: string, length: number): Tensor => ({ name, type: 'INT32', shape: [length] });
  const shapes = asked.map((tensor, i) => list(`shape_${i}`, tensor.shape.length));
  const all = list(
    'shapes',
    asked.reduce((sum, { shape }) => sum + shape.length, 0),
  );
  const sum = { ...all, name: 'result' };
  // What SHAPE gives is no tensor of the arena, and garbage as an output: a sum is.
  const zero: Tensor = { ...list('zero', 1), data: new Uint8Array(4) };
  const asking = [
    ...asked.map((tensor, i) => operator('SHAPE', [tensors.get(tensor) ?? tensor], shapes[i] as Tensor, { out_type: 'INT32' })),
    operator('CONCATENATION', shapes, all, { axis: 0 }),
    operator('ADD', [all, zero], sum, {}),
  ];
  return modelOf(graph, [...own, ...asking], tensors, [sum]);
}

const sized = ({ shapeSignature: _, ...tensor }: Tensor, shape: Shape): Tensor => ({ ...tensor, shape });

function operator<Op extends 'SHAPE' | 'CONCATENATION' | 'ADD'>(
  op: Op,
  inputs: readonly Tensor[],
  output: Tensor,
  fields: Parameters<typeof operatorOptions<Op>>[1],
): Operator {
  const options = operatorOptions(op, fields);
  return { op, inputs, outputs: [output], ...(options && { options }) };
}

/** The operators on the tensors that are others now, the inputs of the graph among them. */
function withInputs(graph: Subgraph, shapes: readonly Shape[], operators: readonly Operator[], tensors: Map<Tensor, Tensor>): Operator[] {
  graph.inputs.forEach((input, i) => tensors.set(input, sized(input, shapes[i] as Shape)));
  const now = (tensor: Tensor) => tensors.get(tensor) ?? tensor;
  return operators.map((each) => ({
    ...each,
    inputs: each.inputs.map((tensor) => tensor && now(tensor)),
    outputs: each.outputs.map(now),
  }));
}

function modelOf(graph: Subgraph, operators: readonly Operator[], tensors: ReadonlyMap<Tensor, Tensor>, outputs: readonly Tensor[]): Model {
  const used = operators.flatMap(({ inputs, outputs: results, intermediates = [] }) => [...inputs, ...results, ...intermediates]);
  const inputs = graph.inputs.map((input) => tensors.get(input) as Tensor);
  const all = new Set([...inputs, ...outputs, ...used].filter((tensor) => tensor !== null));
  const subgraph: Subgraph = { name: SIZED, tensors: [...all], inputs: [...inputs], outputs: [...outputs], operators: [...operators] };
  const named = (prefix: string, list: readonly Tensor[]) => list.map((tensor, i) => ({ name: `${prefix}_${i}`, tensor }));
  const signature = { key: SIZED, subgraph, inputs: named('input', inputs), outputs: named('output', outputs) };
  return { description: '', subgraphs: [subgraph, ...calledBy(operators)], signatures: [signature], metadata: [] };
}
