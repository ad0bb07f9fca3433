// What is known of indices, where that spares operators, and each reason why it does not. Models run in LiteRT and agree with the interpreter.
import { describe, test } from 'vitest';
import { becomes, type Row } from '../../../../tooling/op-check.js';
import { broadcast, give, op, program, splat } from '../../../../tooling/program-text.js';

const I = '4xi32',
  B = '4xi1';
const compare = (name: string, kind: string, l: string, r: string, type = I) =>
  `%${name} = stablehlo.compare ${kind}, %${l}, %${r} : (tensor<${type}>, tensor<${type}>) -> tensor<${type.replace(/i\d+$/, 'i1')}>`;
const bounds = [splat('zero', '0', I), splat('five', '5', I), splat('nine', '9', I)];
const clamp = (name: string, x: string, least = 'zero', most = 'five', type = I) =>
  [op(`${name}r`, 'maximum', `%${x}, %${least}`, type), op(name, 'minimum', `%${name}r, %${most}`, type)].join('\n');
const both = (l: string, r: string) => op('both', 'and', `%${l}, %${r}`, B);
const chosen = (x = 'c') => [`%y = stablehlo.select %both, %${x}, %nine : tensor<${B}>, tensor<${I}>`, give('y', I)];
const pick = (name: string, q: string, l: string, r: string, type = I) =>
  `%${name} = stablehlo.select %${q}, %${l}, %${r} : tensor<${type.replace(/i\d+$/, 'i1')}>, tensor<${type}>`;
const convert = (name: string, x: string, from: string, to: string) =>
  `%${name} = stablehlo.convert %${x} : (tensor<${from}>) -> tensor<${to}>`;
describe('a test of an index for its range', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['is one comparison with what the clamp gives', program([I], I, ...bounds, clamp('c', 'a'), compare('low', 'GE', 'a', 'zero'),
      compare('high', 'LE', 'a', 'five'), both('low', 'high'), ...chosen()), 'MAXIMUM MINIMUM EQUAL SELECT_V2'],
    ['is one comparison in the other order too', program([I], I, ...bounds, clamp('c', 'a'), compare('low', 'GE', 'a', 'zero'),
      compare('high', 'LE', 'a', 'five'), both('high', 'low'), ...chosen()), 'MAXIMUM MINIMUM EQUAL SELECT_V2'],
    ['stays where two indices are tested', program([I, I], I, ...bounds, clamp('c', 'a'), compare('low', 'GE', 'a', 'zero'),
      compare('high', 'LE', 'b', 'five'), both('low', 'high'), ...chosen()),
      'MAXIMUM MINIMUM GREATER_EQUAL LESS_EQUAL LOGICAL_AND SELECT_V2'],
    ['stays where one of the comparisons is needed besides', program([I], I, ...bounds, clamp('c', 'a'),
      compare('low', 'GE', 'a', 'zero'), compare('high', 'LE', 'a', 'five'), both('low', 'high'), pick('d', 'low', 'c', 'nine'),
      ...chosen('d')), 'MAXIMUM MINIMUM GREATER_EQUAL LESS_EQUAL LOGICAL_AND SELECT_V2 SELECT_V2'],
    ['stays where a bound is computed', program([I, I], I, ...bounds, clamp('c', 'a', 'zero', 'b'), compare('low', 'GE', 'a', 'zero'),
      compare('high', 'LE', 'a', 'b'), both('low', 'high'), ...chosen()),
      'MAXIMUM MINIMUM GREATER_EQUAL LESS_EQUAL LOGICAL_AND SELECT_V2'],
    ['stays where bounds differ by place', program([I], I, ...bounds, splat('v', '[1, 2, 3, 4]', I), clamp('c', 'a', 'zero', 'v'),
      compare('low', 'GE', 'a', 'zero'), compare('high', 'LE', 'a', 'v'), both('low', 'high'), ...chosen()),
      'MAXIMUM MINIMUM GREATER_EQUAL LESS_EQUAL LOGICAL_AND SELECT_V2'],
    ['stays where nothing is clamped', program([I], I, ...bounds, compare('low', 'GE', 'a', 'zero'), compare('high', 'LE', 'a', 'five'),
      both('low', 'high'), ...chosen('a')), 'GREATER_EQUAL LESS_EQUAL LOGICAL_AND SELECT_V2'],
    ['stays where the clamp has one side', program([I], I, ...bounds, op('c', 'maximum', '%a, %zero', I),
      compare('low', 'GE', 'a', 'zero'), compare('high', 'LE', 'a', 'five'), both('low', 'high'), ...chosen()),
      'MAXIMUM GREATER_EQUAL LESS_EQUAL LOGICAL_AND SELECT_V2'],
    ['stays where a comparison is another', program([I], I, ...bounds, clamp('c', 'a'), compare('low', 'GT', 'a', 'zero'),
      compare('high', 'LE', 'a', 'five'), both('low', 'high'), ...chosen()), 'MAXIMUM MINIMUM GREATER LESS_EQUAL LOGICAL_AND SELECT_V2'],
  ])('%s', becomes);
});

describe('what is known of integers', () => {
  // biome-ignore format: a program a row
  test.each<Row>([
    ['chooses where all are less', program([I], I, ...bounds, clamp('c', 'a'), compare('both', 'LT', 'c', 'nine'),
      pick('y', 'both', 'c', 'zero'), give('y', I)), 'MAXIMUM MINIMUM'],
    ['chooses where all are at most as great', program([I], I, ...bounds, clamp('c', 'a'), compare('both', 'LE', 'c', 'five'),
      pick('y', 'both', 'c', 'zero'), give('y', I)), 'MAXIMUM MINIMUM'],
    ['leaves a number that is repeated to be chosen, where none is greater', program([I], I, ...bounds, clamp('c', 'a'),
      compare('both', 'GT', 'c', 'nine'), pick('y', 'both', 'c', 'zero'), give('y', I)), 'MAXIMUM MINIMUM SELECT_V2'],
    ['leaves it, where none is less', program([I], I, ...bounds, clamp('c', 'a'), compare('both', 'LT', 'c', 'zero'),
      pick('y', 'both', 'c', 'nine'), give('y', I)), 'MAXIMUM MINIMUM SELECT_V2'],
    ['leaves it, where none is as small', program([I], I, ...bounds, splat('minus', '-1', I), clamp('c', 'a'),
      compare('both', 'LE', 'c', 'minus'), pick('y', 'both', 'c', 'nine'), give('y', I)), 'MAXIMUM MINIMUM SELECT_V2'],
    ['drops a minimum with what is greater', program([I], I, ...bounds, clamp('c', 'a'), op('y', 'minimum', '%c, %nine', I),
      give('y', I)), 'MAXIMUM MINIMUM'],
    ['drops what is true from a conjunction', program([I], I, ...bounds, clamp('c', 'a'), compare('t', 'LT', 'c', 'nine'),
      compare('u', 'LT', 'a', 'nine'), both('u', 't'), ...chosen()), 'MAXIMUM MINIMUM LESS SELECT_V2'],
    ['drops it where it stands first', program([I], I, ...bounds, clamp('c', 'a'), compare('t', 'LT', 'c', 'nine'),
      compare('u', 'LT', 'a', 'nine'), both('t', 'u'), ...chosen()), 'MAXIMUM MINIMUM LESS SELECT_V2'],
    ['follows sums', program([I], I, ...bounds, splat('e', '11', I), clamp('c', 'a'), op('d', 'add', '%c, %five', I),
      compare('both', 'LT', 'd', 'e'), pick('y', 'both', 'd', 'zero'), give('y', I)), 'MAXIMUM MINIMUM ADD'],
    ['follows casts', program([I], '4xi8', ...bounds, clamp('c', 'a'), convert('d', 'c', I, '4xi8'), splat('z8', '0', '4xi8'),
      splat('o8', '1', '4xi8'), compare('q', 'LT', 'd', 'z8', '4xi8'), pick('y', 'q', 'o8', 'd', '4xi8'), give('y', '4xi8')),
      'MAXIMUM MINIMUM CAST'],
    ['follows choices', program([I, B], I, ...bounds, clamp('c', 'a'), `%d = stablehlo.select %b, %c, %nine : tensor<${B}>, tensor<${I}>`,
      compare('both', 'LE', 'd', 'nine'), pick('y', 'both', 'd', 'zero'), give('y', I)), 'MAXIMUM MINIMUM SELECT_V2'],
    ['says nothing where some are less', program([I], I, ...bounds, clamp('c', 'a'), compare('both', 'LT', 'c', 'five'),
      pick('y', 'both', 'c', 'zero'), give('y', I)), 'MAXIMUM MINIMUM LESS SELECT_V2'],
    ['says nothing where some sums are less', program([I], I, ...bounds, clamp('c', 'a'), op('d', 'add', '%c, %five', I),
      compare('both', 'LT', 'd', 'nine'), pick('y', 'both', 'd', 'zero'), give('y', I)), 'MAXIMUM MINIMUM ADD LESS SELECT_V2'],
    ['leaves a comparison that is an output', program([I], B, ...bounds, clamp('c', 'a'), compare('both', 'LT', 'c', 'nine'),
      give('both', B)), 'MAXIMUM MINIMUM LESS'],
    ['leaves one that would be a large constant', program(['5000xi32'], '5000xi32', splat('zero', '0', '5000xi32'),
      splat('five', '5', '5000xi32'), splat('nine', '9', '5000xi32'), clamp('c', 'a', 'zero', 'five', '5000xi32'),
      compare('both', 'LT', 'c', 'nine', '5000xi32'), convert('y', 'both', '5000xi1', '5000xi32'), give('y', '5000xi32')),
      'MAXIMUM MINIMUM LESS CAST'],
    ['needs no constant for a choice', program(['5000xi32'], '5000xi32', splat('zero', '0', '5000xi32'),
      splat('five', '5', '5000xi32'), splat('nine', '9', '5000xi32'), clamp('c', 'a', 'zero', 'five', '5000xi32'),
      compare('both', 'LT', 'c', 'nine', '5000xi32'), pick('y', 'both', 'c', 'zero', '5000xi32'), give('y', '5000xi32')),
      'MAXIMUM MINIMUM'],
    ['leaves what is false in a conjunction', program([I], I, ...bounds, clamp('c', 'a'), compare('t', 'GT', 'c', 'nine'),
      compare('u', 'LT', 'a', 'nine'), both('t', 'u'), ...chosen()), 'MAXIMUM MINIMUM LESS LOGICAL_AND SELECT_V2'],
    ['is nothing after a sum that wraps around', program([I], I, ...bounds, splat('big', '2147483647', I), clamp('c', 'a'),
      op('d', 'add', '%c, %big', I), compare('both', 'LT', 'd', 'zero'), pick('y', 'both', 'd', 'five'), give('y', I)),
      'MAXIMUM MINIMUM ADD LESS SELECT_V2'],
    ['is nothing after a cast that wraps around', program([I], '4xi8', splat('zero', '100', I), splat('five', '200', I), clamp('c', 'a'),
      convert('d', 'c', I, '4xi8'), splat('z8', '0', '4xi8'), compare('q', 'LT', 'd', 'z8', '4xi8'), pick('y', 'q', 'z8', 'd', '4xi8'),
      give('y', '4xi8')), 'MAXIMUM MINIMUM CAST CAST LESS SELECT_V2'],
    ['is nothing after a difference', program([I], I, ...bounds, clamp('c', 'a'), op('d', 'subtract', '%c, %nine', I),
      compare('both', 'LT', 'd', 'zero'), pick('y', 'both', 'd', 'zero'), give('y', I)), 'MAXIMUM MINIMUM SUB LESS SELECT_V2'],
    ['is nothing after a product', program([I], I, ...bounds, clamp('c', 'a'), op('d', 'multiply', '%c, %c', I),
      compare('both', 'LT', 'd', 'nine'), pick('y', 'both', 'd', 'zero'), give('y', I)), 'MAXIMUM MINIMUM MUL LESS SELECT_V2'],
    ['is nothing after a choice of something unknown', program([I, B], I, ...bounds,
      `%d = stablehlo.select %b, %a, %nine : tensor<${B}>, tensor<${I}>`, compare('both', 'LE', 'd', 'nine'),
      pick('y', 'both', 'd', 'zero'), give('y', I)), 'SELECT_V2 LESS_EQUAL SELECT_V2'],
    ['leaves a maximum whose result is a number that is repeated', program([I], I, ...bounds, clamp('c', 'a'),
      op('y', 'maximum', '%c, %nine', I), op('z', 'add', '%y, %a', I), give('z', I)), 'MAXIMUM MINIMUM MAXIMUM ADD'],
    ['leaves a minimum whose operand is repeated', program(['1xi32'], I, splat('z1', '0', '1xi32'), splat('f1', '5', '1xi32'),
      clamp('c', 'a', 'z1', 'f1', '1xi32'), broadcast('d', 'c', '0', '1xi32', I), splat('v', '[9, 10, 11, 12]', I),
      op('y', 'minimum', '%d, %v', I), op('n', 'negate', '%y', I), give('n', I)), 'MAXIMUM MINIMUM MINIMUM NEG'],
    ['leaves floats, which may be NaN', program(['4xf32'], '4xf32', splat('zero', '0.0', '4xf32'), splat('five', '5.0', '4xf32'),
      splat('nine', '9.0', '4xf32'), op('cr', 'maximum', '%a, %zero', '4xf32'), op('c', 'minimum', '%cr, %five', '4xf32'),
      op('y', 'minimum', '%c, %nine', '4xf32'), give('y', '4xf32')), 'RELU MINIMUM MINIMUM'],
  ])('%s', becomes);
});
