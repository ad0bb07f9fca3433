// Given: a body. Result: what loops compute anew in each round from values of outside alone stands in front of
// them; the loop captures the results, which it hands on without a copy.
// A loop that runs no round pays for one of them at most. All that moves ends, and stops no program (integer division is guarded), so its
// cost is no reason to leave it where every other loop repeats it.
import { type Block, type Operation, operation, type Value, walk } from '@hlolite/mlir-parser';
import { type Body, isConstant, Rewriter, usedValues } from './body.js';

/** `fired` is told each loop that got smaller. */
export function hoistInvariants(body: Body, fired: (loop: Operation) => void): Body {
  const rewriter = new Rewriter();
  const operations = body.operations.flatMap((original) => {
    const carried = rewriter.carry(original);
    return carried.name === 'stablehlo.while' ? hoisted(carried, rewriter, fired) : [carried];
  });
  return { ...body, operations, results: rewriter.values(body.results) };
}

/** What moves in front of the loop, and the loop. */
function hoisted(loop: Operation, rewriter: Rewriter, fired: (loop: Operation) => void): readonly Operation[] {
  const hoist = new Hoist();
  const regions = loop.regions.map(({ blocks }) => ({ blocks: blocks.map((block) => hoist.block(block)) }));
  if (hoist.before.length === 0) return [loop];
  fired(loop);
  const resultTypes = loop.results.map(({ type }) => type);
  const made = operation({ ...loop, regions, resultTypes, resultNames: loop.results.map(({ name }) => name) });
  loop.results.forEach((result, index) => rewriter.replace(result, made.results[index] as Value));
  return [...hoist.before, made];
}

class Hoist {
  /** What has moved, in order. */
  readonly before: Operation[] = [];
  /** The makers of invariant values that stay inside. */
  readonly #staying = new Map<Value, Operation>();
  /** Values made of constants alone: they are folded where they stand, or are weights, which kernels take as constants. */
  readonly #constant = new Set<Value>();
  readonly #variant = new Set<Value>();
  readonly #inside = new Rewriter();
  /** From invariant values that stay inside to their copies in front of the loop. */
  readonly #outside = new Rewriter();

  block(block: Block): Block {
    for (const argument of block.arguments) this.#variant.add(argument);
    const kept = block.operations.flatMap((original) => {
      const carried = this.#inside.carry(original);
      return this.#moves(carried) ? [] : [carried];
    });
    return { ...block, operations: kept };
  }

  /** Moves an operation in front of the loop, if it may and should. */
  #moves(candidate: Operation): boolean {
    const used = usedValues(candidate);
    if (used.some((value) => this.#variant.has(value)) || !isMovable(candidate)) {
      for (const result of candidate.results) this.#variant.add(result);
      return false;
    }
    const constant = used.every((value) => this.#constant.has(value) || (value.owner !== undefined && isConstant(value.owner)));
    if (constant || FREE.has(candidate.name)) {
      for (const result of candidate.results) {
        this.#staying.set(result, candidate);
        if (constant) this.#constant.add(result);
      }
      return false;
    }
    const moved = this.#moveOut(candidate);
    candidate.results.forEach((result, index) => this.#inside.replace(result, moved.results[index] as Value));
    return true;
  }

  /** The operation in front of the loop, after copies of what it uses that stays inside. */
  #moveOut(original: Operation, copy = false): Operation {
    for (const value of usedValues(original)) {
      const maker = this.#staying.get(value);
      if (maker && this.#outside.value(value) === value) this.#moveOut(maker, true);
    }
    const moved = this.#outside.carry(original, undefined, copy);
    this.before.push(moved);
    return moved;
  }
}

/** What costs nothing where it stands, or would only make the captured state larger. What of it is not used inside any more is dropped as dead. */
const FREE = new Set(['constant', 'iota', 'broadcast_in_dim', 'reshape'].map((op) => `stablehlo.${op}`).concat('arith.constant'));

/**
 * What must run as often as the program says: random numbers; kernels of others, which may have effects or fail; loops, which need not end;
 * and barriers, with all that stands behind them, since a program writes them to keep operations where they are.
 */
const NOT_MOVED = new Set([
  'stablehlo.rng',
  'stablehlo.custom_call',
  'stablehlo.composite',
  'stablehlo.while',
  'stablehlo.optimization_barrier',
  'stablehlo.infeed',
  'stablehlo.outfeed',
  'stablehlo.send',
  'stablehlo.recv',
  'func.call',
]);

function isMovable(candidate: Operation): boolean {
  // What ends the block.
  if (candidate.results.length === 0) return false;
  for (const { name } of walk(candidate)) if (NOT_MOVED.has(name)) return false;
  return true;
}
