import { type AuditTools, approval, withAudited } from '../audits/seal-fixture.ts'
import { decide } from '../decide.ts'
import type { Workspace } from '../workspace-fixture.ts'

interface Unit extends AuditTools {
  readonly workspace: Workspace
}

/**
 * For tests: two units with ledgers of their own that found the same four agents. Of `agent-2` Finance says that it approved it, that it is
 * public, and that it is Otto Brandmeister's.
 */
export const withTwoUnits = (work: (units: { readonly sales: Unit; readonly finance: Unit }) => Promise<void>): Promise<void> =>
  withAudited(
    (selling, sales) =>
      withAudited(
        async (workspace, tools) => {
          workspace.see({
            ...workspace.agent('agent-2'),
            exposure: 'public',
            owner: { state: 'known', name: 'Otto Brandmeister', people: [], declared: false },
          })
          decide(workspace, { ...approval, agentIds: ['agent-2'], reason: 'Finance looked at it.' })
          await work({ sales: { ...sales, workspace: selling }, finance: { ...tools, workspace } })
        },
        { organisation: 'Finance', begins: '2026-11-20T09:30:00.000Z' },
      ),
    { organisation: 'Sales' },
  )
