// All families of shape inference joined. An op without a row keeps the types that the program writes.
import type { Operation, Type } from '@hlolite/mlir-parser';
import { joined } from '../joined.js';
import { chloFamily } from './chlo.js';
import { compare } from './compare.js';
import { constant } from './constant.js';
import { controlFlow } from './control-flow.js';
import { convert } from './convert.js';
import { convolution } from './convolution.js';
import { dot } from './dot.js';
import { elementwise } from './elementwise.js';
import { gatherScatter } from './gather-scatter.js';
import { linearAlgebra } from './linear-algebra.js';
import { normalization } from './normalization.js';
import { reduction } from './reduction.js';
import type { Inference } from './rules.js';
import { shape } from './shape.js';
import { sort } from './sort.js';
import { window } from './window.js';

const inferences = joined<Inference>([
  chloFamily,
  compare,
  constant,
  controlFlow,
  convert,
  convolution,
  dot,
  elementwise,
  gatherScatter,
  linearAlgebra,
  normalization,
  reduction,
  shape,
  sort,
  window,
]);

/**
 * The result types that follow from an operation's operands and attributes; the written ones where no rule is known.
 * @throws CompileError `verify/constraint` where the operation breaks a constraint of the spec, and `ir/…` where it is not as its table says.
 */
export function inferTypes(operation: Operation): readonly Type[] {
  const inference = Object.hasOwn(inferences, operation.name) ? inferences[operation.name] : undefined;
  return inference?.(operation) ?? operation.results.map(({ type }) => type);
}
