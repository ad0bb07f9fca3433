// An output without elements. Native LiteRT does not give out a constant of that kind, nor what it computes from constants while it loads:
// the output has to come from an input, of which nothing is taken.
import { elementCount } from '@hlolite/tensor';
import type { Tensor } from '@hlolite/tflite-schema';
import type { GraphBuilder } from './graph-builder.js';

/** A tensor of the same type and shape that is computed; the constant itself in a graph without inputs. */
export function emptyOutput({ type, shape }: Tensor, g: GraphBuilder): Tensor | undefined {
  const [input] = g.subgraph.inputs;
  if (input === undefined) return undefined;
  const count = elementCount(input.shape);
  const flat = g.reshape(input, [count]);
  const nothing = count === 0 ? flat : g.emit('SLICE', [flat, g.int32s([0]), g.int32s([0])], {}, { type: input.type, shape: [0] });
  if (input.type === type) return g.reshape(nothing, shape);
  // CAST does not know complex128.
  const real = input.type === 'COMPLEX128' ? g.emit('REAL', [nothing], {}, { type: 'FLOAT64', shape: [0] }) : nothing;
  if (type !== 'COMPLEX128') return g.reshape(g.cast(real, type), shape);
  return g.emit('BITCAST', [g.reshape(g.cast(real, 'FLOAT64'), [...shape, 2])], {}, { type, shape });
}
