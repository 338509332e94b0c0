import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { fail, ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { csvRows } from './csv.ts'

/** One row of the list that a person keeps or copied from the console. */
export interface ListedClient {
  readonly clientId: string
  readonly name: string
  /** For the whole domain; empty where the row only names a publisher. */
  readonly scopes: readonly string[]
  readonly website: string
}

export interface ClientList {
  readonly clients: ReadonlyMap<string, ListedClient>
  readonly keptAside: number
  /** When the file was last written: what the audit log says after it is newer. */
  readonly writtenAt: string
  readonly call: string
}

const mostBytes = 20_000_000

/** The list of clients that was given, or null when none was. Failures: `invalid-input` with what is wrong with the file. */
export const clientList = (context: ConnectorContext): Promise<Result<ClientList | null>> =>
  once(context, 'client list', async () => {
    const path = context.settings.clientList
    if (!path) return ok(null)
    const file = readList(path)
    if (file === null)
      return fail('invalid-input', 'the list of clients cannot be read', {
        subject: 'clientList',
        next: 'Check the path and that the file may be read.',
      })
    const call = context.record({
      transport: 'file',
      method: 'READ',
      template: 'list of clients',
      subject: path,
      bytes: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      outcome: 'ok',
    })
    const [head = [], ...rows] = csvRows(file.bytes.toString('utf8'))
    const column = columnsOf(head)
    if (column('clientid') < 0)
      return fail('invalid-input', 'the list of clients has no column Client ID', {
        subject: 'clientList',
        next: 'Name the columns Client ID, Name, Scopes, Website.',
      })
    const clients = new Map<string, ListedClient>()
    let keptAside = 0
    for (const row of rows) {
      const cell = (name: string): string => row[column(name)]?.trim() ?? ''
      const clientId = cell('clientid')
      if (!/^[\w.-]{5,300}$/.test(clientId)) keptAside += 1
      else
        clients.set(clientId, {
          clientId,
          name: cell('name').slice(0, 20_000),
          scopes: cell('scopes')
            .split(/[\s,;]+/)
            .filter(Boolean),
          website: cell('website').slice(0, 500),
        })
    }
    return ok({ clients, keptAside, writtenAt: file.writtenAt, call })
  })

function readList(path: string): { readonly bytes: Buffer; readonly writtenAt: string } | null {
  try {
    const { size, mtime } = statSync(path)
    return size > mostBytes ? null : { bytes: readFileSync(path), writtenAt: mtime.toISOString() }
  } catch {
    return null
  }
}

/** Column titles by their letters only: `Client ID`, `client_id` and `ClientId` are one. */
function columnsOf(head: readonly string[]): (name: string) => number {
  const names = head.map((title) => title.toLowerCase().replace(/[^a-z]/g, ''))
  const other: Readonly<Record<string, string>> = { scopes: 'oauthscopes', name: 'clientname' }
  return (name) => {
    const at = names.indexOf(name)
    return at >= 0 ? at : names.indexOf(other[name] ?? name)
  }
}
