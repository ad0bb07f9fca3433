// All families joined: what the interpreter can compute. A name that two families define is a mistake.
import { elementCount } from '@hlolite/tensor';
import { joined } from '../joined.js';
import { bitcast } from './bitcast.js';
import { chloKernels, chloScalars } from './chlo.js';
import { broadcasting } from './chlo-broadcast.js';
import { chloStructure } from './chlo-structure.js';
import { collective } from './collective.js';
import { compare } from './compare.js';
import { constant } from './constant.js';
import { controlFlow } from './control-flow.js';
import { convert } from './convert.js';
import { convolution } from './convolution.js';
import { dot } from './dot.js';
import { dynamicShape } from './dynamic-shape.js';
import { mustBeComputable } from './elements.js';
import { elementwise } from './elementwise.js';
import { fft } from './fft.js';
import { gatherScatter } from './gather-scatter.js';
import type { Kernel, Kernels } from './kernel.js';
import { linearAlgebra } from './linear-algebra.js';
import { mapped } from './map.js';
import { normalization } from './normalization.js';
import { olderOps } from './older-ops.js';
import { onReals, quantization } from './quantization.js';
import { random } from './random.js';
import { reduction } from './reduction.js';
import type { ScalarRules } from './scalar.js';
import { shape } from './shape.js';
import { sort } from './sort.js';
import { window } from './window.js';

/** Functions of single elements by op: elementwise ops, and what bodies of regions are composed of. */
export const allScalarRules: ScalarRules = joined([elementwise, compare, convert, chloScalars]);

/** Kernels that go through all elements of their operands: a splat of 2^60 elements must not keep them busy forever. */
const bounded = (family: Kernels): Kernels =>
  withEach(family, (kernel) => (operation, operands, context) => {
    for (const { shape } of operands) mustBeComputable(elementCount(shape));
    return kernel(operation, operands, context);
  });

const withEach = <From>(family: Readonly<Record<string, From>>, change: (row: From) => Kernel): Kernels =>
  Object.fromEntries(Object.entries(family).map(([name, row]) => [name, change(row)]));

/** Ops that look into elements; of quantized ones they need the reals. */
const computing = joined<Kernel>([
  withEach(allScalarRules, mapped),
  bounded(joined<Kernel>([convolution, dot, fft, linearAlgebra, normalization, olderOps, reduction, window])),
]);

/** Ops that make, move or pass on elements. */
const moving = joined<Kernel>([
  broadcasting(allScalarRules),
  collective,
  constant,
  controlFlow,
  dynamicShape,
  random,
  shape,
  bounded(joined<Kernel>([bitcast, chloKernels, chloStructure, gatherScatter, quantization, sort])),
]);

/** Kernels by op. */
export const allKernels: Kernels = joined<Kernel>([moving, withEach(computing, onReals)]);
