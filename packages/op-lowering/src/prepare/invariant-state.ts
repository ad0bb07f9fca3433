// Given: a body. Result: loops without the state that they hand on unchanged, which exporters write for everything that a loop reads:
// it becomes a capture, so that constants fold inside, and what depends on it alone can move in front of the loop.
import { type Block, type Operation, operation, type Value } from '@hlolite/mlir-parser';
import { type Body, Rewriter } from './body.js';

/** `fired` is told each loop that carries less. */
export function invariantState(body: Body, fired: (loop: Operation) => void): Body {
  const rewriter = new Rewriter();
  const operations = body.operations.map((original) => {
    const carried = rewriter.carry(original);
    return carried.name === 'stablehlo.while' ? withoutInvariants(carried, rewriter, fired) : carried;
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

function withoutInvariants(loop: Operation, rewriter: Rewriter, fired: (loop: Operation) => void): Operation {
  const [cond, body] = loop.regions.map((region) => region.blocks[0]);
  const returned = body?.operations.at(-1)?.operands;
  if (!cond || !body || !returned) return loop;
  const changes = loop.operands.map((_, index) => returned[index] !== body.arguments[index]);
  // A loop of nothing but invariant state has no state left that could end it; it stays as it is.
  if (changes.every(Boolean) || !changes.some(Boolean)) return loop;
  fired(loop);
  const changing = <T>(list: readonly T[]): T[] => list.filter((_, index) => changes[index]);
  const shrunk = (each: Block, isBody: boolean): Block => {
    const inner = new Rewriter();
    each.arguments.forEach((argument, index) => {
      if (!changes[index]) inner.replace(argument, loop.operands[index] as Value);
    });
    const { operations } = inner.block(each);
    const last = operations.at(-1) as Operation;
    const end = isBody ? operation({ ...last, operands: changing(last.operands), resultTypes: [] }) : last;
    return { ...each, arguments: changing(each.arguments), operations: [...operations.slice(0, -1), end] };
  };
  const made = operation({
    ...loop,
    operands: changing(loop.operands),
    regions: [{ blocks: [shrunk(cond, false)] }, { blocks: [shrunk(body, true)] }],
    resultTypes: changing(loop.results).map(({ type }) => type),
    resultNames: changing(loop.results).map(({ name }) => name),
  });
  changing(loop.results).forEach((result, index) => rewriter.replace(result, made.results[index] as Value));
  loop.results.forEach((result, index) => {
    if (!changes[index]) rewriter.replace(result, loop.operands[index] as Value);
  });
  return made;
}
