import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { n8n } from '../../electron/engine/connectors/n8n/connector.ts'
import type { Agent } from '../../shared/domain/agent.ts'
import { checkEstate } from './n8n-definition.ts'
import { makeKey } from './n8n-owner.ts'
import { install, start, version } from './n8n-server.ts'
import { n8nContext, scanN8n } from './n8n-target.ts'
import { checking, type Outcome, type Peer } from './peer.ts'
import { endSaid } from './scan.ts'

interface NewWorkflow {
  readonly name: string
  readonly nodes: readonly Readonly<Record<string, unknown>>[]
  readonly connections: unknown
  readonly settings: unknown
}

const templates = '../shared/data/n8n-templates/templates.ndjson'

/** A workflow that can be published without any credential: a schedule and a plain call of a model vendor. */
const scheduled = {
  name: 'Nightly summary by plain HTTP',
  nodes: [
    {
      id: 'a',
      name: 'Every night',
      type: 'n8n-nodes-base.scheduleTrigger',
      typeVersion: 1.2,
      position: [0, 0],
      parameters: { rule: { interval: [{ field: 'days' }] } },
    },
    {
      id: 'b',
      name: 'Ask',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      position: [220, 0],
      parameters: {
        method: 'POST',
        url: 'https://api.openai.com/v1/chat/completions',
        sendBody: true,
        specifyBody: 'json',
        jsonBody: '{"model": "gpt-4o-mini"}',
      },
    },
  ],
  connections: { 'Every night': { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
  settings: {},
}

async function someTemplates(): Promise<readonly NewWorkflow[]> {
  if (!existsSync(templates)) return []
  const found: NewWorkflow[] = []
  for await (const line of createInterface({ input: createReadStream(templates) })) {
    if (line.trim() === '') continue
    const { workflow } = JSON.parse(line) as { workflow: NewWorkflow }
    if (workflow.nodes.length > 2 && found.length < 12) {
      found.push({
        name: workflow.name ?? `Template ${found.length + 1}`,
        // Stored credentials of somebody else's server do not exist here.
        nodes: workflow.nodes.map((node) => Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'credentials'))),
        connections: workflow.connections,
        settings: {},
      })
    }
  }
  return found
}

/** Scans a real server, revokes one workflow on it and proves it. */
export const n8nPeer: Peer = { id: 'n8n', title: `n8n ${version}`, run }

async function run(say: (line: string) => void): Promise<Outcome> {
  const check: ReturnType<typeof checking> = checking(say)
  const { revoke } = n8n
  check(revoke !== undefined, 'the connector can revoke')
  say('install')
  await install()
  say('the estate against the definition that the server ships')
  await checkEstate(check)
  const server = await start()
  try {
    const key = await makeKey(server.origin)
    const create = async (workflow: NewWorkflow): Promise<string> => {
      const answer = await fetch(`${server.origin}/api/v1/workflows`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'X-N8N-API-KEY': key },
        body: JSON.stringify(workflow),
      })
      if (!answer.ok) throw new Error(`a workflow was not taken: ${answer.status} ${(await answer.text()).slice(0, 200)}`)
      return ((await answer.json()) as { id: string }).id
    }
    const ids: string[] = []
    for (const workflow of [...(await someTemplates()), scheduled]) ids.push(await create(workflow))
    const wanted = ids.at(-1) ?? ''
    const write = n8nContext(server.origin, key, 'write')
    const published = await write.http.request('publish', { path: { id: wanted }, headers: { 'X-N8N-API-KEY': key }, body: {} })
    check(published.ok, 'a workflow is published')

    const probe = await n8n.probe(n8nContext(server.origin, key))
    check(probe.ok && probe.value.checks.every((one) => one.state === 'granted'), 'the probe finds every scope')
    const before = await scanN8n(server.origin, key)
    for (const [step, end] of Object.entries(before.ends)) say(`      ${endSaid(step, end)}`)
    const workflows = before.subjects.filter((one) => one.key.startsWith('workflow/'))
    say(
      `      ${workflows.length} workflows, ${workflows.filter((one) => one.role === 'agent').length} with AI, ${before.seen.length} facts`,
    )
    check(workflows.length === ids.length, `all ${ids.length} workflows were found`)
    check(
      Object.values(before.ends).every((end) => end.state === 'complete'),
      'every step saw everything',
    )
    const subject = workflows.find((one) => one.key === `workflow/${wanted}`)
    check(
      subject?.enabled === true && subject.role === 'agent' && subject.autonomy?.ceiling === 'A4',
      'the published one is an unattended agent',
    )
    const owner = before.seen.find((one) => one.kind === 'ownership' && one.subjectKey === subject.key)
    check(owner?.kind === 'ownership' && owner.person?.name === 'Test Owner', 'its owner is known')

    const draft = await revoke.plan(
      { agent: { name: subject.name } as Agent, connectionId: 'peer', subjectKeys: [subject.key], grantKeys: [] },
      n8nContext(server.origin, key),
    )
    check(draft.ok && draft.value.calls.length >= 1, 'there is a plan')
    const calls = draft.value.calls.map((call, index) => ({ ...call, id: String(index), connectionId: 'peer' }))
    say(`      ${calls.map((call) => `${call.method} ${call.path}`).join(', ')}`)
    const first = calls[0]
    check(first !== undefined, 'the plan has a call')
    const images: (string | null)[] = []
    for (const call of calls) {
      const done = await revoke.execute(call, write)
      check(done.ok && done.value.state === 'done', call.title)
      images.push(done.value.preImage)
    }
    const proof = await revoke.verify(calls, n8nContext(server.origin, key))
    check(proof.ok && proof.value.inForce, 'a re-read proves it')
    const after = await scanN8n(server.origin, key)
    check(after.subjects.find((one) => one.key === subject.key)?.enabled === false, 'the next scan shows it switched off')
    const undone = await revoke.undo(first, images[0] ?? null, write)
    check(undone.ok, 'undo publishes the saved version')
    const again = await scanN8n(server.origin, key)
    check(again.subjects.find((one) => one.key === subject.key)?.enabled === true, 'and the scan after that shows it on again')
    return {
      found: [
        `${workflows.length} workflows, ${workflows.filter((one) => one.role === 'agent').length} with AI, ${before.seen.length} facts; one revoked, proved and undone`,
      ],
      differences: [],
      lacking: [],
    }
  } catch (problem) {
    console.error(server.said().slice(-1_500))
    throw problem
  } finally {
    await server.stop()
  }
}
