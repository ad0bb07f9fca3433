// The upper half of the product of two integers (chlo.mulhi): in twice the width, and where there is none from the products of halves.
import { elementName, i64, integer, type TensorType, tensor, type Value } from '@hlolite/mlir-parser';
import { type ElementType, elementInfo } from '@hlolite/tensor';
import { Formula } from '../formula.js';
import type { StableHloBuilder } from '../stablehlo-builder.js';

export function highProduct(lhs: Value, rhs: Value, b: StableHloBuilder): Value {
  const type = lhs.type as TensorType;
  const { bits, kind } = elementInfo(elementName(type.element) as ElementType);
  const isSigned = kind === 'signed';
  const wide = tensor(type.shape, isSigned ? i64 : integer(64, 'unsigned'));
  const f = new Formula(b, wide);
  const shift = isSigned ? 'shift_right_arithmetic' : 'shift_right_logical';
  const right = (value: Value, count: number) => b.emit(shift, [value, f.value(BigInt(count))]);
  if (bits < 64) return b.convert(right(f.multiply(b.convert(lhs, wide), b.convert(rhs, wide)), bits), type);
  // a·b with a = p·2³² + q and b = r·2³² + s: p·r, and what p·s, q·r and q·s carry into it.
  const low = (value: Value) => b.emit('and', [value, f.value(2n ** 32n - 1n)]);
  const [p, q, r, s] = [right(lhs, 32), low(lhs), right(rhs, 32), low(rhs)];
  const least = b.emit('shift_right_logical', [f.multiply(q, s), f.value(32n)]);
  const middle = f.add(f.multiply(p, s), least);
  const other = f.add(f.multiply(q, r), low(middle));
  return f.add(f.add(f.multiply(p, r), right(middle, 32)), right(other, 32));
}
