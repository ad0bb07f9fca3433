import { defineConfig } from 'vitest/config';

// Tests read the sources of sibling packages (the `@hlolite/source` condition): an edit is seen at once, with no build between.
const conditions = ['@hlolite/source', 'module', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', 'tooling/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
