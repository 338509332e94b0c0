import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { served } from '../../electron/engine/connectors/served-for-test.ts'
import { cutDown } from './cut-down.ts'
import { type Described, described, readDescription } from './descriptions.ts'
import { installed } from './installed.ts'
import { verdictOn } from './known-differences.ts'
import type { Difference, Outcome, Peer } from './peer.ts'
import { listening } from './replies.ts'
import { answers, freePort, running } from './running.ts'
import { contextFor, endSaid, scanAll } from './scan.ts'

const version = '5.16.0'

/** Each description served as a mock that also checks what it is asked: our connectors' requests are held against the provider's own words. */
export const prismPeer: Peer = { id: 'prism', title: `prism ${version} over the providers’ descriptions`, run }

async function run(say: (line: string) => void): Promise<Outcome> {
  const modules = await installed('prism', { '@stoplight/prism-cli': version })
  const found: string[] = []
  const differences: Difference[] = []
  const lacking: string[] = []
  for (const one of described) {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-prism-'))
    const file = join(folder, 'description.json')
    const cut = cutDown(await readDescription(one), one)
    writeFileSync(file, JSON.stringify(cut))
    if (Object.keys(cut.paths).length === 0) {
      lacking.push(`${one.title}: none of our calls is described`)
      continue
    }
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const server = await running({
      command: process.execPath,
      args: [join(modules, '@stoplight', 'prism-cli', 'dist', 'index.js'), 'mock', file, '--host', '127.0.0.1', '--port', String(port)],
      cwd: folder,
      env: { HOME: folder },
      ready: answers(`${origin}/`),
      patienceMs: 120_000,
    })
    try {
      const result = await scanned(one, origin, say)
      found.push(result.found)
      differences.push(...result.differences)
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { found, differences, lacking }
}

/** Signs in to the estate, since a mock signs nobody in, and asks the mock everything else. */
async function scanned(one: Described, origin: string, say: (line: string) => void) {
  const { connector } = one
  const open = served[connector.id]?.open
  if (open === undefined) throw new Error(`nobody serves ${connector.id} in the estate`)
  const estate = await open({ size: 'small', faults: [], empty: false })
  try {
    const { transport, replies } = listening()
    const through: typeof fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      // What the estate answers is no word of the mock's.
      if (url.origin !== origin) return fetch(url, init)
      const path = one.pathIn(url.pathname)
      if (path === null) return transport(url, init)
      // The mock knows a media type by one name only; the provider takes its own name for it as well.
      const headers = new Headers(init?.headers)
      headers.set('accept', 'application/json')
      return transport(new URL(`${path}${url.search}`, origin), { ...init, headers })
    }
    const asToken = connector.id === 'github'
    const { appId: _app, ...rest } = estate.connection.settings
    const settings = { ...(asToken ? rest : estate.connection.settings), baseUrl: origin }
    const secrets = asToken ? { token: 'peers' } : estate.connection.secrets
    const scan = await scanAll(connector, contextFor({ connector, settings, secrets, transport: through, unpaced: true }))
    for (const [step, end] of Object.entries(scan.ends)) say(`      ${one.title}: ${endSaid(step, end)}`)
    // What the mock finds wrong with a question it says with these; 404 means that the call is not described.
    const refused = replies.filter(({ status }) => status === 400 || status === 415 || status === 422)
    const complete = Object.values(scan.ends).filter((end) => end.state === 'complete').length
    return {
      found: `${one.title}: ${replies.length} questions, ${refused.length} refused; ${complete} of ${Object.keys(scan.ends).length} steps complete, ${scan.seen.length} facts, ${scan.keptAside} kept aside`,
      differences: [
        ...new Set(
          refused.map(
            ({ method, path, status, violations }) => `${connector.id}: ${method} ${path} ${status} ${(violations ?? '').slice(0, 400)}`,
          ),
        ),
      ].map((what): Difference => {
        const verdict = verdictOn(connector.id, what)
        return { what: verdict === null ? what : `${connector.id}: ${verdict.because}`, whose: verdict?.whose ?? 'unknown' }
      }),
    }
  } finally {
    await estate.close()
  }
}
