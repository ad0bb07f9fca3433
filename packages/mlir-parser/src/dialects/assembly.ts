// Pretty forms as rows write them: a line in MLIR's declarative notation, from which text/ reads and print/ writes.
//
//   `word`                 a word or mark                    attr-dict              {…}, if there is one
//   $operand, operands     an operand, or all of them        functional-type        (types of operands) -> types of results
//   $attribute             spelt as its reader says          type($operand), type(results)
//   custom<Name>($a, …)    a piece with code of its own      ( … )?                 all of it if its marked piece is there
//   ``                     no space here when printed
//
// In a group, `^` marks the piece that must be present for it to be printed; read, its first piece decides.

/** A piece of the notation. */
export type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly anchor: boolean }
  | { readonly kind: 'operand-type'; readonly name: string }
  | { readonly kind: 'custom'; readonly form: string; readonly names: readonly string[] }
  | { readonly kind: 'group'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'operands' | 'attr-dict' | 'functional-type' | 'type(results)' | 'glue' };

/** The pieces of a line of the notation. */
export function parseNotation(notation: string): readonly Piece[] {
  const words = notation.match(/`[^`]*`|custom<\w+>(\([^)]*\))?|type\(\$?\w+\)|functional-type|attr-dict|operands|\$\w+\^?|\(|\)\?/g) ?? [];
  const groups: Piece[][] = [[]];
  for (const word of words) {
    if (word === '(') groups.push([]);
    else if (word === ')?') {
      const pieces = groups.pop() as Piece[];
      groups[groups.length - 1]?.push({ kind: 'group', pieces });
    } else groups[groups.length - 1]?.push(pieceOf(word));
  }
  return groups[0] as Piece[];
}

function pieceOf(word: string): Piece {
  if (word === '``') return { kind: 'glue' };
  if (word.startsWith('`')) return { kind: 'literal', text: word.slice(1, -1) };
  if (word.startsWith('$')) return { kind: 'variable', name: word.replace(/[$^]/g, ''), anchor: word.endsWith('^') };
  if (word.startsWith('type($')) return { kind: 'operand-type', name: word.slice(6, -1) };
  if (!word.startsWith('custom<')) return { kind: word as 'operands' | 'attr-dict' | 'functional-type' | 'type(results)' };
  const names = [...word.matchAll(/\$(\w+)/g)].map(([, name]) => name as string);
  return { kind: 'custom', form: word.slice(7, word.indexOf('>')), names };
}
