// `!quant.uniform<…>`: for a whole tensor `<i8:f32, 0.5:-3>`, for slices of an axis `<i8:f32:1, {0.5, 0.25:2}>`, for blocks
// `<i8:f32:{0:1, 1:4}, {{0.5, 0.25}, …}>`. Storage may be narrowed: `<i8<-127:127>:f32, …>`.
import { integerType } from '../ir/type-names.js';
import { type IntegerType, integer, type QuantizedType } from '../ir/types.js';
import { INTEGER, type Lexer, WORD } from './lexer.js';
import { parseInteger, parseNumber } from './numbers.js';
import { CLOSE_BRACE, COLON, COMMA, GREATER, LESS, OPEN_BRACE } from './punctuation.js';
import type { State } from './state.js';

/** The current token is `!quant.uniform`. */
export function parseQuantizedType(state: State): QuantizedType {
  const { lexer } = state;
  lexer.advance();
  lexer.expect(LESS, 'after !quant.uniform');
  const storage = parseStorage(lexer);
  const range = parseRange(lexer, storage);
  lexer.expect(COLON, 'after the storage type');
  const expressed = state.type();
  const where = lexer.accept(COLON) ? parseWhere(lexer) : {};
  lexer.expect(COMMA, 'before the scales');
  const scales: number[] = [];
  const zeroPoints: bigint[] = [];
  parseScales(lexer, scales, zeroPoints);
  lexer.expect(GREATER, 'after the scales');
  return { kind: 'quantized', storage, expressed, ...range, scales, zeroPoints, ...where };
}

/** `i8` is signed, `u8` unsigned. */
function parseStorage(lexer: Lexer): IntegerType {
  const unsigned = lexer.word.startsWith('u') && !lexer.word.startsWith('ui');
  const type = lexer.kind === WORD ? integerType(unsigned ? `i${lexer.word.slice(1)}` : lexer.word) : undefined;
  if (type === undefined) return lexer.unexpected('a storage type such as i8 or u8', 'in !quant.uniform');
  lexer.advance();
  return unsigned ? integer(type.width, 'unsigned') : type;
}

function parseRange(lexer: Lexer, { width, signedness }: IntegerType): { storageMin: bigint; storageMax: bigint } {
  if (width > 32) lexer.fail('parse/quantized', `a storage type must have at most 32 bits (was ${width})`, 'use i8, u8, i16 or i32');
  if (lexer.accept(LESS)) {
    const storageMin = parseInteger(lexer, 'as the smallest stored integer');
    lexer.expect(COLON, 'between smallest and largest stored integer');
    const storageMax = parseInteger(lexer, 'as the largest stored integer');
    lexer.expect(GREATER, 'after the range of stored integers');
    return { storageMin, storageMax };
  }
  const half = 2n ** BigInt(width - 1);
  return signedness === 'unsigned' ? { storageMin: 0n, storageMax: 2n * half - 1n } : { storageMin: -half, storageMax: half - 1n };
}

function parseWhere(lexer: Lexer): Pick<QuantizedType, 'axis' | 'blocks'> {
  if (lexer.kind === INTEGER) return { axis: Number(parseInteger(lexer, 'as the quantized axis')) };
  lexer.expect(OPEN_BRACE, 'before the blocked dimensions');
  const blocks: [number, number][] = [];
  if (lexer.kind !== CLOSE_BRACE)
    do {
      const dimension = Number(parseInteger(lexer, 'as a blocked dimension'));
      lexer.expect(COLON, 'between dimension and block size');
      blocks.push([dimension, Number(parseInteger(lexer, 'as a block size'))]);
    } while (lexer.accept(COMMA));
  lexer.expect(CLOSE_BRACE, 'after the blocked dimensions');
  return { blocks };
}

/** `0.5:-3`, or any nesting of braces around several; their order is row-major. */
function parseScales(lexer: Lexer, scales: number[], zeroPoints: bigint[]): void {
  let depth = 0;
  do {
    while (lexer.accept(OPEN_BRACE)) depth++;
    if (lexer.kind !== CLOSE_BRACE) {
      scales.push(parseNumber(lexer, 'as a scale'));
      zeroPoints.push(lexer.accept(COLON) ? parseInteger(lexer, 'as a zero point') : 0n);
    }
    while (depth > 0 && lexer.accept(CLOSE_BRACE)) depth--;
  } while (depth > 0 && (lexer.accept(COMMA) || lexer.unexpected("'}'", 'after the scales')));
}
