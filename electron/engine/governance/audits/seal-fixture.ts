import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connection } from '../../store/sample.ts'
import { decide } from '../decide.ts'
import { type Workspace, withWorkspace } from '../workspace-fixture.ts'
import { openAudit } from './open-audit.ts'
import { type Sealing, sealAudit, sealedPath } from './seal.ts'

/**
 * For tests: a workspace with four agents, two connections and a decision, and what is needed to seal. One that begins at another time has
 * another ledger.
 */
export async function withAudited(
  work: (workspace: Workspace, tools: AuditTools) => Promise<void>,
  { organisation = 'Sample Ltd', begins }: { readonly organisation?: string; readonly begins?: string } = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-audit-'))
  try {
    await withWorkspace(
      async (workspace) => {
        const { store } = workspace
        store.connections.put({ ...connection('c1'), businessUnit: 'Sales', settings: { baseUrl: 'https://one.example' } })
        store.connections.put({ ...connection('c2'), businessUnit: 'Finance', settings: { baseUrl: 'https://two.example' } })
        for (const id of ['agent-1', 'agent-2', 'agent-3', 'agent-4'])
          workspace.see({
            id,
            name: `Helper ${id}`,
            connectionId: id === 'agent-4' ? 'c2' : 'c1',
            businessUnit: id === 'agent-4' ? 'Finance' : 'Sales',
            nativeIds: [{ kind: 'client-id', value: id, joins: true }],
            sources: [],
            owner: { state: 'known', name: 'Mara Lindqvist', people: [], declared: false },
          })
        decide(workspace, { ...approval, agentIds: ['agent-1'] })
        await work(workspace, toolsOf(workspace, folder, organisation))
      },
      null,
      begins,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const approval = {
  action: 'approve',
  reason: 'Mara Lindqvist (mara.lindqvist@example.test) needs it.',
  until: null,
  conditions: null,
  policyId: null,
  owner: null,
} as const

export interface AuditTools {
  readonly folder: string
  readonly sealing: Sealing
  /** Opens and seals an audit of this name; the path of its bundle. */
  seal(name: string, scope?: { readonly businessUnits: readonly string[]; readonly connectionIds: readonly string[] }): Promise<string>
}

function toolsOf(workspace: Workspace, folder: string, organisation: string): AuditTools {
  const { store } = workspace
  const sealing: Sealing = { ...workspace, app: 'test', organisation, report: async () => '<html lang="en">Sample</html>\n' }
  return {
    folder,
    sealing,
    seal: async (name, scope = { businessUnits: [], connectionIds: [] }) => {
      const draft = {
        name,
        from: '2026-10-01',
        to: '2026-12-31',
        scope,
        people: [{ name: 'Mara Lindqvist', role: 'lead' as const }],
        scheduleId: null,
      }
      const opened = openAudit(workspace, draft, workspace.newId())
      const sealed = opened.ok ? await sealAudit(sealing, opened.value.id) : opened
      if (!sealed.ok || sealed.value.seal === null) throw new Error(sealed.ok ? 'not sealed' : sealed.failure.message)
      const path = sealedPath(store.path, sealed.value.seal)
      if (!existsSync(path)) throw new Error('the bundle is not there')
      return path
    },
  }
}
