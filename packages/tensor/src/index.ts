export type { ByteRange, ByteSource, Bytes } from './byte-source.js';
export { blobSource, bytesNow, chunksOf, isInMemory, memorySource } from './byte-source.js';
export type { Dense, Numbers } from './dense.js';
export { byteLength, denseOf, elementCount, expandedBytes, readNumbers, splatOf, writeNumbers } from './dense.js';
export type { ElementType } from './element-type.js';
export { elementInfo, elementTypes, fromSmallFloat, isElementType, toSmallFloat } from './element-type.js';
