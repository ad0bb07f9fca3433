// What the parts of MLIR text are, one line at a time: all that highlighting needs.

export type Style =
  | 'comment'
  | 'string'
  | 'variableName'
  | 'labelName'
  | 'typeName'
  | 'operatorKeyword'
  | 'keyword'
  | 'propertyName'
  | 'number'
  | 'meta';

const types = /^(?:tensor|memref|vector|complex|tuple|none|index|bf16|f\d+\w*|u?i\d+|si\d+)\b/;
const keywords =
  /^(?:module|func|return|call|attributes|dense|dense_resource|array|true|false|unit|loc|private|public|dims|contracting_dims|batching_dims|applies|across|dimensions|init|reducer|cond|do|while|if|else)\b/;

/** What a token may begin with, in the order of trial. */
export const tokens: readonly (readonly [RegExp, Style | null])[] = [
  [/^\s+/, null],
  // A dimension list runs into its element type: `tensor<2x3xf32>`.
  [/^(?:[\d?]+x)+/, 'number'],
  [/^\/\/.*/, 'comment'],
  [/^"(?:[^"\\]|\\.)*"?/, 'string'],
  [/^%[\w$.-]+(?:[:#]\d+)?/, 'variableName'],
  [/^@(?:[\w$.-]+|"[^"]*")/, 'labelName'],
  [/^[#!][\w$.-]+/, 'meta'],
  [/^\^[\w$.-]+/, 'labelName'],
  [types, 'typeName'],
  [/^[a-z_]\w*\.[\w.]+/, 'operatorKeyword'],
  [keywords, 'keyword'],
  [/^[a-z_][\w$]*(?=\s*=)/i, 'propertyName'],
  [/^-?(?:0x[0-9a-f]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?)/i, 'number'],
  [/^[a-z_][\w$]*/i, null],
  [/^./, null],
];

/** The colour of each style, as a name of the style sheet's. */
export const colourOf: Readonly<Record<Style, string>> = {
  comment: 'comment',
  string: 'string',
  variableName: 'value',
  labelName: 'symbol',
  typeName: 'type',
  operatorKeyword: 'operation',
  keyword: 'keyword',
  propertyName: 'attribute',
  number: 'number',
  meta: 'symbol',
};

/** The parts of a line with their styles. */
export function lineParts(line: string): readonly (readonly [text: string, style: Style | null])[] {
  const parts: (readonly [string, Style | null])[] = [];
  for (let rest = line; rest !== ''; ) {
    const [text, style] = firstPart(rest);
    parts.push([text, style]);
    rest = rest.slice(text.length);
  }
  return parts;
}

function firstPart(text: string): readonly [string, Style | null] {
  for (const [pattern, style] of tokens) {
    const found = pattern.exec(text)?.[0];
    if (found) return [found, style];
  }
  return [text, null];
}
