import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { aws } from '../../electron/engine/connectors/aws/connector.ts'
import { peerFolder, runToEnd } from './installed.ts'
import { checking, type Outcome, type Peer } from './peer.ts'
import { listening } from './replies.ts'
import { answers, freePort, running } from './running.ts'
import { contextFor, endSaid, scanAll } from './scan.ts'

const version = '5.2.5'
const role = 'RollcallAudit'

interface Made {
  readonly accounts: readonly string[]
  readonly agents: readonly { readonly account: string; readonly region: string; readonly id: string; readonly name: string }[]
}

/** Amazon Web Services as the makers of moto rebuilt it, filled through the provider's own Python library. */
export const motoPeer: Peer = { id: 'moto', title: `moto ${version} (Amazon Web Services)`, run }

async function run(say: (line: string) => void): Promise<Outcome> {
  const check: ReturnType<typeof checking> = checking(say)
  const bin = await installedPython()
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-moto-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = { HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' }
  const server = await running({
    command: join(bin, 'moto_server'),
    args: ['-H', '127.0.0.1', '-p', String(port)],
    cwd: folder,
    env,
    ready: answers(`${origin}/moto-api/`),
  })
  try {
    const { stdout } = await promisify(execFile)(join(bin, 'python'), [join(import.meta.dirname, 'moto-seed.py'), origin, role], {
      env: { ...env, PATH: process.env.PATH ?? '' },
    })
    const made = JSON.parse(stdout) as Made
    const { transport, replies } = listening()
    const settings = { baseUrl: origin, roleName: role, partition: 'aws' }
    const secrets = { accessKeyId: 'AKIAPEERSEXAMPLE', secretAccessKey: 'example' }
    const context = contextFor({ connector: aws, settings, secrets, transport: withRegions(transport), unpaced: true })
    const scan = await scanAll(aws, context)
    for (const [step, end] of Object.entries(scan.ends)) say(`      ${endSaid(step, end)}`)
    for (const one of scan.subjects) say(`      ${one.role} ${one.agentKind}: ${one.name} (${one.key})`)
    check(scan.ends.accounts?.state === 'complete', `the ${made.accounts.length} accounts of the organisation are read`)
    for (const { name, id } of made.agents)
      check(
        scan.subjects.some((one) => one.key.includes(id)),
        `${name} is found`,
      )
    const gone = new Set(
      replies.filter(({ status }) => status >= 400).map(({ method, path, status }) => `${method} ${general(path)} (${status})`),
    )
    return {
      found: [
        `${scan.subjects.length} things, ${scan.keptAside} kept aside, in ${made.accounts.length} accounts; ${replies.length} replies`,
      ],
      differences: [],
      lacking: ['this server has no account:ListRegions; the test answers it', ...[...gone].map((call) => `this server refuses ${call}`)],
    }
  } catch (problem) {
    say(server.said().slice(-2_000))
    throw problem
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const general = (path: string): string => path.replace(/agents\/[^/]+\//, 'agents/{agentId}/')

/** This server does not know the list of an account's regions: it is answered here with the two that were filled. */
const withRegions =
  (transport: typeof fetch): typeof fetch =>
  async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.pathname !== '/listRegions') return transport(input, init)
    const regions = ['eu-west-1', 'us-east-1'].map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' }))
    return Response.json({ Regions: regions })
  }

/** A virtual environment outside the project; gives the folder of its programs. */
async function installedPython(): Promise<string> {
  const folder = peerFolder(`moto-${version}`)
  const bin = join(folder, 'bin')
  if (existsSync(join(bin, 'moto_server'))) return bin
  mkdirSync(folder, { recursive: true })
  if ((await runToEnd('python3', ['-m', 'venv', folder], folder)) !== 0) throw new Error('python3 with its venv module is needed')
  const code = await runToEnd(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', `moto[server]==${version}`], folder)
  if (code !== 0) throw new Error(`pip could not install moto[server]==${version} (exit ${code})`)
  return bin
}
