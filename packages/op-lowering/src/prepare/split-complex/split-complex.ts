// Given: a body with complex values. Result: a body of real ones, each complex value a pair of its parts, because kernels hardly compute
// with complex numbers. Only the border stays complex: arguments are taken apart with `real` and `imag`, results put together with `complex`.
import { type Block, elementName, type Operation, operation, type Region, unknownLocation, type Value } from '@hlolite/mlir-parser';
import type { Context } from '../../context.js';
import type { Pair } from '../../special-functions/complex.js';
import { StableHloBuilder } from '../../stablehlo-builder.js';
import { type Body, Rewriter } from '../body.js';
import { elementwise } from './elementwise.js';
import { fft } from './fft.js';
import { linearAlgebra } from './linear-algebra.js';
import { type Arrange, isComplex, isPair, Parts, partType, type Split } from './parts.js';
import type { SplitRule } from './rows.js';
import { structure } from './structure.js';

const rules: Readonly<Record<string, SplitRule>> = { ...elementwise, ...structure, ...fft, ...linearAlgebra };

export function splitComplex(body: Body, context: Context): Body {
  const complex = body.operations.filter(touchesComplex);
  if (complex.every(isMovedWhole)) return body;
  return new Splitter(context).body(body);
}

/** Ops that only move elements, and are carried out on complex<f32> as it is: in a body that has no others, nothing is taken apart. */
const MOVES = new Set(
  [
    'broadcast_in_dim',
    'concatenate',
    'constant',
    'dynamic_slice',
    'dynamic_update_slice',
    'pad',
    'reshape',
    'reverse',
    'select',
    'slice',
    'transpose',
  ].map((op) => `stablehlo.${op}`),
);

const isMovedWhole = ({ name, results: [result] }: Operation): boolean =>
  MOVES.has(name) && result?.type.kind === 'tensor' && elementName(result.type.element) === 'complex<f32>';

/** Whether complex values go into an operation, come out of it, or appear in its regions. */
const touchesComplex = ({ operands, results, regions }: Operation): boolean =>
  [...operands, ...results].some(({ type }) => isComplex(type)) ||
  regions.some(({ blocks }) =>
    blocks.some((block) => block.arguments.some(({ type }) => isComplex(type)) || block.operations.some(touchesComplex)),
  );

class Splitter {
  readonly #pairs = new Map<Value, Pair>();
  /** Complex values that are there as such beside their parts: arguments, and what was put together once. */
  readonly #whole = new Map<Pair, Value>();
  readonly #rewriter = new Rewriter();
  /** Where operations go: the body, or the block of a region. */
  #out: Operation[] = [];
  /** How many regions are around. */
  #depth = 0;

  constructor(readonly context: Context) {}

  body(body: Body): Body {
    for (const argument of body.arguments) if (isComplex(argument.type)) this.#takeApart(argument);
    for (const original of body.operations) this.#operation(original);
    const results = body.results.map((result) => (isComplex(result.type) ? this.#putTogether(result) : this.#rewriter.value(result)));
    return { ...body, operations: this.#out, results };
  }

  #operation(original: Operation): void {
    if (!touchesComplex(original)) {
      this.#out.push(this.#rewriter.carry(original));
      return;
    }
    const parts = new Parts(
      original,
      this.context,
      (value) => this.#split(value),
      (region, arrange) => this.#region(region, arrange),
    );
    const rule = Object.hasOwn(rules, original.name) ? rules[original.name] : undefined;
    const split = rule?.(parts) ?? this.#asWhole(original);
    this.#out.push(...parts.b.operations);
    original.results.forEach((result, index) => this.#define(result, split[index] as Split));
  }

  /** An operation that cannot be split: its operands are put together, its results taken apart. */
  #asWhole(original: Operation): readonly Split[] {
    const operands = original.operands.map((value) => (isComplex(value.type) ? this.#putTogether(value) : this.#rewriter.value(value)));
    const whole = operation({ ...original, operands, resultTypes: original.results.map(({ type }) => type) });
    this.#out.push(whole);
    return whole.results.map((result) => (isComplex(result.type) ? this.#takeApart(result) : result));
  }

  #define(value: Value, split: Split): void {
    if (isPair(split)) this.#pairs.set(value, split);
    else this.#rewriter.replace(value, split);
  }

  #split(value: Value): Split {
    return this.#pairs.get(value) ?? this.#rewriter.value(value);
  }

  /** The parts of a value that is there as a whole. */
  #takeApart(value: Value): Pair {
    const b = new StableHloBuilder(value.owner ?? { location: unknownLocation });
    const pair = { re: b.emit('real', [value]), im: b.emit('imag', [value]) };
    this.#out.push(...b.operations);
    this.#pairs.set(value, pair);
    this.#whole.set(pair, value);
    return pair;
  }

  #putTogether(value: Value): Value {
    const pair = this.#split(value) as Pair;
    const known = this.#whole.get(pair);
    if (known) return known;
    const b = new StableHloBuilder(value.owner ?? { location: unknownLocation });
    const whole = b.emit('complex', [pair.re, pair.im]);
    this.#out.push(...b.operations);
    // What is put together in a region is not seen outside it.
    if (this.#depth === 0) this.#whole.set(pair, whole);
    return whole;
  }

  #region({ blocks }: Region, arrange: Arrange = (parts) => parts.flat()): Region {
    return { blocks: blocks.map((block) => this.#block(block, arrange)) };
  }

  #block(block: Block, arrange: Arrange): Block {
    const outside = this.#out;
    this.#out = [];
    this.#depth++;
    const split = block.arguments.map((argument) => {
      const types = isComplex(argument.type) ? [partType(argument.type), partType(argument.type)] : [argument.type];
      return types.map((type): { -readonly [Key in keyof Value]: Value[Key] } => ({ type, index: 0 }));
    });
    const arranged = arrange(split);
    split.flat().forEach((value) => {
      value.index = arranged.indexOf(value);
    });
    block.arguments.forEach((argument, index) => {
      const [re, im] = split[index] as unknown as readonly [Value, Value?];
      this.#define(argument, im ? { re, im } : re);
    });
    for (const inner of block.operations)
      if (inner.name.endsWith('.return')) this.#out.push(operation({ ...inner, operands: this.#flat(inner.operands), resultTypes: [] }));
      else this.#operation(inner);
    const operations = this.#out;
    this.#out = outside;
    this.#depth--;
    return { ...block, arguments: [...arranged], operations };
  }

  #flat(values: readonly Value[]): readonly Value[] {
    return values.flatMap((value) => {
      const split = this.#split(value);
      return isPair(split) ? [split.re, split.im] : [split];
    });
  }
}
