import { fileURLToPath } from 'node:url'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
export const artifactsFolder = `${projectFolder}/artifacts`

/** The runtime under test, as `build/journeys.mjs` names it. */
export const runtime = {
  kind: needed('ROLLCALL_ELECTRON_KIND') === 'official' ? 'official' : 'fallback',
  version: needed('ROLLCALL_ELECTRON_VERSION'),
  folder: needed('ROLLCALL_ELECTRON_DIST'),
  executable: needed('ROLLCALL_ELECTRON'),
} as const

function needed(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set; run journeys with \`npm run test:journeys\``)
  return value
}
