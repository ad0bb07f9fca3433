export type { ByteRange, ByteSource, Bytes } from './byte-source.js';
export { blobSource, bytesNow, chunksOf, isInMemory, memorySource } from './byte-source.js';
export type { Dense, LongNumbers, Numbers, PlainNumbers } from './dense.js';
export { byteLength, denseOf, elementCount, expandedBytes, newNumbers, readNumbers, splatOf, writeNumbers } from './dense.js';
export type { ElementType } from './element-type.js';
export { elementInfo, elementTypes, fromSmallFloat, isElementType, toSmallFloat } from './element-type.js';
export type { FloatFormat } from './half.js';
export type { Safetensors } from './safetensors.js';
export { readSafetensors, readSafetensorsLater, writeSafetensors } from './safetensors.js';
