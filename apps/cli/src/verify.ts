// Is the model right? The program runs in the reference interpreter and the converted model in LiteRT, on the same inputs. With layers,
// tensors inside the model become outputs too, so that the first operation where the two part can be named.
import { fail, type Place } from '@hlolite/diagnostics';
import { type Location, type Module, type Operation, placeOf, type Type } from '@hlolite/mlir-parser';
import { type FlatProgram, flatten, type ResultOf, referenceCalls } from '@hlolite/op-lowering';
import type { Session } from '@hlolite/runtime';
import { dataTypeOf, interpret } from '@hlolite/stablehlo';
import type { Dense, ElementType } from '@hlolite/tensor';
import { type Model, type Tensor, tensorTypes } from '@hlolite/tflite-schema';
import { write } from '@hlolite/tflite-writer';
import { type Comparison, compared } from './comparison.js';
import { type Conversion, type ConvertOptions, convertModule } from './convert.js';
import { programArguments } from './signature.js';

export interface VerifyOptions extends Omit<ConvertOptions, 'name'> {
  /** The inputs of the model, in order: arguments that are no parameters. */
  readonly inputs: readonly Dense[];
  /** Starts the runtime: `load` of `@hlolite/runtime/node`, or of a `Runtime` in the browser. */
  readonly load: (model: Model | Uint8Array) => Promise<Session>;
  /** Compares every operation that is still a tensor of the model, not only the outputs. */
  readonly layers?: boolean;
  /** Largest error that is no difference, relative to the largest expected value; integers and booleans must be equal. */
  readonly tolerance: number;
}

export interface LayerComparison extends Comparison {
  readonly operation: Operation;
  /** Its number in the entry function, calls inlined, from 0. */
  readonly position: number;
  readonly place: Place;
}

export interface Verification {
  readonly conversion: Conversion;
  readonly outputs: readonly Comparison[];
  /** With `layers`: each operation that could be compared, in the order of the program. */
  readonly layers: readonly LayerComparison[];
}

/**
 * Converts a program and compares the model with what the program says.
 * @throws CompileError as `convert` and `interpret` do: an op that either cannot run, inputs that do not fit.
 */
export async function verifyModule(module: Module, options: VerifyOptions): Promise<Verification> {
  const { inputs, load, layers = false, tolerance, ...rest } = options;
  const program = flatten(module, rest.entry);
  const results = new Map<Tensor, ResultOf>();
  const conversion = convertModule(program.module, { ...rest, results });
  const computed = new Map<Location, readonly Dense[]>();
  const expected = interpret(program.module, programArguments(inputs, rest), {
    function: program.entry,
    customCalls: referenceCalls(rest),
    ...(layers && { observe: (operation, values) => computed.set(operation.location, values) }),
  });
  const inside = layers ? tensorsInside(conversion.model, program, results) : [];
  const found = await outputsOf(conversion.model, inside, inputs, load);
  const positions = new Map(program.operations.map(({ operation }, position) => [operation, position]));
  const names = conversion.model.signatures[0]?.outputs.map(({ name }) => name) ?? [];
  return {
    conversion,
    outputs: expected.map((wanted, index) => compared(names[index] ?? `output_${index}`, found[index] as Dense, wanted, tolerance)),
    layers: inside.map(({ tensor, operation, index }, position) => {
      const wanted = computed.get(operation.location)?.[index] as Dense;
      const comparison = compared(tensor.name, found[expected.length + position] as Dense, wanted, tolerance);
      return { ...comparison, operation, position: positions.get(operation) as number, place: placeOf(operation) };
    }),
  };
}

interface Inside {
  readonly tensor: Tensor;
  readonly operation: Operation;
  readonly index: number;
}

/** The tensors of the model that hold results of the program's operations, in the order of the program. */
function tensorsInside(model: Model, program: FlatProgram, results: ReadonlyMap<Tensor, ResultOf>): readonly Inside[] {
  const [graph] = model.subgraphs;
  const made = new Set(graph?.operators.flatMap((operator) => operator.outputs));
  for (const output of graph?.outputs ?? []) made.delete(output);
  // Passes may have written one operation as several, which share its location: the last of them has its results.
  const last = new Map<Location, Operation>();
  for (const { operation } of results.values()) last.set(operation.location, operation);
  const byLocation = new Map<Location, Omit<Inside, 'operation'>[]>();
  for (const [tensor, { operation, index }] of results)
    if (made.has(tensor) && last.get(operation.location) === operation)
      byLocation.set(operation.location, [...(byLocation.get(operation.location) ?? []), { tensor, index }]);
  return program.operations.flatMap(({ operation }) =>
    (byLocation.get(operation.location) ?? [])
      .filter(({ tensor, index }) => holds(tensor, operation.results[index]?.type))
      .map((each) => ({ ...each, operation })),
  );
}

/** Whether a tensor is of the program's type. Complex values become two tensors of their parts, other work may be done in another type. */
function holds(tensor: Tensor, type: Type | undefined): boolean {
  const { element }: { readonly code: number; readonly element?: ElementType } = tensorTypes[tensor.type];
  return type?.kind === 'tensor' && element === dataTypeOf(type) && type.shape.join() === tensor.shape.join();
}

/** The outputs of the model, and the tensors inside it as further outputs of a copy. */
async function outputsOf(
  model: Model,
  inside: readonly Inside[],
  inputs: readonly Dense[],
  load: VerifyOptions['load'],
): Promise<readonly Dense[]> {
  const [graph, ...others] = model.subgraphs;
  const [signature] = model.signatures;
  if (!graph || !signature) return fail({ code: 'verify/no-graph', message: 'the model must have a graph with a signature' });
  const extended = { ...graph, outputs: [...graph.outputs, ...inside.map(({ tensor }) => tensor)] };
  const outputs = [...signature.outputs, ...inside.map(({ tensor }, index) => ({ name: `inside_${index}`, tensor }))];
  const copy: Model = { ...model, subgraphs: [extended, ...others], signatures: [{ ...signature, subgraph: extended, outputs }] };
  const session = await load(write(inside.length > 0 ? copy : model));
  try {
    return await session.run([...inputs]);
  } finally {
    session.dispose();
  }
}
