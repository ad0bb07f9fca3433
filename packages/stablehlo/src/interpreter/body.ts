// Regions as functions of single elements: composed of scalar functions where every op has one, else run on tensors of one element.
import type { Block, Operation, Region, Value } from '@hlolite/mlir-parser';
import type { Dense, ElementType } from '@hlolite/tensor';
import { dataTypeOf } from '../types.js';
import { scalarOf, scalarTensor } from './elements.js';
import type { Body } from './kernel.js';
import { rounderOf, type Scalar, type ScalarFunction, type ScalarRules } from './scalar.js';

/** What composing a body needs of the interpreter around it. */
export interface BodyEnvironment {
  readonly rules: ScalarRules;
  /** The tensor of a value from outside the region. */
  lookup(value: Value): Dense;
  /** Computes an operation that needs no operand: a constant. */
  evaluate(operation: Operation): readonly Dense[];
  run(region: Region, inputs: readonly Dense[]): readonly Dense[];
}

/** The function that a region computes of single elements. */
export function bodyOf(region: Region, environment: BodyEnvironment): Body {
  const block = region.blocks[0];
  const composed = block && region.blocks.length === 1 ? compose(block, environment) : undefined;
  return composed ?? interpretedBody(region, environment);
}

/** One step of a composed body: reads registers, writes one. */
interface Step {
  readonly compute: ScalarFunction;
  readonly inputs: readonly number[];
  readonly output: number;
}

function compose(block: Block, environment: BodyEnvironment): Body | undefined {
  const registers: Scalar[] = [];
  const places = new Map<Value, number>();
  const steps: Step[] = [];
  const place = (value: Value): number => {
    const known = places.get(value);
    if (known !== undefined) return known;
    registers.push(scalarOf(environment.lookup(value)));
    places.set(value, registers.length - 1);
    return registers.length - 1;
  };
  const define = (value: Value, initial: Scalar) => places.set(value, registers.push(initial) - 1);

  if (!block.arguments.every(isScalarValue)) return undefined;
  for (const argument of block.arguments) define(argument, 0);
  const terminator = block.operations.at(-1);
  for (const operation of block.operations.slice(0, -1)) {
    const [result] = operation.results;
    if (!result || operation.results.length > 1 || !isScalarValue(result)) return undefined;
    const compute = roundedFunction(operation, environment.rules);
    if (compute) {
      const inputs = operation.operands.map(place);
      define(result, 0);
      steps.push({ compute, inputs, output: registers.length - 1 });
    } else if (operation.operands.length === 0 && operation.regions.length === 0) {
      define(result, scalarOf(environment.evaluate(operation)[0] as Dense));
    } else return undefined;
  }
  if (!terminator?.operands.every(isScalarValue)) return undefined;
  return composedBody(registers, steps, terminator.operands.map(place));
}

const isScalarValue = ({ type }: Value): boolean => type.kind === 'tensor' && type.shape.length === 0 && dataTypeOf(type) !== undefined;

function roundedFunction(operation: Operation, rules: ScalarRules): ScalarFunction | undefined {
  const rule = rules[operation.name];
  const result = operation.results[0] && dataTypeOf(operation.results[0].type);
  const operands = operation.operands.map(({ type }) => dataTypeOf(type));
  if (!rule || !result || operands.includes(undefined)) return undefined;
  const compute = rule(operation, { operands: operands as ElementType[], result });
  const round = rounderOf(result);
  return compute && ((...inputs) => round(compute(...inputs)));
}

function composedBody(registers: Scalar[], steps: readonly Step[], outputs: readonly number[]): Body {
  const [only] = steps;
  // Most bodies are one op of both arguments, in either order: no registers are needed then.
  if (only && steps.length === 1 && outputs.length === 1 && outputs[0] === only.output && only.inputs.length === 2) {
    const [first, second] = only.inputs;
    const { compute } = only;
    if (first === 0 && second === 1) return { apply: ([a, b]) => [compute(a as Scalar, b as Scalar)], combine: compute };
    if (first === 1 && second === 0) return { apply: ([a, b]) => [compute(b as Scalar, a as Scalar)], combine: (a, b) => compute(b, a) };
  }
  const apply = (inputs: readonly Scalar[]): readonly Scalar[] => {
    for (let i = 0; i < inputs.length; i++) registers[i] = inputs[i] as Scalar;
    for (const { compute, inputs: from, output } of steps) registers[output] = compute(...from.map((at) => registers[at] as Scalar));
    return outputs.map((at) => registers[at] as Scalar);
  };
  return { apply, combine: (a, b) => apply([a, b])[0] as Scalar };
}

function interpretedBody(region: Region, environment: BodyEnvironment): Body {
  const types = (region.blocks[0]?.arguments ?? []).map(({ type }) => dataTypeOf(type));
  const apply = (inputs: readonly Scalar[]) => {
    const tensors = inputs.map((input, index) => scalarTensor(types[index] as ElementType, input));
    return environment.run(region, tensors).map(scalarOf);
  };
  return { apply, combine: (a, b) => apply([a, b])[0] as Scalar };
}
