import { defineConfig } from 'vitest/config'

/** Unit and integration tests stand beside the code; the window's journeys in `e2e/` have a runner of their own. */
export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'],
    globalSetup: 'build/tests/run-folder.mjs',
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
