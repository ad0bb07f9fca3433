// Branches and loops: regions must return what the op returns.
import { type Region, stablehlo, type Type, type Value } from '@hlolite/mlir-parser';
import { classOf, describeType, describeTypes, typesAgree } from '../types.js';
import { infer, must, tensorOf } from './rules.js';

export const controlFlow = infer(stablehlo, {
  case: ({ index, branches }) => {
    const type = tensorOf(index, 'index');
    must(type.shape.length === 0 && classOf(type) === 'signed', () => `index must be an i32 scalar (was ${describeType(type)})`);
    must(branches.length > 0, () => 'case must have at least one branch (was none)');
    return sameReturns(branches, 'branches');
  },
  if: ({ pred, true_branch: trueBranch, false_branch: falseBranch }) => {
    mustBePredicate(tensorOf(pred, 'pred'), 'pred');
    return sameReturns([trueBranch, falseBranch], 'branches');
  },
  optimization_barrier: ({ operand }) => typesOf(operand),
  while: ({ operand, cond, body }) => {
    const state = typesOf(operand);
    mustTake(cond, state, 'cond');
    mustTake(body, state, 'body');
    const [predicate, ...others] = returnTypes(cond);
    must(predicate !== undefined && others.length === 0, () => 'cond must return one value');
    mustBePredicate(predicate, 'what cond returns');
    mustHaveTypes(returnTypes(body), state, 'body must return the types of its state');
    return state;
  },
});

const typesOf = (values: readonly Value[]): readonly Type[] => values.map(({ type }) => type);

const returnTypes = (region: Region): readonly Type[] => typesOf(region.blocks[0]?.operations.at(-1)?.operands ?? []);

const mustTake = (region: Region, wanted: readonly Type[], name: string): void =>
  mustHaveTypes(typesOf(region.blocks[0]?.arguments ?? []), wanted, `${name} must take the types of the state`);

function mustBePredicate(type: Type, name: string): void {
  must(
    type.kind === 'tensor' && type.shape.length === 0 && classOf(type) === 'boolean',
    () => `${name} must be tensor<i1> (was ${describeType(type)})`,
  );
}

function mustHaveTypes(given: readonly Type[], wanted: readonly Type[], what: string): void {
  must(
    given.length === wanted.length && given.every((type, index) => typesAgree(type, wanted[index] as Type)),
    () => `${what}, ${describeTypes(wanted)} (was ${describeTypes(given)})`,
  );
}

function sameReturns(regions: readonly Region[], name: string): readonly Type[] {
  const [first, ...others] = regions.map(returnTypes) as [readonly Type[], ...(readonly Type[])[]];
  for (const other of others) mustHaveTypes(other, first, `${name} must return the same types`);
  return first;
}
