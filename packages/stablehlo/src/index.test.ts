import { expect, test } from 'vitest';
import * as api from './index.js';

test('the front door is this list', () => {
  expect(Object.keys(api).sort()).toEqual(['dataTypeOf', 'evaluate', 'inferTypes', 'interpret', 'isImplemented', 'verify']);
});
