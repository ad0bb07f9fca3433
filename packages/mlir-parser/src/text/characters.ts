// What each byte is in MLIR text: one table, asked by the lexer and by everything that reads bytes itself (shapes, dense literals).

const LETTER = 1;
const DIGIT = 2;
/** `$` and `.`, which identifiers may hold but not begin with. */
const MARK = 4;
const UNDERSCORE = 8;
const DASH = 16;
const HEX = 32;
/** A token by itself. */
export const PUNCTUATION = 64;
export const SPACE = 128;

/** May begin a bare word. */
export const WORD_BEGIN = LETTER | UNDERSCORE;
/** May stand in a bare word. */
export const WORD_PART = LETTER | UNDERSCORE | DIGIT | MARK;
/** May stand in a name after `%`, `^`, `@`, `#` or `!`. */
export const NAME_PART = WORD_PART | DASH;

/** The classes of each byte, for loops that must be fast. */
export const classes = new Uint8Array(256);
for (let c = 0; c < 26; c++) {
  classes[0x41 + c] = LETTER;
  classes[0x61 + c] = LETTER;
}
for (let c = 0x30; c <= 0x39; c++) classes[c] = DIGIT | HEX;
for (const c of 'abcdefABCDEF') classes[c.charCodeAt(0)] = LETTER | HEX;
for (const c of '$.') classes[c.charCodeAt(0)] = MARK;
for (const c of '()[]{}<>,:=+*?|') classes[c.charCodeAt(0)] = PUNCTUATION;
for (const c of ' \t\r\n') classes[c.charCodeAt(0)] = SPACE;
classes[0x5f] = UNDERSCORE;
classes[0x2d] = DASH | PUNCTUATION;

const is = (classMask: number) => (byte: number | undefined) => byte !== undefined && ((classes[byte] as number) & classMask) !== 0;

// Reading past the end of the bytes gives undefined, which has no class.
export const isSpace = is(SPACE);
export const isDigit = is(DIGIT);
export const isHexDigit = is(HEX);
export const beginsWord = is(WORD_BEGIN);
export const continuesWord = is(WORD_PART);

/** The value of a hex digit by its byte; 0xff for other bytes. */
export const hexValues = new Uint8Array(256).fill(0xff);
for (let digit = 0; digit < 16; digit++) {
  hexValues[digit.toString(16).charCodeAt(0)] = digit;
  hexValues[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}
