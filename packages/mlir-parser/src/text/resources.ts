// The section `{-# dialect_resources: { builtin: { key: "0x…" } } #-}` at the end of a file: contents of `dense_resource` constants. A blob
// begins with its alignment, four bytes.

import { hexBytes } from './hex.js';
import { type Lexer, RESOURCES_CLOSE, STRING, WORD } from './lexer.js';
import { CLOSE_BRACE, COLON, COMMA, OPEN_BRACE } from './punctuation.js';
import type { State } from './state.js';

const ALIGNMENT_BYTES = 4;

/** Reads the section; the current token is `{-#`. */
export function parseResources({ lexer, resources }: State): void {
  lexer.advance();
  entries(lexer, RESOURCES_CLOSE, (section) => {
    lexer.expect(OPEN_BRACE, `after ${section}:`);
    entries(lexer, CLOSE_BRACE, () => {
      lexer.expect(OPEN_BRACE, 'before the resources of a dialect');
      entries(lexer, CLOSE_BRACE, (key) => {
        if (section === 'dialect_resources') resources.set(key, parseBlob(lexer));
        // What tools put into external_resources (pipelines, reproducers) is no part of the program.
        else lexer.advance();
      });
    });
  });
}

/** `key: …, key: …` up to the closing token, which is passed. */
function entries(lexer: Lexer, close: number, read: (key: string) => void): void {
  while (lexer.kind !== close) {
    const key = lexer.kind === STRING ? lexer.stringValue().value : lexer.word;
    if (lexer.kind !== STRING && lexer.kind !== WORD) lexer.unexpected('a name', 'in the resources');
    lexer.advance();
    lexer.expect(COLON, 'after', key);
    read(key);
    if (!lexer.accept(COMMA)) break;
  }
  lexer.expect(close, 'after the resources');
}

function parseBlob(lexer: Lexer): Uint8Array {
  if (lexer.kind !== STRING) lexer.unexpected('a string of hex digits', 'as the content of a resource');
  const bytes = hexBytes(lexer, lexer.start, lexer.end - 1);
  if (bytes.length < ALIGNMENT_BYTES)
    lexer.fail(
      'parse/hex-length',
      `a resource must begin with its alignment, ${ALIGNMENT_BYTES} bytes (was ${bytes.length} bytes)`,
      'check that the string is complete',
    );
  lexer.advance();
  return bytes.subarray(ALIGNMENT_BYTES);
}
