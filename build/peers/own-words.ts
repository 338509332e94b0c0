import type { Connector } from '../../electron/engine/connectors/connector.ts'
import { described, readDescription } from './descriptions.ts'
import { makeJudge, operationOf } from './open-api.ts'
import type { Difference } from './peer.ts'
import type { SeenReply } from './replies.ts'

/** Where a rebuilt service answers otherwise than the provider's own description says: its bug, worth knowing before we believe it. */
export async function describedBy(connector: Connector, replies: readonly SeenReply[]): Promise<readonly Difference[]> {
  const found = new Map<string, Difference>()
  const differ = (what: string) => found.set(what, { what: `${connector.id}: ${what}`, whose: 'the peer' })
  for (const one of described.filter((other) => other.connector === connector)) {
    const document = await readDescription(one)
    const judge = makeJudge(document)
    for (const reply of replies) {
      const path = one.pathIn(reply.path)
      const operation = path === null ? null : (operationOf(document, reply.method, path) ?? operationOf(document, 'GET', path))
      if (operation === null) continue
      const name = `${reply.method} ${operation.path}`
      const schema = operation.schema(reply.status)
      // What it does not have at all is told by the steps that need it.
      if (reply.status < 300 && schema !== null) {
        const wrong = judge(schema, reply.body).wrong
        if (wrong.length > 0) differ(`${name}: ${wrong.slice(0, 2).join('; ').slice(0, 200)}`)
      } else if (reply.status >= 400 && reply.status !== 404) differ(`${name} answers ${reply.status}`)
    }
  }
  return [...found.values()]
}
