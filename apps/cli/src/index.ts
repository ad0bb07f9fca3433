export type { Conversion, ConvertOptions } from './convert.js';
export { convert } from './convert.js';
export type { ProgramSignature, SignaturePort } from './signature.js';
export { readSignature } from './signature.js';
