// next_after on the bit patterns of floats, which are ordered as the magnitudes are: exact for every float type.
import { elementName, integer, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { type ElementType, elementInfo } from '@hlolite/tensor';
import { Formula } from '../formula.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';

/** The float next to `x` in the direction of `y`: `y` where both are equal, NaN where one is. */
export function neighbour(x: Value, y: Value, b: StableHloBuilder): Value {
  const type = x.type as TensorType;
  const element = elementName(type.element) as ElementType;
  const { bits, format } = elementInfo(element);
  const f = new Formula(b, tensor(type.shape, integer(bits)));
  // Keys are ordered as the floats: negative ones are below zero, −0 is 0.
  const lowest = -(2n ** BigInt(bits - 1));
  const turned = (pattern: Value) => f.where(f.less(pattern, 0), f.subtract(lowest, pattern), pattern);
  const [from, to] = [x, y].map((value) => turned(b.emit('bitcast_convert', [value], {}, f.type))) as [Value, Value];
  const step = f.where(f.less(from, to), f.add(from, 1), f.subtract(from, 1));
  const stepped = b.emit('bitcast_convert', [turned(step)], {}, type);
  const mantissa = format?.mantissa ?? (bits === 64 ? 52 : 23);
  const infinity = (2n ** BigInt(bits - 1 - mantissa) - 1n) * 2n ** BigInt(mantissa);
  const isNoNumber = (key: Value) => f.or(f.greater(key, infinity), f.less(key, -infinity));
  const moved = b.select(f.equal(from, to), y, stepped);
  return b.select(isNoNumber(from), x, b.select(isNoNumber(to), y, moved));
}
