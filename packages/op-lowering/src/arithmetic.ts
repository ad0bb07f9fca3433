// Elementwise arithmetic on tensors of the graph, for ops that take several kernels: a method is one kernel, its operands broadcast, and a
// plain number is a constant of the other operand's type. Shapes may be unknown; nothing is written out.
import { splatOf } from '@hlolite/tensor';
import type { OperatorName, Tensor, TensorType } from '@hlolite/tflite-schema';
import type { GraphBuilder } from './graph-builder.js';
import { elementTypeOf, type TensorInfo } from './tensor-info.js';

export type Operand = Tensor | number | bigint;

export class Arithmetic {
  constructor(readonly g: GraphBuilder) {}

  add = (a: Operand, b: Operand): Tensor => this.#two('ADD', a, b);
  subtract = (a: Operand, b: Operand): Tensor => this.#two('SUB', a, b);
  multiply = (a: Operand, b: Operand): Tensor => this.#two('MUL', a, b);
  divide = (a: Operand, b: Operand): Tensor => this.#two('DIV', a, b);
  floorMod = (a: Operand, b: Operand): Tensor => this.#two('FLOOR_MOD', a, b);
  power = (a: Operand, b: Operand): Tensor => this.#two('POW', a, b);
  maximum = (a: Operand, b: Operand): Tensor => this.#two('MAXIMUM', a, b);
  minimum = (a: Operand, b: Operand): Tensor => this.#two('MINIMUM', a, b);
  xor = (a: Operand, b: Operand): Tensor => this.#two('BITWISE_XOR', a, b);
  shiftRight = (a: Operand, count: Operand): Tensor => this.#two('RIGHT_SHIFT', a, count);
  less = (a: Operand, b: Operand): Tensor => this.#two('LESS', a, b, 'BOOL');
  lessEqual = (a: Operand, b: Operand): Tensor => this.#two('LESS_EQUAL', a, b, 'BOOL');
  greater = (a: Operand, b: Operand): Tensor => this.#two('GREATER', a, b, 'BOOL');
  greaterEqual = (a: Operand, b: Operand): Tensor => this.#two('GREATER_EQUAL', a, b, 'BOOL');
  equal = (a: Operand, b: Operand): Tensor => this.#two('EQUAL', a, b, 'BOOL');
  notEqual = (a: Operand, b: Operand): Tensor => this.#two('NOT_EQUAL', a, b, 'BOOL');
  both = (a: Tensor, b: Tensor): Tensor => this.#two('LOGICAL_AND', a, b);
  either = (a: Tensor, b: Tensor): Tensor => this.#two('LOGICAL_OR', a, b);

  abs = (a: Tensor): Tensor => this.#one('ABS', a);
  negate = (a: Tensor): Tensor => this.#one('NEG', a);
  sign = (a: Tensor): Tensor => this.#one('SIGN', a);
  floor = (a: Tensor): Tensor => this.#one('FLOOR', a);
  /** To the nearest whole number, ties to the even one. */
  round = (a: Tensor): Tensor => this.#one('ROUND', a);
  exp = (a: Tensor): Tensor => this.#one('EXP', a);
  log = (a: Tensor): Tensor => this.#one('LOG', a);
  sine = (a: Tensor): Tensor => this.#one('SIN', a);
  tanh = (a: Tensor): Tensor => this.#one('TANH', a);
  cosine = (a: Tensor): Tensor => this.#one('COS', a);
  not = (a: Tensor): Tensor => this.#one('LOGICAL_NOT', a);
  cast = (a: Tensor, type: TensorType): Tensor => this.g.cast(a, type);

  isNaN = (a: Tensor): Tensor => this.notEqual(a, a);

  /** `a` where the condition holds, else `b`. */
  select(condition: Tensor, a: Operand, b: Operand): Tensor {
    const [whenTrue, whenFalse] = this.#pair(a, b);
    const as = broadcastInfo(broadcastInfo(condition, whenTrue), whenFalse);
    return this.g.emit('SELECT_V2', [condition, whenTrue, whenFalse], {}, { ...as, type: whenTrue.type });
  }

  /** The bits that both have. The kernel does not broadcast: the smaller operand is written out. */
  and(a: Tensor, b: Operand): Tensor {
    const other = isTensor(b) ? b : this.g.dense(splatOf(elementTypeOf(a.type)!, a.shape, inRange(a.type, b)));
    const as = { ...broadcastInfo(a, other), type: a.type };
    return this.g.emit('STABLEHLO_AND', [this.#writtenOut(a, as), this.#writtenOut(other, as)], {}, as);
  }

  /** The same bits as another type of the same width. */
  bits(a: Tensor, type: TensorType): Tensor {
    return a.type === type ? a : this.g.emit('BITCAST', [a], {}, { ...plainInfo(a), type });
  }

  #writtenOut(tensor: Tensor, { shape }: TensorInfo): Tensor {
    if (tensor.shape.length === shape.length && tensor.shape.every((size, axis) => size === shape[axis])) return tensor;
    return this.g.emit('BROADCAST_TO', [tensor, this.g.int32s(shape)], {}, { type: tensor.type, shape });
  }

  #one(op: OperatorName, a: Tensor): Tensor {
    return this.g.emit(op, [a], {}, plainInfo(a));
  }

  #two(op: OperatorName, a: Operand, b: Operand, type?: TensorType): Tensor {
    const [lhs, rhs] = this.#pair(a, b);
    return this.g.emit(op, [lhs, rhs], {}, { ...broadcastInfo(lhs, rhs), type: type ?? lhs.type });
  }

  #pair(a: Operand, b: Operand): readonly [Tensor, Tensor] {
    const { type } = (isTensor(a) ? a : b) as Tensor;
    const constant = (value: number | bigint) => this.g.scalar(elementTypeOf(type)!, inRange(type, value));
    return [isTensor(a) ? a : constant(a), isTensor(b) ? b : constant(b)];
  }
}

/** A constant as the codec of its type wants it. */
const inRange = (type: TensorType, value: number | bigint): number | bigint =>
  type === 'INT64' || type === 'UINT64' ? BigInt(value) : Number(value);

const isTensor = (operand: Operand): operand is Tensor => typeof operand === 'object';

/** Type and shape: what arithmetic makes is not quantized. */
const plainInfo = ({ type, shape, shapeSignature }: Tensor): TensorInfo => ({ type, shape, ...(shapeSignature && { shapeSignature }) });

/** The shape of two tensors broadcast against each other, aligned at the end; unknown where one of them is and the other does not say. */
function broadcastInfo(a: TensorInfo, b: TensorInfo): TensorInfo {
  const join = (x: readonly number[], y: readonly number[]) => {
    const rank = Math.max(x.length, y.length);
    return Array.from({ length: rank }, (_, axis) => {
      const [p, q] = [x[axis - (rank - x.length)] ?? 1, y[axis - (rank - y.length)] ?? 1];
      return p === 1 ? q : p === -1 && q !== 1 ? q : p;
    });
  };
  const shape = join(a.shape, b.shape);
  if (!a.shapeSignature && !b.shapeSignature) return { type: a.type, shape };
  return { type: a.type, shape, shapeSignature: join(a.shapeSignature ?? a.shape, b.shapeSignature ?? b.shape) };
}
