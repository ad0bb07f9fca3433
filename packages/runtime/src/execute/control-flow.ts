// Operators that run subgraphs, where a kernel is somewhere in these: LiteRT cannot run them whole, so their loops and choices happen here.
import { fail } from '@hlolite/diagnostics';
import type { Operator, OperatorName, Subgraph, Tensor } from '@hlolite/tflite-schema';
import type { HostTensor } from '../lite-rt/host-tensor.js';
import { type Executable, releaseAll } from './executable.js';

/** What an operator that runs subgraphs is made of. */
export interface ControlFlow {
  readonly operator: Operator;
  readonly label: string;
  /** Makes a subgraph ready to run. */
  readonly load: (subgraph: Subgraph) => Executable;
}

type Loader = (parts: ControlFlow) => Executable;

/** The operators that run subgraphs and can be driven from here. */
const loaders: Partial<Record<OperatorName, Loader>> = {
  CALL: (parts) => branch(parts, 'subgraph', parts.operator.inputs),
  STABLEHLO_COMPOSITE: (parts) => branch(parts, 'decomposition_subgraph_index', parts.operator.inputs),
  IF: loadIf,
  STABLEHLO_CASE: loadCase,
  WHILE: loadWhile,
};

/** Can it be driven from here? */
export const isControlFlow = (op: OperatorName): boolean => loaders[op] !== undefined;

/**
 * Makes an operator ready to run.
 * @throws CompileError `runtime/bad-model` when a subgraph is missing or does not fit the operator
 */
export const loadControlFlow = (parts: ControlFlow): Executable => (loaders[parts.operator.op] as Loader)(parts);

function loadIf(parts: ControlFlow): Executable {
  const [predicate, ...operands] = parts.operator.inputs;
  checkTypes('the condition', [predicate], [booleanScalar], parts.label);
  const yes = branch(parts, 'then_subgraph_index', operands);
  const no = branch(parts, 'else_subgraph_index', operands);
  return { run: ([condition, ...values]) => (elementOf(condition) ? yes : no).run(values) };
}

/** An index out of range means the last branch (StableHLO spec: case). */
function loadCase(parts: ControlFlow): Executable {
  const [index, ...operands] = parts.operator.inputs;
  checkTypes('the index', [index], [{ type: 'INT32', shape: [] }], parts.label);
  const subgraphs = parts.operator.options?.fields.branch_subgraph_indices;
  const branches = (Array.isArray(subgraphs) ? subgraphs : []).map((subgraph) => loadFitting(parts, subgraph, operands, outputsOf(parts)));
  const last = branches.at(-1) ?? fail({ code: 'runtime/bad-model', message: 'a case must have a branch', place: { label: parts.label } });
  return { run: ([chosen, ...values]) => (branches[elementOf(chosen)] ?? last).run(values) };
}

function loadWhile(parts: ControlFlow): Executable {
  const { operator } = parts;
  const condition = loadFitting(parts, operator.options?.fields.cond_subgraph_index, operator.inputs, [booleanScalar]);
  const body = branch(parts, 'body_subgraph_index', operator.inputs);
  return {
    run(initial) {
      let values: readonly HostTensor[] = initial.map((tensor) => tensor.retain());
      try {
        while (isTrue(condition, values)) {
          const next = body.run(values);
          releaseAll(values);
          values = next;
        }
        return values;
      } catch (error) {
        releaseAll(values);
        throw error;
      }
    },
  };
}

function isTrue(condition: Executable, values: readonly HostTensor[]): boolean {
  const results = condition.run(values);
  const value = elementOf(results[0]);
  releaseAll(results);
  return value !== 0;
}

/** The only element of a condition or an index. */
const elementOf = (tensor: HostTensor | undefined): number => Number((tensor as HostTensor).elements()[0]);

type Type = Pick<Tensor, 'type' | 'shape'>;
const booleanScalar: Type = { type: 'BOOL', shape: [] };

const outputsOf = ({ operator }: ControlFlow): readonly Type[] => operator.outputs;

/** The subgraph in a field of the options, which gives what the operator gives. */
const branch = (parts: ControlFlow, field: string, operands: readonly (Tensor | null | undefined)[]): Executable =>
  loadFitting(parts, parts.operator.options?.fields[field], operands, outputsOf(parts));

function loadFitting(parts: ControlFlow, field: unknown, operands: readonly (Type | null | undefined)[], results: readonly Type[]) {
  const { label, load } = parts;
  const subgraph =
    (field as Subgraph | undefined) ??
    fail({ code: 'runtime/bad-model', message: 'an operator that runs a subgraph must name it', place: { label } });
  checkTypes(`operands of subgraph ${subgraph.name}`, subgraph.inputs, operands, label);
  checkTypes(`results of subgraph ${subgraph.name}`, subgraph.outputs, results, label);
  return load(subgraph);
}

/** Shapes must agree too: no dynamic shape passes through here. A scalar may be written as one element of any rank. */
function checkTypes(
  what: string,
  found: readonly (Type | null | undefined)[],
  wanted: readonly (Type | null | undefined)[],
  label: string,
) {
  const [was, expected] = [found, wanted].map((types) => types.map(typeText).join(', ') || 'none');
  if (was !== expected)
    fail({ code: 'runtime/bad-model', message: `${what} must be ${expected}, as the operator has them (was ${was})`, place: { label } });
}

function typeText(type: Type | null | undefined): string {
  if (!type) return 'nothing';
  const isScalar = type.shape.every((size) => size === 1);
  return `${type.type}[${isScalar ? '' : type.shape}]`;
}
