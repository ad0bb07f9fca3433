export { inferTypes } from './infer/index.js';
export type { InterpretOptions } from './interpreter/interpreter.js';
export { evaluate, interpret, isImplemented } from './interpreter/interpreter.js';
export type { CustomCall } from './interpreter/kernel.js';
export { dataTypeOf } from './types.js';
export { verify } from './verify.js';
