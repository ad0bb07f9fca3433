// Tokens of one character: their kind is the character's code.

export const OPEN = 0x28;
export const CLOSE = 0x29;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const EQUAL = 0x3d;
export const MINUS = 0x2d;
export const QUESTION = 0x3f;
export const STAR = 0x2a;
export const QUOTE = 0x22;
export const SLASH = 0x2f;
