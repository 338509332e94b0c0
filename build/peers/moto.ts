import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { aws } from '../../electron/engine/connectors/aws/connector.ts'
import { awsDifferences } from './aws-differences.ts'
import { repliesOf } from './estate-replies.ts'
import { peerFolder, runToEnd } from './installed.ts'
import { checking, type Outcome, type Peer } from './peer.ts'
import { listening } from './replies.ts'
import { answers, freePort, running } from './running.ts'
import { contextFor, endSaid, type Scanned, scanAll } from './scan.ts'

const version = '5.2.5'
const role = 'RollcallAudit'

interface Made {
  readonly accounts: readonly string[]
  readonly agents: readonly { readonly account: string; readonly region: string; readonly id: string; readonly name: string }[]
  readonly functions: readonly Named[]
  readonly endpoints: readonly (Named & { readonly owner: string })[]
  /** Roles and users that may call models. */
  readonly roles: readonly Named[]
  readonly users: readonly Named[]
  /** Ids of those users' access keys. */
  readonly keys: readonly string[]
  /** Names of what may not be found. */
  readonly harmless: readonly string[]
}

interface Named {
  readonly account: string
  readonly name: string
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
    checkFound(check, scan, made)
    const gone = new Set(
      replies
        .filter(({ status }) => status >= 400)
        .map(({ method, path, status, operation }) => `${method} ${operation || general(path)} (${status})`),
    )
    return {
      found: [
        `${scan.subjects.length} things, ${scan.keptAside} kept aside, in ${made.accounts.length} accounts; ${replies.length} replies`,
        `functions ${made.functions.length}, endpoints ${made.endpoints.length}, roles ${made.roles.length}, users ${made.users.length} with their keys: all found; ${made.harmless.length} harmless things: none listed`,
      ],
      differences: await awsDifferences(replies, await repliesOf(aws)),
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

type Check = ReturnType<typeof checking>

/** What was made is found, by what it is and where; what calls no model is not. */
function checkFound(check: Check, { subjects, seen }: Scanned, made: Made): void {
  const at = (prefix: string, { account, name }: Named) =>
    subjects.find(({ key }) => key.startsWith(`${prefix}/${account}/`) && key.endsWith(`/${name}`))
  for (const one of made.functions) check(at('function', one)?.signals[0]?.vendor === 'OpenAI', `function ${one.name} in ${one.account}`)
  for (const one of made.endpoints) {
    const key = at('endpoint', one)?.key
    check(key !== undefined, `endpoint ${one.name} in ${one.account}`)
    const owner = seen.find((fact) => fact.kind === 'ownership' && fact.subjectKey === key && fact.role === 'owner')
    check(owner?.kind === 'ownership' && owner.person?.name === one.owner, `its owner by tag: ${one.owner}`)
  }
  for (const one of made.roles) check((at('principal', one)?.signals.length ?? 0) > 0, `role ${one.name} in ${one.account} may call models`)
  for (const one of made.users) check((at('principal', one)?.signals.length ?? 0) > 0, `user ${one.name} in ${one.account} may call models`)
  const ids = new Set(subjects.flatMap(({ nativeIds }) => nativeIds.map(({ value }) => value)))
  check(
    made.keys.every((key) => ids.has(key)),
    'the access keys of those users',
  )
  const agents = subjects.filter(({ signals }) => signals.length > 0).map(({ name }) => name)
  check(!made.harmless.some((name) => agents.includes(name)), `not listed: ${[...new Set(made.harmless)].join(', ')}`)
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
