// The dimensions of a convolution: `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]` says which dimension of input, kernel and output is the batch,
// the feature (of the kernel: input feature, output feature), or the n-th spatial one.
import type { StructAttribute } from '../ir/attributes.js';
import { ARROW, INTEGER, type Lexer, WORD } from './lexer.js';
import { parseSafeInteger } from './numbers.js';
import { CLOSE_LIST, COMMA, OPEN_LIST } from './punctuation.js';
import type { State } from './state.js';

interface Dimensions {
  /** Position of each letter that was asked for. */
  readonly letters: Readonly<Record<string, number>>;
  /** Position of each spatial dimension. */
  readonly spatial: readonly number[];
}

export function parseConvolutionDimensions(state: State): StructAttribute {
  const { lexer } = state;
  const input = parseDimensions(lexer, ['b', 'f']);
  lexer.expectWord('x', 'between the dimensions of input and kernel');
  const kernel = parseDimensions(lexer, ['i', 'o']);
  lexer.expect(ARROW, 'between the dimensions of kernel and output');
  const output = parseDimensions(lexer, ['b', 'f']);
  return {
    kind: 'struct',
    name: 'stablehlo.conv',
    fields: {
      input_batch_dimension: input.letters.b,
      input_feature_dimension: input.letters.f,
      input_spatial_dimensions: input.spatial,
      kernel_input_feature_dimension: kernel.letters.i,
      kernel_output_feature_dimension: kernel.letters.o,
      kernel_spatial_dimensions: kernel.spatial,
      output_batch_dimension: output.letters.b,
      output_feature_dimension: output.letters.f,
      output_spatial_dimensions: output.spatial,
    },
  };
}

function parseDimensions(lexer: Lexer, wanted: readonly string[]): Dimensions {
  const { start } = lexer;
  const letters: Record<string, number> = {};
  const spatial: number[] = [];
  let position = 0;
  lexer.expect(OPEN_LIST, 'before the dimensions');
  do {
    if (lexer.kind === INTEGER) {
      const dimension = parseSafeInteger(lexer, 'as a spatial dimension');
      // More spatial dimensions than the list is long cannot all be named: an absurd number must not make an array of its size.
      if (dimension > 1000 || spatial[dimension] !== undefined) wrongDimensions(lexer, wanted, start);
      spatial[dimension] = position;
    } else {
      const letter = lexer.take(WORD, `in the dimensions: ${wanted.join(', ')} or a number`);
      if (!wanted.includes(letter) || letter in letters) wrongDimensions(lexer, wanted, start);
      letters[letter] = position;
    }
    position++;
  } while (lexer.accept(COMMA));
  lexer.expect(CLOSE_LIST, 'after the dimensions');
  if (Object.keys(letters).length !== wanted.length || spatial.length !== position - wanted.length) wrongDimensions(lexer, wanted, start);
  return { letters, spatial };
}

function wrongDimensions(lexer: Lexer, wanted: readonly string[], start: number): never {
  return lexer.fail(
    'parse/convolution-dimensions',
    `the dimensions must name ${wanted.join(' and ')} once, and each spatial dimension from 0 on once`,
    `write them as in [${wanted[0]}, 0, 1, ${wanted[1]}]`,
    start,
    lexer.previousEnd,
  );
}
