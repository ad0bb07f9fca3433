// Web pages load these packages: each has a budget for everything it needs, minified and gzipped.
import { expect, test } from 'vitest';
import { bundleSize } from './bundle-size.mjs';

test.each([['packages/mlir-parser', 60_000]])('%s stays within %i bytes', async (folder, budget) => {
  expect(await bundleSize(folder)).toBeLessThanOrEqual(budget);
});
