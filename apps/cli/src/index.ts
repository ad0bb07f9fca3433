export type { Conversion, ConvertOptions } from './convert.js';
export { convert, convertModule } from './convert.js';
export type { InputKind } from './input-kind.js';
export { HEAD, inputKind, isProgram } from './input-kind.js';
export { operatorCounts } from './operator-counts.js';
export type { ProgramSignature, SignaturePort } from './signature.js';
export { bindSignature, programArguments, readSignature } from './signature.js';
