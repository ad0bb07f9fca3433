export type { FileChunks, WriteOptions } from './write.js';
export { write, writeChunks } from './write.js';
