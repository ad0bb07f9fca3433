// All families, joined once.
import type { Family, Rule } from '../rules.js';
import { chloFamily } from './chlo.js';
import { collective } from './collective.js';
import { compare } from './compare.js';
import { complex } from './complex.js';
import { constant } from './constant.js';
import { controlFlow } from './control-flow.js';
import { convolution } from './convolution.js';
import { custom } from './custom.js';
import { dot } from './dot.js';
import { dynamicShape } from './dynamic-shape.js';
import { elementwise } from './elementwise.js';
import { gatherScatter } from './gather-scatter.js';
import { linearAlgebra } from './linear-algebra.js';
import { quantization } from './quantization.js';
import { random } from './random.js';
import { reduction } from './reduction.js';
import { shape } from './shape.js';
import { sort } from './sort.js';
import { window } from './window.js';

export const families: Readonly<Record<string, Rule>> = join({
  elementwise,
  compare,
  constant,
  shape,
  quantization,
  random,
  reduction,
  linearAlgebra,
  window,
  sort,
  dot,
  convolution,
  gatherScatter,
  dynamicShape,
  chloFamily,
  collective,
  controlFlow,
  complex,
  custom,
});

/** One table of all rows; an op that two families know is a mistake that shows at once. */
function join(parts: Readonly<Record<string, Family>>): Record<string, Rule> {
  const all: Record<string, Rule> = {};
  for (const [family, rows] of Object.entries(parts))
    for (const [name, rule] of Object.entries(rows)) {
      if (Object.hasOwn(all, name)) throw new Error(`${name} stands in two families (the second is ${family})`);
      all[name] = rule;
    }
  return all;
}
