import { defineConfig } from 'vitest/config'

/** Whose tests end the process they run in, or look at all of it. */
const ownProcess = ['electron/{cli,main}/**/*.test.ts']

/** Unit and integration tests stand beside the code; the window's journeys in `e2e/` have a runner of their own. */
export default defineConfig({
  test: {
    globalSetup: 'build/tests/run-folder.mjs',
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'apart', include: ownProcess } },
      // A process for each file would load the same libraries two hundred times. Nothing here changes what its neighbours see.
      {
        extends: true,
        test: { name: 'together', include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}'], exclude: ownProcess, isolate: false },
      },
    ],
  },
})
