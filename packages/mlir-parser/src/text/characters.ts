// What each byte is in MLIR text: one table, asked by the lexer and by everything that reads bytes itself (shapes, dense literals).

const LETTER = 1;
const DIGIT = 2;
/** `$ . _`, which identifiers may hold. */
const MARK = 4;
const DASH = 8;
const HEX = 16;
const SPACE = 32;

const classes = new Uint8Array(256);
for (let c = 0; c < 26; c++) {
  classes[0x41 + c] = LETTER;
  classes[0x61 + c] = LETTER;
}
for (let c = 0x30; c <= 0x39; c++) classes[c] = DIGIT | HEX;
for (const c of 'abcdefABCDEF') classes[c.charCodeAt(0)] = LETTER | HEX;
for (const c of '$._') classes[c.charCodeAt(0)] = MARK;
classes[0x2d] = DASH;
for (const c of ' \t\r\n') classes[c.charCodeAt(0)] = SPACE;

const classOf = (byte: number | undefined) => classes[byte as number] as number;

// Reading past the end of the bytes gives undefined, which has no class.
export const isSpace = (byte: number | undefined) => (classOf(byte) & SPACE) !== 0;
export const isDigit = (byte: number | undefined) => (classOf(byte) & DIGIT) !== 0;
export const isHexDigit = (byte: number | undefined) => (classOf(byte) & HEX) !== 0;
/** May begin a bare word. `_` may, `$` and `.` may not. */
export const beginsWord = (byte: number | undefined) => (classOf(byte) & LETTER) !== 0 || byte === 0x5f;
export const continuesWord = (byte: number | undefined) => (classOf(byte) & (LETTER | DIGIT | MARK)) !== 0;
/** Names after `%`, `^`, `@`, `#` and `!` may hold dashes as well. */
export const continuesName = (byte: number | undefined) => (classOf(byte) & (LETTER | DIGIT | MARK | DASH)) !== 0;

/** The value of a hex digit by its byte; 0xff for other bytes. */
export const hexValues = new Uint8Array(256).fill(0xff);
for (let digit = 0; digit < 16; digit++) {
  hexValues[digit.toString(16).charCodeAt(0)] = digit;
  hexValues[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}
