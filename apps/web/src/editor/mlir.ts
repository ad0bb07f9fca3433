// MLIR text as a language of CodeMirror.
import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { tokens } from './tokens.js';

const parser: StreamParser<null> = {
  name: 'mlir',
  startState: () => null,
  token(stream) {
    for (const [pattern, style] of tokens) if (stream.match(pattern)) return style;
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//' } },
};

export const mlir = StreamLanguage.define(parser);
