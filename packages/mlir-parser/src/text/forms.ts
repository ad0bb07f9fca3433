// The pieces of pretty forms that the notation cannot say: `custom<Name>` in a row's assembly.
import { precision } from '../dialects/enums.js';
import { dotAlgorithm } from '../dialects/stablehlo/attributes.js';
import type { Attribute } from '../ir/attributes.js';
import { i32, i64, type Type, tensor } from '../ir/types.js';
import { parseDictionary, parseOptionalDictionary, parseShortArray } from './attributes.js';
import { parseConvolutionDimensions } from './convolution.js';
import { parseEnum, parseRecord } from './dialect-attributes.js';
import type { Draft, RegionRequest } from './draft.js';
import { parseFunction, parseModule } from './functions.js';
import { SYMBOL, VALUE, WORD } from './lexer.js';
import { parseSafeInteger } from './numbers.js';
import { CLOSE, CLOSE_LIST, COLON, COMMA, EQUAL, GREATER, LESS, OPEN, OPEN_LIST } from './punctuation.js';
import { parseReduce, parseScan, parseWhile } from './region-forms.js';
import { parseFunctionType } from './types.js';
import { parseWindowAttributes } from './window.js';

/** Reads a piece; `names` are the attributes or operands it is about. A region that stands in it is asked for. */
export type Form = (draft: Draft, names: readonly string[]) => RegionRequest | undefined;

const form =
  (read: (draft: Draft, names: readonly string[]) => void): Form =>
  (draft, names) => {
    read(draft, names);
    return undefined;
  };

export const forms: Readonly<Record<string, Form>> = {
  SameOperandsAndResultType: form((draft) => typesFrom(draft, (type) => draft.uses.map(() => type))),
  ComplexOpType: form((draft) => typesFrom(draft, (type) => draft.uses.map(() => partsType(draft, type)))),
  SelectOpType: form(selectTypes),
  TupleOpType: form(tupleTypes),
  PairwiseOperands: form(pairwiseOperands),
  VariadicOperandWithAttribute: form(operandsWithCommas),
  TypedValue: form(typedValue),
  Constant: form(constant),
  CustomCallTarget: form(callTarget),
  SliceRanges: form(sliceRanges),
  ExponentMantissa: form(exponentMantissa),
  DotDimensionNumbers: form(dotDimensionNumbers),
  PrecisionConfig: form((draft) => {
    if (draft.lexer.accept(COMMA)) precisionConfig(draft);
  }),
  PrecisionConfigAndAlgorithm: form(precisionAndAlgorithm),
  ConvolutionDimensions: form((draft, [name]) => draft.setAttribute(name as string, parseConvolutionDimensions(draft.state))),
  WindowAttributes: form(parseWindowAttributes),
  ParenthesizedRegions: parenthesizedRegions,
  Reduce: parseReduce,
  While: parseWhile,
  Scan: parseScan,
  Function: parseFunction,
  Module: parseModule,
};

/** One type, from which those of the operands follow, or all types as a function type. */
function typesFrom(draft: Draft, operandTypes: (type: Type) => Type[]): void {
  const type = draft.state.type();
  if (type.kind === 'function') functionTypes(draft, type.inputs, type.results);
  else {
    draft.operandTypes = operandTypes(type);
    draft.resultTypes = [type];
  }
}

function functionTypes(draft: Draft, inputs: readonly Type[], results: readonly Type[]): void {
  draft.operandTypes = [...inputs];
  draft.resultTypes = results;
}

/** Real and imaginary parts of a tensor of complex numbers. */
function partsType({ lexer }: Draft, type: Type): Type {
  if (type.kind === 'tensor' && type.element.kind === 'complex') return tensor(type.shape, type.element.element, type.encoding);
  return lexer.fail(
    'parse/type-kind',
    'the result must be a tensor of complex numbers',
    'write it as in tensor<2xcomplex<f32>>',
    lexer.previousEnd - 1,
    lexer.previousEnd,
  );
}

/** `pred, result`, or all types as a function type. */
function selectTypes(draft: Draft): void {
  const first = draft.state.type();
  if (first.kind === 'function') functionTypes(draft, first.inputs, first.results);
  else {
    draft.lexer.expect(COMMA, 'between the types of predicate and result');
    const result = draft.state.type();
    draft.operandTypes = [first, result, result];
    draft.resultTypes = [result];
  }
}

function tupleTypes(draft: Draft): void {
  const { lexer } = draft;
  const { start } = lexer;
  const type = draft.state.type();
  const elements =
    type.kind === 'tuple'
      ? type.elements
      : lexer.fail('parse/type-kind', 'the result must be a tuple', 'write it as in tuple<tensor<f32>>', start, lexer.previousEnd);
  draft.operandTypes = [...elements];
  draft.resultTypes = [type];
}

/** `%a, %b : types`, each result as its operand; `()` for none. */
function pairwiseOperands(draft: Draft): void {
  const { lexer } = draft;
  if (lexer.accept(OPEN)) lexer.expect(CLOSE, 'in', draft.name);
  else {
    draft.operandList();
    lexer.expect(COLON, 'after the operands of', draft.name);
    do draft.operandTypes.push(draft.state.type());
    while (lexer.accept(COMMA));
    draft.resultTypes = [...draft.operandTypes];
  }
}

/** Operands that each have a comma behind them. */
function operandsWithCommas(draft: Draft): void {
  while (draft.lexer.kind === VALUE) {
    draft.operand();
    draft.lexer.expect(COMMA, 'after the operand');
  }
}

/** An attribute that has the type of the result. */
function typedValue(draft: Draft, [name]: readonly string[]): void {
  const { start } = draft.lexer;
  const value = draft.state.attribute();
  draft.setAttribute(name as string, value);
  draft.resultTypes = [valueType(draft, value, start)];
}

function valueType({ lexer }: Draft, value: Attribute, start: number): Type {
  if (value.kind === 'bool') return { kind: 'integer', width: 1, signedness: 'signless' };
  if ('type' in value && value.kind !== 'type' && value.type) return value.type;
  return lexer.fail(
    'parse/type-kind',
    `a constant must have a type (was ${value.kind})`,
    'write a number or dense<…> with its type',
    start,
    lexer.previousEnd,
  );
}

/** `dense<…> : type`; or `() <{value = …}> : () -> type`, when the value has another type than the result. */
function constant(draft: Draft): void {
  if (draft.lexer.accept(OPEN)) unlikeConstant(draft);
  else {
    draft.addAttributes(parseOptionalDictionary(draft.state));
    typedValue(draft, ['value']);
  }
}

function unlikeConstant(draft: Draft): void {
  const { lexer, state } = draft;
  lexer.expect(CLOSE, 'in', draft.name);
  if (lexer.accept(LESS)) {
    draft.addAttributes(parseDictionary(state));
    lexer.expect(GREATER, 'after the properties');
  }
  draft.addAttributes(parseOptionalDictionary(state));
  lexer.expect(COLON, 'in', draft.name);
  const { inputs, results } = parseFunctionType(state);
  functionTypes(draft, inputs, results);
}

function callTarget(draft: Draft, [name]: readonly string[]): void {
  draft.setAttribute(name as string, { kind: 'string', value: draft.lexer.take(SYMBOL, 'as the target of', draft.name) });
}

/** `[start:limit, start:limit:stride]` */
function sliceRanges(draft: Draft, [startName, limitName, strideName]: readonly string[]): void {
  const { lexer } = draft;
  const starts: bigint[] = [];
  const limits: bigint[] = [];
  const strides: bigint[] = [];
  lexer.expect(OPEN_LIST, 'after the operand of', draft.name);
  if (lexer.kind !== CLOSE_LIST)
    do {
      starts.push(BigInt(parseSafeInteger(lexer, 'as the start of a slice')));
      lexer.expect(COLON, 'between start and limit');
      limits.push(BigInt(parseSafeInteger(lexer, 'as the limit of a slice')));
      strides.push(lexer.accept(COLON) ? BigInt(parseSafeInteger(lexer, 'as the stride of a slice')) : 1n);
    } while (lexer.accept(COMMA));
  lexer.expect(CLOSE_LIST, 'after the ranges');
  for (const [name, values] of [
    [startName, starts],
    [limitName, limits],
    [strideName, strides],
  ] as const)
    draft.setAttribute(name as string, { kind: 'dense-array', element: i64, values });
}

/** `e8m7` */
function exponentMantissa(draft: Draft, [exponent, mantissa]: readonly string[]): void {
  const { lexer } = draft;
  const [, e, m] = lexer.kind === WORD ? (/^e([0-9]{1,9})m([0-9]{1,9})$/.exec(lexer.word) ?? []) : [];
  if (e === undefined || m === undefined) lexer.unexpected('a format such as e8m7', `in ${draft.name}`);
  lexer.advance();
  draft.setAttribute(exponent as string, { kind: 'integer', value: BigInt(e as string), type: i32 });
  draft.setAttribute(mantissa as string, { kind: 'integer', value: BigInt(m as string), type: i32 });
}

/** `batching_dims = [0] x [0], contracting_dims = [2] x [1]` */
function dotDimensionNumbers(draft: Draft, [name]: readonly string[]): void {
  const { lexer } = draft;
  const [lhsBatching, rhsBatching] = lexer.acceptWord('batching_dims') ? dimensionPair(draft) : [[], []];
  if (lhsBatching.length > 0 || !lexer.atWord('contracting_dims')) lexer.accept(COMMA);
  lexer.expectWord('contracting_dims', 'in', draft.name);
  const [lhsContracting, rhsContracting] = dimensionPair(draft);
  draft.setAttribute(name as string, {
    kind: 'struct',
    name: 'stablehlo.dot',
    fields: {
      lhs_batching_dimensions: lhsBatching,
      rhs_batching_dimensions: rhsBatching,
      lhs_contracting_dimensions: lhsContracting,
      rhs_contracting_dimensions: rhsContracting,
    },
  });
}

/** `= [1] x [0]` */
function dimensionPair({ lexer, state }: Draft): [readonly number[], readonly number[]] {
  lexer.expect(EQUAL, 'before the dimensions');
  const lhs = parseShortArray(state, i64).values.map(Number);
  lexer.expectWord('x', 'between the dimensions of lhs and rhs');
  return [lhs, parseShortArray(state, i64).values.map(Number)];
}

/** `precision = [HIGHEST, DEFAULT]` */
function precisionConfig(draft: Draft): void {
  const { lexer, state } = draft;
  const elements: Attribute[] = [];
  lexer.expectWord('precision', 'in', draft.name);
  lexer.expect(EQUAL, 'after precision');
  lexer.expect(OPEN_LIST, 'before the precisions');
  if (lexer.kind !== CLOSE_LIST)
    do elements.push(parseEnum(state, precision));
    while (lexer.accept(COMMA));
  lexer.expect(CLOSE_LIST, 'after the precisions');
  draft.setAttribute('precision_config', { kind: 'array', elements });
}

/** `, precision = […], algorithm = <…>`, each of them optional. */
function precisionAndAlgorithm(draft: Draft): void {
  const { lexer, state } = draft;
  if (!lexer.accept(COMMA)) return;
  if (!lexer.atWord('algorithm')) {
    precisionConfig(draft);
    if (!lexer.accept(COMMA)) return;
  }
  lexer.expectWord('algorithm', 'in', draft.name);
  lexer.expect(EQUAL, 'after algorithm');
  draft.setAttribute('algorithm', parseRecord(state, dotAlgorithm));
}

/** `({…}, {…})` behind the operands of composite, if there are regions. */
function parenthesizedRegions(draft: Draft): RegionRequest | undefined {
  const { lexer } = draft;
  if (!lexer.accept(OPEN)) return undefined;
  const next: RegionRequest = {
    after() {
      if (lexer.accept(COMMA)) return next;
      lexer.expect(CLOSE, 'after the regions');
      return undefined;
    },
  };
  return next;
}
