// Pretty forms with regions of their own notation: while, reduce (short and long) and scan.
import { specOf } from '../dialects/registry.js';
import { operation } from '../ir/build.js';
import { unknownLocation } from '../ir/location.js';
import type { Block, Region } from '../ir/module.js';
import { i32, i64, type Type, tensor } from '../ir/types.js';
import { parseDictionary, parseShortArray } from './attributes.js';
import type { Draft, RegionArgument, RegionRequest } from './draft.js';
import { STRING, VALUE, WORD } from './lexer.js';
import { parseTrailingLocation } from './locations.js';
import { parseSafeInteger } from './numbers.js';
import { CLOSE, COLON, COMMA, EQUAL, OPEN, OPEN_BRACE } from './punctuation.js';
import { parseFunctionType } from './types.js';

/** `(%a = %0, %b = %1) : types attributes {…} cond {…} do {…}`; both regions have the arguments %a, %b. */
export function parseWhile(draft: Draft): RegionRequest {
  const { lexer, state } = draft;
  const names: Omit<RegionArgument, 'type'>[] = [];
  lexer.expect(OPEN, 'in', draft.name);
  if (lexer.kind === VALUE)
    do {
      names.push(draft.use());
      lexer.expect(EQUAL, 'between argument and operand');
      draft.operand();
    } while (lexer.accept(COMMA));
  lexer.expect(CLOSE, 'after the operands of', draft.name);
  if (names.length > 0) {
    lexer.expect(COLON, 'after the operands of', draft.name);
    do draft.operandTypes.push(state.type());
    while (lexer.accept(COMMA));
  }
  draft.resultTypes = [...draft.operandTypes];
  if (lexer.acceptWord('attributes')) draft.addAttributes(parseDictionary(state));
  const args = names.map((name, index) => ({ ...name, type: draft.operandTypes[index] as Type }));
  checkTypeCount(draft, names.length);
  lexer.expectWord('cond', 'in', draft.name);
  return {
    arguments: args,
    after() {
      lexer.expectWord('do', 'in', draft.name);
      return { arguments: args };
    },
  };
}

/** Region arguments are made of names and types, so these must go together before the region is read. */
function checkTypeCount({ lexer, name, operandTypes, start, end }: Draft, names: number): void {
  if (operandTypes.length !== names)
    lexer.fail(
      'parse/operand-count',
      `${name} must have a type for each operand (was ${names} operands, ${operandTypes.length} types)`,
      'write as many types as operands',
      start,
      end,
    );
}

/** `(%x init: %i), … applies stablehlo.add across dimensions = […] : types`, or with a region behind `reducer`. */
export function parseReduce(draft: Draft): RegionRequest | undefined {
  const { lexer, state } = draft;
  const inits: ReturnType<Draft['use']>[] = [];
  do {
    if (!lexer.accept(OPEN)) break;
    draft.operand();
    lexer.expectWord('init', 'after an input');
    lexer.expect(COLON, 'after init');
    inits.push(draft.use());
    lexer.expect(CLOSE, 'after the initial value');
  } while (lexer.accept(COMMA));
  draft.uses.push(...inits);
  const combiner = lexer.acceptWord('applies') ? parseCombiner(draft) : undefined;
  lexer.expectWord('across', 'in', draft.name);
  lexer.expectWord('dimensions', 'after across');
  lexer.expect(EQUAL, 'after dimensions');
  draft.setAttribute('dimensions', parseShortArray(state, i64));
  if (lexer.kind === OPEN_BRACE) draft.addAttributes(parseDictionary(state));
  lexer.expect(COLON, 'before the types of', draft.name);
  const { inputs, results } = parseFunctionType(state);
  draft.operandTypes = [...inputs];
  draft.resultTypes = results;
  if (combiner === undefined) {
    lexer.expectWord('reducer', 'after the types of', draft.name);
    return { arguments: parseReducerArguments(draft) };
  }
  draft.location = parseTrailingLocation(state);
  draft.regions.push(combinerRegion(draft, combiner));
  return undefined;
}

function parseCombiner({ lexer, name }: Draft): string {
  const { start, end } = lexer;
  const combiner = lexer.kind === STRING ? lexer.stringValue().value : lexer.word;
  if (lexer.kind !== STRING && lexer.kind !== WORD) lexer.unexpected('the name of an operation', 'after applies');
  if (!specOf(combiner)?.commutative)
    lexer.fail(
      'parse/reduce-combiner',
      `${name} must apply an operation that takes its operands in either order (was ${combiner})`,
      'write the long form with a region behind reducer',
      start,
      end,
    );
  lexer.advance();
  return combiner;
}

/** The region that the short form stands for: the arguments combined by one operation, and its result returned. */
function combinerRegion({ operandTypes, location = unknownLocation, lexer, start, end }: Draft, combiner: string): Region {
  const [first] = operandTypes;
  const element = first !== undefined && 'element' in first ? first.element : undefined;
  if (element === undefined)
    lexer.fail(
      'parse/type-kind',
      'the short form of reduce must have a tensor as its first input',
      'write the types of the operands',
      start,
      end,
    );
  const type = tensor([], element as Type);
  const args = [0, 1].map((index) => ({ type, index }));
  const span = lexer.span(start, end);
  const combined = operation({ name: combiner, operands: args, resultTypes: [type], location, span });
  const returned = operation({ name: 'stablehlo.return', operands: combined.results, location, span });
  const block: Block = { arguments: args, operations: [combined, returned] };
  return { blocks: [block] };
}

/** `(%a: type, %b: type) (…)`: a pair for each input; first the elements of all pairs, then the accumulators. */
function parseReducerArguments({ lexer, state }: Draft): RegionArgument[] {
  const elements: RegionArgument[] = [];
  const accumulators: RegionArgument[] = [];
  const argument = (): RegionArgument => {
    const { start, end } = lexer;
    const name = lexer.take(VALUE, 'as an argument of the reducer');
    lexer.expect(COLON, 'after the argument');
    const type = state.type();
    const location = parseTrailingLocation(state);
    return { name, type, start, end, ...(location && { location }) };
  };
  while (lexer.accept(OPEN)) {
    elements.push(argument());
    lexer.expect(COMMA, 'between the arguments of a pair');
    accumulators.push(argument());
    lexer.expect(CLOSE, 'after the arguments of a pair');
  }
  return [...elements, ...accumulators];
}

/** `(%inputs) inits (%inits) dimension=0 attributes {…} {…} : types` */
export function parseScan(draft: Draft): RegionRequest {
  const { lexer, state } = draft;
  const operandsInParentheses = (where: string) => {
    const before = draft.uses.length;
    lexer.expect(OPEN, where);
    draft.operandList();
    lexer.expect(CLOSE, 'after the operands');
    return draft.uses.length - before;
  };
  const inputs = operandsInParentheses(`in ${draft.name}`);
  lexer.expectWord('inits', 'after the inputs');
  const carries = operandsInParentheses('after inits');
  lexer.expectWord('dimension', 'in', draft.name);
  lexer.expect(EQUAL, 'after dimension');
  draft.setAttribute('dimension', { kind: 'integer', value: BigInt(parseSafeInteger(lexer, 'as the dimension')), type: i64 });
  if (lexer.acceptWord('attributes')) draft.addAttributes(parseDictionary(state));
  return {
    after() {
      lexer.expect(COLON, 'before the types of', draft.name);
      const type = parseFunctionType(state);
      draft.operandTypes = [...type.inputs];
      draft.resultTypes = type.results;
      draft.setAttribute('operandSegmentSizes', segments(inputs, carries));
      draft.setAttribute('resultSegmentSizes', segments(type.results.length - carries, carries));
      return undefined;
    },
  };
}

const segments = (...sizes: readonly number[]) => ({ kind: 'dense-array', element: i32, values: sizes.map(BigInt) }) as const;
