// Colours for MLIR text: a tokenizer of one line at a time, which is all that highlighting needs.
import { StreamLanguage, type StreamParser } from '@codemirror/language';

const types = /^(?:tensor|memref|vector|complex|tuple|none|index|bf16|f\d+\w*|u?i\d+|si\d+)\b/;
const keywords =
  /^(?:module|func|return|call|attributes|dense|dense_resource|array|true|false|unit|loc|private|public|dims|contracting_dims|batching_dims|applies|across|dimensions|init|reducer|cond|do|while|if|else)\b/;

/** What a token may begin with, in the order of trial, and its colour. */
const tokens: readonly (readonly [RegExp, string])[] = [
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
  [/^[a-z_][\w$]*/i, 'name'],
];

const parser: StreamParser<null> = {
  name: 'mlir',
  startState: () => null,
  token(stream) {
    if (stream.eatSpace()) return null;
    // A dimension list runs into its element type: `tensor<2x3xf32>`.
    if (stream.match(/^(?:[\d?]+x)+/)) return 'number';
    for (const [pattern, style] of tokens) if (stream.match(pattern)) return style;
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//' } },
};

export const mlir = StreamLanguage.define(parser);
