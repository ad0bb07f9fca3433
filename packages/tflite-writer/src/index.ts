export type { FileChunks, StreamOptions, WriteOptions } from './write.js';
export { write, writeChunks } from './write.js';
