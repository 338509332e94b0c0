import type { Connector } from '../../electron/engine/connectors/connector.ts'
import { served } from '../../electron/engine/connectors/served-for-test.ts'
import { type Described, described, readDescription } from './descriptions.ts'
import { verdictOn } from './known-differences.ts'
import { type Description, makeJudge, operationOf } from './open-api.ts'
import type { Difference, Outcome, Peer } from './peer.ts'
import { listening, type SeenReply } from './replies.ts'
import { contextFor, scanAll } from './scan.ts'

/** Scans the demo estate and holds every reply of it against what the provider itself says its interface answers. */
export const estateRepliesPeer: Peer = { id: 'descriptions', title: 'The estate against the providers’ own descriptions', run }

async function run(say: (line: string) => void): Promise<Outcome> {
  const found: string[] = []
  const lacking: string[] = []
  const differences: Difference[] = []
  const heard = new Map<string, readonly SeenReply[]>()
  for (const one of described) {
    const { id } = one.connector
    const replies = heard.get(id) ?? (await repliesOf(one.connector))
    heard.set(id, replies)
    const result = hold(one, await readDescription(one), replies)
    found.push(`${one.title}: ${result.held} of ${result.asked} replies (${result.operations} calls) are as described`)
    differences.push(...result.differences)
    lacking.push(...result.lacking)
    for (const { what, whose } of result.differences) say(`  ${whose === 'unknown' ? '??' : whose}  ${what}`)
  }
  lacking.push('Google Reports API, Power Platform, OpenAI and Anthropic administration: no description in a package of the registry')
  return { found, differences, lacking }
}

/** What a whole scan of the estate is answered, sign-in apart. */
export async function repliesOf(connector: Connector): Promise<readonly SeenReply[]> {
  const open = served[connector.id]?.open
  if (open === undefined) throw new Error(`nobody serves ${connector.id} in the estate`)
  const estate = await open({ size: 'small', faults: [], empty: false })
  try {
    const { transport, replies } = listening()
    await scanAll(connector, contextFor({ connector, ...estate.connection, transport, unpaced: true }))
    return replies
  } finally {
    await estate.close()
  }
}

function hold(one: Described, document: Description, replies: readonly SeenReply[]) {
  const judge = makeJudge(document)
  const differences = new Map<string, Difference>()
  const undescribed = new Set<string>()
  const operations = new Set<string>()
  let asked = 0
  let held = 0
  /** Whether what was said is a bug of ours, or of nobody known. */
  const differ = (what: string): boolean => {
    const verdict = verdictOn(one.connector.id, what)
    const said = `${one.connector.id}: ${verdict?.because ?? what}`
    differences.set(said, { what: said, whose: verdict?.whose ?? 'unknown' })
    return verdict?.whose !== 'the description'
  }
  for (const reply of replies) {
    const path = one.pathIn(reply.path)
    if (path === null) continue
    const operation = operationOf(document, reply.method, path)
    const template = one.connector.calls
      .filter((call) => call.method === reply.method && fits(call.path, reply.path))
      .toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0]?.path
    if (operation === null) {
      undescribed.add(`${reply.method} ${template ?? reply.path}`)
      continue
    }
    const schema = operation.schema(reply.status)
    const name = `${reply.method} ${operation.path}`
    if (schema === null) {
      if (reply.body !== undefined && reply.status < 300) differ(`${name}: no schema for ${reply.status}`)
      continue
    }
    operations.add(name)
    asked += 1
    const { wrong, unheardOf } = judge(schema, reply.body)
    const words = [...wrong, ...unheardOf.map((member) => `${member} is not in the description`)]
    if (words.map((one) => differ(`${name} ${reply.status}: ${one}`)).every((ours) => !ours)) held += 1
  }
  const lacking = [...undescribed].map((call) => `${one.title}: ${call} is not described`)
  return { asked, held, operations: operations.size, differences: [...differences.values()], lacking }
}

function fits(template: string, path: string): boolean {
  const parts = template.split('/')
  const wanted = path.split('/')
  return parts.length === wanted.length && parts.every((part, at) => part.includes('{') || part === wanted[at])
}
