// What a row of the splitting pass works with: the parts of complex values, and builders of real ops for the operation at hand.
import { f32, isTensor, type Operation, type Region, type TensorType, type Type, tensor, type Value } from '@hlolite/mlir-parser';
import { denseOf, isInMemory, readNumbers } from '@hlolite/tensor';
import { convertedToSingle } from '../../cast.js';
import { bug, type Context } from '../../context.js';
import { Formula } from '../../formula.js';
import type { Pair } from '../../special-functions/complex.js';
import { StableHloBuilder } from '../../stablehlo-builder.js';
import { constantValue } from '../fold-constants.js';

/** What a result has become: a complex one a pair, a real one a value. */
export type Split = Pair | Value;

export const isPair = (split: Split): split is Pair => 're' in split;

export const isComplex = (type: Type): type is TensorType => type.kind === 'tensor' && type.element.kind === 'complex';

/** The type of the parts of a complex tensor; of any other type itself. */
export const partType = (type: Type): Type =>
  type.kind === 'tensor' && type.element.kind === 'complex' ? { ...type, element: type.element.element } : type;

export class Parts {
  readonly b: StableHloBuilder;

  constructor(
    readonly operation: Operation,
    readonly context: Context,
    readonly find: (value: Value) => Split,
    /** A region with each complex argument and result in two; arguments in the order of `arrange`. */
    readonly region: (region: Region, arrange?: Arrange) => Region,
  ) {
    this.b = new StableHloBuilder(operation);
  }

  /** The parts of a complex value; a real one has an imaginary part of zeros. */
  pair(value: Value): Pair {
    const split = this.find(value);
    return isPair(split) ? split : { re: split, im: this.b.splat(split.type, 0) };
  }

  /** The value that stands for a real one. */
  real(value: Value): Value {
    const split = this.find(value);
    return isPair(split) ? bug({ code: 'lower/split', message: `${this.operation.name} must be given a real tensor here` }) : split;
  }

  /** The parts of all operands, one after the other. */
  flat(values: readonly Value[]): readonly Value[] {
    return values.flatMap((value) => {
      const split = this.find(value);
      return isPair(split) ? [split.re, split.im] : [split];
    });
  }

  /** The operation on the real parts and again on the imaginary parts; operands that are real are given to both. */
  both(operands: readonly Value[] = this.operation.operands): Pair {
    const type = partType((this.operation.results[0] as Value).type);
    const part = (name: 're' | 'im') => {
      const given = operands.map((value) => {
        const split = this.find(value);
        return isPair(split) ? split[name] : split;
      });
      return this.b.again(this.operation, given, [type])[0] as Value;
    };
    return { re: part('re'), im: part('im') };
  }

  /** The constant that the operation is, in two; undefined where its elements are not in memory. */
  constant(): Pair | undefined {
    const dense = constantValue(this.operation)?.[0];
    if (!dense || !isInMemory(dense.bytes)) return undefined;
    const numbers = readNumbers(dense) as Float32Array | Float64Array;
    const type = partType((this.operation.results[0] as Value).type) as TensorType;
    const element = dense.type === 'complex<f64>' ? 'f64' : 'f32';
    const part = (first: number) => {
      const { bytes } = denseOf(
        element,
        dense.shape,
        numbers.filter((_, index) => index % 2 === first),
      );
      return this.b.constant(type, { bytes, splat: dense.splat ?? false });
    };
    return { re: part(0), im: part(1) };
  }

  /** A function of complex operands; `f32` where kernels compute it in that type only. */
  compute(work: 'f32' | 'same', operands: readonly Value[], fn: (given: readonly Pair[], f: Formula) => Pair): Pair {
    const { pairs, f } = this.#given(work, operands);
    const { re, im } = fn(pairs, f);
    const type = partType((this.operation.results[0] as Value).type) as TensorType;
    return { re: this.b.convert(re, type), im: this.b.convert(im, type) };
  }

  /** The same for a function whose result is real. */
  computeReal(work: 'f32' | 'same', operands: readonly Value[], fn: (given: readonly Pair[], f: Formula) => Value): Value {
    const { pairs, f } = this.#given(work, operands);
    return this.b.convert(fn(pairs, f), (this.operation.results[0] as Value).type as TensorType);
  }

  /** A real tensor in f32, which is said where it is f64. */
  inSingle(value: Value): Value {
    return convertedToSingle(value, this.b, this.operation, this.context);
  }

  #given(work: 'f32' | 'same', operands: readonly Value[]): { readonly pairs: readonly Pair[]; readonly f: Formula } {
    const given = operands.map((operand) => this.pair(operand));
    const { type } = (given[0] as Pair).re;
    if (!isTensor(type)) return bug({ code: 'lower/split', message: 'parts of complex values must be ranked tensors' });
    const f = new Formula(this.b, work === 'same' ? type : tensor(type.shape, f32));
    const inType = (value: Value) => (work === 'same' ? value : this.inSingle(value));
    return { pairs: given.map(({ re, im }) => ({ re: inType(re), im: inType(im) })), f };
  }
}

/** The order of a region's arguments once complex ones are in two. */
export type Arrange = (parts: readonly (readonly Value[])[]) => readonly Value[];
