// Tokens of MLIR text, read from its UTF-8 bytes. There are no token objects: the lexer itself is the current token. Readers of shapes and
// literals work on the bytes from `end` and put the lexer behind what they read (`resume`).
import { fail, type Source, type Span } from '@hlolite/diagnostics';
import {
  classes,
  continuesWord,
  hexValues,
  isDigit,
  isHexDigit,
  isSpace,
  NAME_PART,
  PUNCTUATION,
  SPACE,
  WORD_BEGIN,
  WORD_PART,
} from './characters.js';
import { hashStep, Interner } from './interner.js';
import { QUOTE, SLASH } from './punctuation.js';

/** Kinds of tokens. Punctuation is its own character code; these lie above. */
export const END = 256;
/** A bare word: `func.func`, `dense`, `x`. */
export const WORD = 257;
/** `%name`, `^name`, `@name` or `@"name"`, `#name`, `!name`; the word is what follows the mark. */
export const VALUE = 258;
export const BLOCK = 259;
export const SYMBOL = 260;
export const HASH = 261;
export const BANG = 262;
/** `42` or `0x2A`; a sign is a token of its own. */
export const INTEGER = 263;
export const FLOAT = 264;
export const STRING = 265;
/** `->` */
export const ARROW = 266;
/** `{-#` and `#-}`, around the file's resources. */
export const RESOURCES_OPEN = 267;
export const RESOURCES_CLOSE = 268;

export type TokenKind = number;

const names: Readonly<Record<TokenKind, string>> = {
  [END]: 'end of the text',
  [WORD]: 'a word',
  [VALUE]: 'a value (%name)',
  [BLOCK]: 'a block (^name)',
  [SYMBOL]: 'a symbol (@name)',
  [HASH]: 'an attribute (#name)',
  [BANG]: 'a type (!name)',
  [INTEGER]: 'an integer',
  [FLOAT]: 'a float',
  [STRING]: 'a string',
  [ARROW]: "'->'",
  [RESOURCES_OPEN]: "'{-#'",
  [RESOURCES_CLOSE]: "'#-}'",
};

/** Character codes of punctuation, by the character. */
export const code = (character: string): TokenKind => character.charCodeAt(0);

const BACKSLASH = code('\\');
const NEWLINE = 10;
const NAMED: Readonly<Record<number, TokenKind | undefined>> = { [code('^')]: BLOCK, [code('#')]: HASH, [code('!')]: BANG };

/** How long a string is that is read byte by byte; longer ones, such as the hex of constants, the engine searches faster. */
const SHORT_STRING = 64;

/** The longest word of a token that an error message shows. */
const SHOWN = 40;

export class Lexer {
  /** The current token. */
  kind: TokenKind = END;
  start = 0;
  end = 0;
  /** Where the token before it ended. */
  previousEnd = 0;
  /** Its text without the mark, for words, values, blocks, symbols, attributes and types. */
  word = '';
  readonly bytes: Uint8Array;
  private readonly length: number;
  private readonly interner: Interner;

  constructor(
    readonly source: Source,
    vocabulary?: Interner,
  ) {
    this.bytes = source.bytes;
    this.length = source.bytes.length;
    this.interner = new Interner(vocabulary);
    this.advance();
  }

  /** Goes to the next token. */
  advance(): void {
    const { bytes, length } = this;
    let at = this.end;
    this.previousEnd = at;
    while (at < length && ((classes[bytes[at] as number] as number) & SPACE) !== 0) at++;
    if (bytes[at] === SLASH) at = this.afterComments(at);
    this.start = at;
    if (at === length) {
      this.kind = END;
      this.end = at;
      return;
    }
    const byte = bytes[at] as number;
    const kinds = classes[byte] as number;
    if ((kinds & WORD_BEGIN) !== 0) this.name(WORD, at, WORD_PART);
    else if (byte === 0x25) this.name(VALUE, at + 1, NAME_PART);
    else if ((kinds & PUNCTUATION) !== 0) this.punctuation(byte);
    else if (isDigit(byte)) this.number();
    else this.other(byte);
  }

  /** The offset of the next token when a `/` stands at `at`: comments go to the end of their line. */
  private afterComments(from: number): number {
    const { bytes, length } = this;
    let at = from;
    while (bytes[at] === SLASH && bytes[at + 1] === SLASH) {
      const newline = bytes.indexOf(NEWLINE, at);
      at = newline === -1 ? length : newline;
      while (isSpace(bytes[at])) at++;
    }
    return at;
  }

  /** A word or name; its text begins at `from`. */
  private name(kind: TokenKind, from: number, part: number): void {
    const { bytes, length } = this;
    let at = from;
    let hash = 0;
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      if (((classes[byte] as number) & part) === 0) break;
      hash = hashStep(hash, byte);
    }
    if (at === from) this.missingName(from);
    this.kind = kind;
    this.word = this.interner.hashedWord(bytes, from, at, hash);
    this.end = at;
  }

  private missingName(at: number): never {
    const mark = String.fromCharCode(this.bytes[at - 1] as number);
    return this.fail(
      'parse/unexpected-character',
      `a name must follow ${mark}`,
      `write a name after ${mark}, such as ${mark}0`,
      at - 1,
      at,
    );
  }

  /** A mark that is a token by itself, but for `->` and `{-#`. */
  private punctuation(byte: number): void {
    const { bytes, start } = this;
    if (byte === 0x2d && bytes[start + 1] === 0x3e) this.mark(ARROW, 2);
    else if (byte === 0x7b && bytes[start + 1] === 0x2d && bytes[start + 2] === 0x23) this.mark(RESOURCES_OPEN, 3);
    else this.mark(byte, 1);
  }

  /** Puts the current token behind `at`: what lies before was read from the bytes. */
  resume(at: number): void {
    this.end = at;
    this.advance();
  }

  private number(): void {
    const { bytes } = this;
    let at = this.start;
    this.kind = INTEGER;
    if (bytes[at] === 0x30 && bytes[at + 1] === 0x78 && isHexDigit(bytes[at + 2])) {
      at += 2;
      while (isHexDigit(bytes[at])) at++;
      this.end = at;
      return;
    }
    while (isDigit(bytes[at])) at++;
    if (bytes[at] === 0x2e) {
      this.kind = FLOAT;
      at++;
      while (isDigit(bytes[at])) at++;
      if (bytes[at] === 0x65 || bytes[at] === 0x45) {
        const digits = bytes[at + 1] === 0x2b || bytes[at + 1] === 0x2d ? at + 2 : at + 1;
        if (isDigit(bytes[digits])) for (at = digits; isDigit(bytes[at]); ) at++;
      }
    }
    this.end = at;
  }

  private other(byte: number): void {
    const { bytes, start } = this;
    const named = NAMED[byte];
    if (byte === QUOTE) {
      this.kind = STRING;
      this.end = this.afterString(start);
    } else if (byte === 0x40) this.symbol();
    else if (byte === 0x23 && bytes[start + 1] === 0x2d && bytes[start + 2] === 0x7d) this.mark(RESOURCES_CLOSE, 3);
    else if (named !== undefined) this.name(named, start + 1, NAME_PART);
    else {
      const shown = byte > 32 && byte < 127 ? `'${String.fromCharCode(byte)}'` : `byte 0x${byte.toString(16).padStart(2, '0')}`;
      this.fail(
        'parse/unexpected-character',
        `the text must be MLIR (was ${shown})`,
        'check that the file is MLIR text and complete',
        start,
        start + 1,
      );
    }
  }

  private mark(kind: TokenKind, length: number): void {
    this.kind = kind;
    this.end = this.start + length;
  }

  private symbol(): void {
    const { start } = this;
    if (this.bytes[start + 1] === QUOTE) {
      this.kind = SYMBOL;
      this.end = this.afterString(start + 1);
      this.word = this.decode(start + 2, this.end - 1).value;
    } else this.name(SYMBOL, start + 1, NAME_PART);
  }

  /** The offset behind a string that begins at `at`. Strings do not go over the end of a line. */
  afterString(at: number): number {
    const { bytes } = this;
    const short = endOfShortString(bytes, at);
    if (short !== -1) return short;
    let next = bytes.indexOf(QUOTE, at + 1);
    // A quote after an odd number of backslashes is part of the string.
    while (next !== -1 && escaped(bytes, next)) next = bytes.indexOf(QUOTE, next + 1);
    if (next === -1 || bytes.subarray(at, next).indexOf(NEWLINE) !== -1)
      this.fail(
        'parse/open-string',
        'a string must end on its line',
        'add the closing quote, or check that the file is complete',
        at,
        at + 1,
      );
    return next + 1;
  }

  /** The string of a STRING token. `bytes` is there when it is not valid UTF-8. */
  stringValue(): { value: string; bytes?: Uint8Array } {
    return this.decode(this.start + 1, this.end - 1);
  }

  /** The string of the current token, which must be one; goes on. */
  stringLiteral(where: string): { value: string; bytes?: Uint8Array } {
    if (this.kind !== STRING) this.unexpected('a string', where);
    const string = this.stringValue();
    this.advance();
    return string;
  }

  private decode(start: number, end: number): { value: string; bytes?: Uint8Array } {
    if (endOfShortString(this.bytes, start - 1) === end + 1) return { value: this.interner.word(this.bytes, start, end) };
    const raw = this.bytes.subarray(start, end);
    const content = raw.indexOf(BACKSLASH) !== -1 ? this.unescape(start, end) : raw;
    const value = decoder.decode(content);
    return value.includes('\ufffd') && !sameText(value, content) ? { value, bytes: content.slice() } : { value };
  }

  /** The escapes of a string: `\n \t \\ \"` and two hex digits. */
  private unescape(start: number, end: number): Uint8Array {
    const { bytes } = this;
    const content = new Uint8Array(end - start);
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte !== BACKSLASH) {
        content[length++] = byte;
        continue;
      }
      const next = bytes[++at] as number;
      if (next in ESCAPES) content[length++] = ESCAPES[next] as number;
      else if (isHexDigit(next) && isHexDigit(bytes[at + 1]))
        content[length++] = (hexValues[next] as number) * 16 + (hexValues[bytes[++at] as number] as number);
      else
        this.fail(
          'parse/escape',
          'a backslash must begin \\n, \\t, \\\\, \\" or two hex digits',
          'write \\\\ for a backslash itself',
          at - 1,
          at + 1,
        );
    }
    return content.subarray(0, length);
  }

  /** The text of the current token. */
  text(): string {
    return this.textBetween(this.start, this.end);
  }

  textBetween(start: number, end: number): string {
    return decoder.decode(this.bytes.subarray(start, end));
  }

  /** The bare word that begins at an offset; the current token stays. */
  wordAt(at: number): string {
    let end = at;
    while (continuesWord(this.bytes[end])) end++;
    return this.interner.word(this.bytes, at, end);
  }

  /** Goes on if the token is of this kind. */
  accept(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  acceptWord(word: string): boolean {
    if (this.kind !== WORD || this.word !== word) return false;
    this.advance();
    return true;
  }

  atWord(word: string): boolean {
    return this.kind === WORD && this.word === word;
  }

  /** Goes on, or fails: the token must be of this kind. `where` and `of` say what it belongs to: 'after the operands of', 'stablehlo.add'. */
  expect(kind: TokenKind, where: string, of = ''): void {
    if (this.kind !== kind) this.unexpected(describe(kind), where, of);
    this.advance();
  }

  expectWord(word: string, where: string, of = ''): void {
    if (!this.acceptWord(word)) this.unexpected(`'${word}'`, where, of);
  }

  /** The word of the current token, which must be of this kind; goes on. */
  take(kind: TokenKind, where: string, of = ''): string {
    if (this.kind !== kind) this.unexpected(describe(kind), where, of);
    const { word } = this;
    this.advance();
    return word;
  }

  /** Fails at the current token with `parse/syntax`. */
  unexpected(wanted: string, where: string, of = ''): never {
    const found = this.kind === END ? 'the end of the text' : this.shown();
    const hint = this.kind === END ? 'the text is cut off: check that the file is complete' : `write ${wanted} here`;
    return this.fail('parse/syntax', `${wanted} must stand ${of === '' ? where : `${where} ${of}`} (was ${found})`, hint);
  }

  private shown(): string {
    const end = Math.min(this.end, this.start + SHOWN);
    const text = decoder.decode(this.bytes.subarray(this.start, end));
    return `'${text.split('\n', 1)[0]}${end < this.end ? '…' : ''}'`;
  }

  span(start = this.start, end = this.end): Span {
    return { source: this.source, start, end };
  }

  fail(code: string, message: string, hint: string, start = this.start, end = this.end): never {
    return fail({ code, message, place: { span: this.span(start, end) }, hint });
  }
}

const describe = (kind: TokenKind) => names[kind] ?? `'${String.fromCharCode(kind)}'`;
const decoder = new TextDecoder();

/** The offset behind a string of a few plain characters that begins at `quote`; -1 for others. */
function endOfShortString(bytes: Uint8Array, quote: number): number {
  const limit = Math.min(bytes.length, quote + SHORT_STRING);
  for (let at = quote + 1; at < limit; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH || byte < 0x20 || byte > 0x7e) return -1;
  }
  return -1;
}

function escaped(bytes: Uint8Array, quote: number): boolean {
  let backslashes = 0;
  while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

const sameText = (value: string, content: Uint8Array) => {
  const encoded = new TextEncoder().encode(value);
  return encoded.length === content.length && encoded.every((byte, index) => byte === content[index]);
};

const ESCAPES: Readonly<Record<number, number>> = { [code('n')]: 10, [code('t')]: 9, [BACKSLASH]: BACKSLASH, [QUOTE]: QUOTE };
