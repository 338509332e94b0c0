import { scoreAgent } from '../../electron/engine/risk/score.ts'
import { openStore } from '../../electron/engine/store/open-store.ts'
import { agentWith, capabilityWith } from '../../shared/domain/agent-fixture.ts'
import { actions, reaches, resourceClasses } from '../../shared/domain/vocabulary.ts'

const chunk = 1_000
const at = <T>(values: readonly T[], nr: number): T => values[nr % values.length] as T

/** Makes a workspace of that many agents under no policy, hardly two of them alike, so that each is asked about. */
export function fillWorkspace(path: string, count: number): void {
  const opened = openStore(path)
  if (!opened.ok) throw new Error(opened.failure.message)
  const store = opened.value
  const said = { violations: [], agentExists: () => true, now: new Date('2026-11-22T09:30:00.000Z') }
  for (let from = 0; from < count; from += chunk) {
    const writes = Array.from({ length: Math.min(chunk, count - from) }, (_, index) => {
      const nr = from + index
      const agent = agentWith({
        id: `agent-${nr}`,
        name: `Agent ${nr}`,
        policyIds: [],
        capabilities: [1, 3, 5, 7, 11].map((step) =>
          capabilityWith({ action: at(actions, nr * step), resource: at(resourceClasses, nr + step), reach: at(reaches, nr >> 3) }),
        ),
      })
      return { agent, ...scoreAgent(agent, said), violations: [], can: [], partial: false }
    })
    store.relaxed(() => store.agents.put(writes, { scanId: null, at: '2026-11-22T09:30:00.000Z' }))
  }
  store.close()
}
