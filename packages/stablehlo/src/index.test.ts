import { expect, test } from 'vitest';
import * as api from './index.js';

test('the front door is this list', () => {
  expect(Object.keys(api).sort()).toEqual([
    'bytecodeVersionFor',
    'currentVersion',
    'dataTypeOf',
    'downgrade',
    'evaluate',
    'inferTypes',
    'interpret',
    'isImplemented',
    'isVhlo',
    'minimumVersion',
    'upgrade',
    'verify',
    'vhloVersion',
  ]);
});
