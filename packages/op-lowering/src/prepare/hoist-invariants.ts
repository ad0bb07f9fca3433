// Given: a body with loops. Result: what a loop hands on unchanged from turn to turn is no longer carried by it but read from outside, and what its
// body computes from such values alone is computed once, before it. JAX carries the weights of a scan through every turn.
import { type Block, type Operation, operation, type Value } from '@hlolite/mlir-parser';
import { type Body, isConstant, Rewriter } from './body.js';

/** `fired` is told each loop that got smaller. */
export function hoistInvariants(body: Body, fired: (loop: Operation) => void): Body {
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    if (carried.name !== 'stablehlo.while') return [carried];
    const loop = withoutUnchanged(carried, rewriter);
    const before = invariantsOf(bodyBlock(loop));
    if (before.length === 0 && loop === carried) return [carried];
    fired(original);
    return [...before, before.length === 0 ? loop : withoutOperations(loop, new Set(before), rewriter)];
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

const bodyBlock = ({ regions }: Operation): Block => regions[1]?.blocks[0] as Block;

/** The loop without the values that its body returns as it got them. */
function withoutUnchanged(loop: Operation, rewriter: Rewriter): Operation {
  const { arguments: carried, operations } = bodyBlock(loop);
  const returned = operations.at(-1)?.operands ?? [];
  const changes = carried.map((argument, index) => returned[index] !== argument);
  // A loop must carry something: one whose condition never changes is left as it is.
  if (changes.every(Boolean) || !changes.some(Boolean)) return loop;
  const blocks = loop.regions.map(({ blocks: [block] }) => narrowed(block as Block, loop, changes));
  const kept = <Item>(list: readonly Item[]) => list.filter((_, index) => changes[index]);
  const smaller = operation({
    ...loop,
    operands: kept(loop.operands),
    regions: blocks.map((block) => ({ blocks: [block] })),
    resultTypes: kept(loop.results.map(({ type }) => type)),
    resultNames: kept(loop.results.map(({ name }) => name)),
  });
  const results = kept(loop.results);
  loop.results.forEach((result, index) => {
    rewriter.replace(result, (changes[index] ? smaller.results[results.indexOf(result)] : loop.operands[index]) as Value);
  });
  return smaller;
}

/** A block of a loop with some of its arguments only; the others are read from outside. What the body returns is narrowed too. */
function narrowed(block: Block, loop: Operation, changes: readonly boolean[]): Block {
  const inside = new Rewriter();
  block.arguments.forEach((argument, index) => {
    if (!changes[index]) inside.replace(argument, loop.operands[index] as Value);
  });
  const operations = block.operations.map((each) => inside.carry(each));
  const last = operations.at(-1) as Operation;
  if (last.operands.length === changes.length)
    operations[operations.length - 1] = operation({
      ...last,
      operands: last.operands.filter((_, index) => changes[index]),
      resultTypes: [],
    });
  return { arguments: block.arguments.filter((_, index) => changes[index]), operations };
}

/** Operations that are not worth a place before the loop by themselves: constants, and what moves no data. */
const FREE = new Set(['stablehlo.iota', 'stablehlo.broadcast_in_dim', 'stablehlo.reshape']);
const NOT_PURE = new Set([
  ...['stablehlo.custom_call', 'stablehlo.composite', 'stablehlo.rng', 'stablehlo.rng_bit_generator'],
  ...['stablehlo.optimization_barrier', 'stablehlo.return'],
]);

/** Operations of a loop's body that give the same in every turn, with the constants that they need. */
function invariantsOf({ arguments: carried, operations }: Block): Operation[] {
  const varying = new Set<Value>(carried);
  const constant = new Set<Value>();
  const fixed = operations.filter((each) => {
    const isFixed = each.regions.length === 0 && !NOT_PURE.has(each.name) && !each.operands.some((operand) => varying.has(operand));
    if (!isFixed) for (const result of each.results) varying.add(result);
    return isFixed;
  });
  const needed = new Set<Value>();
  for (const each of fixed)
    if (each.operands.every((operand) => constant.has(operand))) for (const result of each.results) constant.add(result);
  const moved = [...fixed].reverse().filter((each) => {
    const worth = !isConstant(each) && !FREE.has(each.name) && !each.results.some((result) => constant.has(result));
    if (!worth && !each.results.some((result) => needed.has(result))) return false;
    for (const operand of each.operands) needed.add(operand);
    return true;
  });
  return moved.reverse();
}

function withoutOperations(loop: Operation, dropped: ReadonlySet<Operation>, rewriter: Rewriter): Operation {
  const [condition] = loop.regions;
  const block = bodyBlock(loop);
  const body = { ...block, operations: block.operations.filter((each) => !dropped.has(each)) };
  const smaller = operation({
    ...loop,
    regions: [...(condition ? [condition] : []), { blocks: [body] }],
    resultTypes: loop.results.map(({ type }) => type),
    resultNames: loop.results.map(({ name }) => name),
  });
  loop.results.forEach((result, index) => rewriter.replace(result, smaller.results[index] as Value));
  return smaller;
}
