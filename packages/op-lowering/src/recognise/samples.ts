// Regions told by what they answer. One that only compares and chooses, with no other numbers than 0 and NaN, depends on nothing but which
// of two elements is greater, so that its answers for a few elements of every kind say all.
import { elementName, isTensor, type Operation, operation, type Region, tensor, type Value } from '@hlolite/mlir-parser';
import { evaluate } from '@hlolite/stablehlo';
import { type Dense, denseOf, type ElementType, elementInfo, isElementType, readNumbers } from '@hlolite/tensor';
import { liftBody } from '../lift-body.js';
import { capturedValues, Rewriter } from '../prepare/body.js';
import { constantValue } from '../prepare/fold-constants.js';
import { StableHloBuilder } from '../stablehlo-builder.js';

const DECIDING = new Set(['compare', 'select', 'and', 'or', 'not', 'xor', 'minimum', 'maximum'].map((name) => `stablehlo.${name}`));

/** The region with the constants that it uses from outside written inside; undefined where it uses anything else from there. */
export function closedRegion(region: Region, constantOf: (value: Value) => Dense | undefined): Region | undefined {
  const [block] = region.blocks;
  if (!block) return undefined;
  const rewriter = new Rewriter();
  const constants: Operation[] = [];
  for (const value of capturedValues([region])) {
    const dense = constantOf(value);
    if (!dense || !isTensor(value.type)) return undefined;
    const { bytes, splat = false } = dense;
    const constant = operation({
      name: 'stablehlo.constant',
      attributes: { value: { kind: 'dense', type: value.type, bytes, splat } },
      resultTypes: [value.type],
    });
    constants.push(constant);
    rewriter.replace(value, constant.results[0] as Value);
  }
  if (constants.length === 0) return region;
  return { blocks: [{ ...block, operations: [...constants, ...block.operations.map((inner) => rewriter.carry(inner))] }] };
}

/** Whether a region only compares and chooses, with constants that part no numbers: 0, NaN, booleans. */
export const onlyDecides = ({ blocks }: Region): boolean =>
  blocks.length === 1 && (blocks[0]?.operations.slice(0, -1).every(isDeciding) ?? false);

function isDeciding(inner: Operation): boolean {
  if (DECIDING.has(inner.name)) return true;
  const dense = constantValue(inner)?.[0];
  if (!dense) return false;
  const isFloat = elementInfo(dense.type).kind === 'float';
  return dense.type === 'i1' || (isFloat && numbersOf(dense).every((value) => Number.isNaN(value) || value === 0));
}

/** Whether an operation is a constant NaN. */
export function isNaNConstant(inner: Operation): boolean {
  const dense = constantValue(inner)?.[0];
  return dense !== undefined && elementInfo(dense.type).kind === 'float' && numbersOf(dense).some(Number.isNaN);
}

const numbersOf = (dense: Dense): number[] => [...readNumbers({ ...dense, shape: [], splat: false })].map(Number);

/** Elements of every kind, in the order of the type. */
export function samplesOf(type: ElementType): readonly number[] {
  const { kind } = elementInfo(type);
  if (kind === 'boolean') return [0, 1];
  if (kind === 'float') return [Number.NEGATIVE_INFINITY, -1, -0, 0, 1, Number.POSITIVE_INFINITY, Number.NaN];
  return kind === 'signed' ? [-2, -1, 0, 1] : [0, 1, 2, 3];
}

/** The element type of an argument of a region that samples can be given for. */
export function sampledType({ type }: Value): ElementType | undefined {
  const element = isTensor(type) ? elementName(type.element) : '';
  return isElementType(element) && !element.startsWith('complex') ? element : undefined;
}

/**
 * What a region returns for many arguments at once, as the interpreter computes it. An argument that is undefined must not matter.
 * @returns a list for each result; undefined when the result depends on anything else
 */
export function resultsFor(region: Region, given: readonly (readonly number[] | undefined)[]): readonly (readonly number[])[] | undefined {
  const count = given.find((numbers) => numbers !== undefined)?.length ?? 0;
  const values = new Map<Value, Dense>();
  const inputs = (region.blocks[0]?.arguments ?? []).map((argument, index): Value => {
    const value: Value = { type: isTensor(argument.type) ? tensor([count], argument.type.element) : argument.type, index };
    const [type, numbers] = [sampledType(argument), given[index]];
    if (type && numbers) values.set(value, denseOfNumbers(type, numbers));
    return value;
  });
  const builder = new StableHloBuilder({ location: { kind: 'unknown' } });
  const results = liftBody(region, inputs, [count], builder);
  for (const lifted of builder.operations) {
    const operands = lifted.operands.map((value) => values.get(value));
    if (!operands.every((dense) => dense !== undefined)) return undefined;
    evaluate(lifted, operands).forEach((dense, index) => {
      values.set(lifted.results[index] as Value, dense);
    });
  }
  const found = results.map((result) => values.get(result));
  return found.every((dense) => dense !== undefined) ? found.map((dense) => [...readNumbers(dense)].map(Number)) : undefined;
}

function denseOfNumbers(type: ElementType, numbers: readonly number[]): Dense {
  const { bits, kind } = elementInfo(type);
  return denseOf(type, [numbers.length], (bits === 64 && kind !== 'float' ? numbers.map(BigInt) : numbers) as number[]);
}
