import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    reporters: ['default', './tests/skips-reporter.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: [],
  },
});
