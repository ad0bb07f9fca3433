// Reading the binary forms of programs, in a file of its own so that it is loaded on its own.
import { type Module, printTo } from '@hlolite/mlir-parser';

export { readProgram } from '@hlolite/stablehlo';

const LONGEST_PIECE = 200;

class Enough extends Error {}

/** The beginning of a program as text to read, up to about a length; the content of large constants is left out. */
export function listingOf(module: Module, longest: number): string {
  const pieces: string[] = [];
  let length = 0;
  const write = (piece: string) => {
    const shown = piece.length <= LONGEST_PIECE ? piece : pieces.at(-1) === '…' ? '' : '…';
    if (shown === '') return;
    pieces.push(shown);
    length += shown.length;
    if (length > longest) throw new Enough();
  };
  try {
    printTo(module, write);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    pieces.push('…\n');
  }
  return pieces.join('');
}
