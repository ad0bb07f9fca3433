import { expect, test } from 'vitest';
import * as api from './index.js';

test('the front door is this list', () => {
  expect(Object.keys(api).sort()).toEqual([
    'blobSource',
    'byteLength',
    'bytesNow',
    'chunksOf',
    'denseOf',
    'difference',
    'elementCount',
    'elementInfo',
    'elementTypes',
    'expandedBytes',
    'fromSmallFloat',
    'isElementType',
    'isInMemory',
    'memorySource',
    'newNumbers',
    'readNumbers',
    'readSafetensors',
    'readSafetensorsLater',
    'splatOf',
    'toSmallFloat',
    'writeNumbers',
    'writeSafetensors',
  ]);
});
