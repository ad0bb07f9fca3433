// From functions of scalars to kernels: the function of every element, over typed arrays without an object per element.
import { fail } from '@hlolite/diagnostics';
import { type Dense, elementCount, type Numbers } from '@hlolite/tensor';
import type { dataTypeOf } from '../types.js';
import { denseFrom, type Elements, elementsOf, newElements } from './elements.js';
import type { Context, Kernel } from './kernel.js';
import { kindOf, type ScalarFunction, type ScalarRule } from './scalar.js';

/** The kernel of an elementwise op. Operands of one element (clamp's bounds, select's predicate) stand for all. */
export const mapped =
  (rule: ScalarRule): Kernel =>
  (operation, operands, context) => {
    const types = { operands: operands.map(({ type }) => type), result: context.resultType() };
    const compute = rule(operation, types) ?? unsupportedTypes(context, types.operands);
    return [mapElements(compute, operands, types.result)];
  };

function unsupportedTypes({ operation }: Context, types: readonly string[]): never {
  return fail({
    code: 'interpret/unsupported-type',
    message: `${operation.name} must have element types that it is defined for (was ${types.join(', ')})`,
  });
}

/** Applies `compute` to the elements of all operands at the same index. */
export function mapElements(compute: ScalarFunction, operands: readonly Dense[], type: NonNullable<ReturnType<typeof dataTypeOf>>): Dense {
  const shape = operands.reduce<readonly number[]>((widest, { shape }) => (shape.length > widest.length ? shape : widest), []);
  const count = elementCount(shape);
  const splat = count > 1 && operands.every((operand) => operand.splat || elementCount(operand.shape) === 1);
  const results = newElements(type, splat ? 1 : count);
  const inputs = operands.map(elementsOf);
  const plain = [type, ...operands.map((operand) => operand.type)].every((each) => kindOf(each) !== 'complex');
  if (plain) mapNumbers(compute, inputs, results.numbers);
  else for (let index = 0; index < (splat ? 1 : count); index++) results.set(index, compute(...inputs.map((input) => input.get(index))));
  return { ...denseFrom(results, shape), ...(splat && { splat }) };
}

/** The loops for one, two and three operands; typed as numbers, but bigint arrays run through them as well. */
function mapNumbers(compute: ScalarFunction, inputs: readonly Elements[], results: Numbers): void {
  const out = results as Float64Array;
  const f = compute as (...operands: number[]) => number;
  const [a, b, c] = inputs.map(({ numbers }) => numbers as Float64Array);
  const [stepA = 0, stepB = 0, stepC = 0] = inputs.map(({ step }) => step);
  if (a && b && c) for (let i = 0; i < out.length; i++) out[i] = f(a[i * stepA] as number, b[i * stepB] as number, c[i * stepC] as number);
  else if (a && b) for (let i = 0; i < out.length; i++) out[i] = f(a[i * stepA] as number, b[i * stepB] as number);
  else if (a) for (let i = 0; i < out.length; i++) out[i] = f(a[i * stepA] as number);
}
