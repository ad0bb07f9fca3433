// x · 1, x / 1, x + 0 and x − 0 with a constant of any shape: norms that were never trained have such scales and offsets. x + 0 turns −0 into
// 0, so it counts as rounding.
import { sameShape } from '../graph-builder.js';
import { isPlain } from './activation.js';
import { splatOf } from './constants.js';
import type { Node } from './graph.js';
import type { Rewrite } from './rewrite.js';

const rewrite = (name: string, at: Rewrite['at'], number: number, rounds: boolean): Rewrite => ({
  name,
  at,
  rounds,
  apply(node, graph) {
    const [output] = node.outputs;
    const kept = operandKept(node, number);
    return (
      output !== undefined && kept !== undefined && isPlain(node) && sameShape(kept.shape, output.shape) && graph.forward(output, kept)
    );
  },
});

/** The operand that stays when the other is the number; of SUB and DIV only the left one can. */
function operandKept({ op, inputs: [left, right] }: Node, number: number) {
  if (left && splatOf(right) === number) return left;
  return right && (op === 'ADD' || op === 'MUL') && splatOf(left) === number ? right : undefined;
}

export const multiplyByOne = rewrite('multiply-by-one', ['MUL', 'DIV'], 1, false);
export const addZero = rewrite('add-zero', ['ADD', 'SUB'], 0, true);
