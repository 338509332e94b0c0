import { defineConfig } from 'vitest/config'

/** The journeys drive a real window, one after the other; `build/journeys.mjs` brings the runtime and the display. */
export default defineConfig({
  // Both runners keep notes there, and may run side by side.
  cacheDir: 'node_modules/.vite-journeys',
  test: {
    include: ['e2e/journeys/**/*.journey.ts'],
    globalSetup: 'build/tests/run-folder.mjs',
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // The window may be slow on a busy machine; only what never comes about takes so long.
    expect: { poll: { timeout: 60_000 } },
  },
})
