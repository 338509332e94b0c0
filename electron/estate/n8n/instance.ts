import { guidAt } from '../ids.ts'
import type { People, StaffMember } from '../people.ts'
import type { Random } from '../random.ts'
import type { StateSection } from '../state-file.ts'
import { archetypes, type WorkflowPlan } from './archetypes.ts'
import { type StoredCredential, storedCredentials } from './credentials.ts'
import { crowdPlan } from './crowd.ts'

/** A workflow with its place on the server. */
export interface StoredWorkflow {
  readonly id: string
  readonly plan: WorkflowPlan
  readonly owner: StaffMember
  readonly projectId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly versionId: string
}

export interface StoredExecution {
  readonly id: string
  readonly workflowId: string
  readonly running: boolean
  readonly startedAt: string
}

/** One automation server as it was generated, with the changes since. */
export interface Instance {
  readonly workflows: readonly StoredWorkflow[]
  readonly credentials: readonly StoredCredential[]
  readonly makers: readonly StaffMember[]
  readonly executions: readonly StoredExecution[]
  readonly seed: number
  readonly asOf: string
  projectOf(member: StaffMember): string
  isActive(workflow: StoredWorkflow): boolean
  setActive(workflow: StoredWorkflow, active: boolean): void
  isRunning(execution: StoredExecution): boolean
  stop(execution: StoredExecution): void
}

const dayMs = 86_400_000
const makersOfUnit = 7

/** Short ids of letters and digits, as n8n makes them. */
const shortId = (seed: number, space: string, index: number): string => guidAt(seed, `n8n/${space}`, index).replaceAll('-', '').slice(-16)

/** Makes the server's content; workflows that were made after `asOf` are not there yet. */
export function makeInstance(options: {
  readonly random: Random
  readonly people: People
  readonly seed: number
  readonly asOf: string
  /** How many workflows in all. */
  readonly count: number
  /** Whether the agents with a story are there. */
  readonly archetypes: boolean
  readonly state: StateSection
}): Instance {
  const { random, people, seed, asOf, state } = options
  const now = Date.parse(`${asOf}T09:00:00.000Z`)
  const stored = storedCredentials(seed)
  const planned = planAll(random, stored, seed, options)
  const leaver = people.leaver(1)
  const makers = [
    ...(['Finance', 'Sales', 'Customer Care', 'Supply Chain', 'People', 'Engineering'] as const).flatMap((unit) =>
      Array.from({ length: makersOfUnit }, (_unused, nth) => people.someone(unit, nth)),
    ),
    leaver,
  ]
  const unique = [...new Map(makers.map((maker) => [maker.id, maker])).values()]
  const projectOf = (member: StaffMember): string => shortId(seed, 'project', member.index)

  const workflows = planned.map(({ plan, id }, index): StoredWorkflow => {
    const owner = plan.owner === 'leaver' ? leaver : people.someone(plan.unit, random.at('owner', index).below(makersOfUnit))
    const createdAt = new Date(now - plan.createdDaysAgo * dayMs).toISOString()
    const changedDays = random.at('changed', index).below(plan.createdDaysAgo + 1)
    return {
      id,
      plan,
      owner,
      projectId: projectOf(owner),
      createdAt,
      updatedAt: new Date(now - changedDays * dayMs).toISOString(),
      versionId: guidAt(seed, 'n8n/version', index),
    }
  })
  const executions = workflows.flatMap(({ id, plan }, index): StoredExecution[] => {
    const last = plan.lastRunHoursAgo
    if (last === null) return []
    const runs = 1 + random.at('runs', index).below(4)
    const kept = Array.from({ length: runs }, (_unused, run) => ({
      id: String(10_000 + index * 10 + run),
      workflowId: id,
      running: false,
      startedAt: new Date(now - (last + (runs - 1 - run) * 26) * 3_600_000).toISOString(),
    }))
    const running = Array.from({ length: plan.running ?? 0 }, (_unused, run) => ({
      id: String(10_000 + index * 10 + runs + run),
      workflowId: id,
      running: true,
      startedAt: new Date(now - 60_000).toISOString(),
    }))
    return [...kept, ...running]
  })
  return {
    workflows,
    credentials: Object.values(stored),
    makers: unique,
    executions,
    seed,
    asOf,
    projectOf,
    isActive: (workflow) => (state.get(`active/${workflow.id}`) as boolean | undefined) ?? workflow.plan.active,
    setActive: (workflow, active) => state.set(`active/${workflow.id}`, active),
    isRunning: (execution) => execution.running && state.get(`stopped/${execution.id}`) !== true,
    stop: (execution) => state.set(`stopped/${execution.id}`, true),
  }
}

/** Archetypes first, then the crowd up to the wanted number. */
function planAll(
  random: Random,
  stored: ReturnType<typeof storedCredentials>,
  seed: number,
  { count, archetypes: told }: { readonly count: number; readonly archetypes: boolean },
) {
  const names = new Map<string, string>()
  const idOf = (name: string): string => names.get(name) ?? ''
  for (const [index, plan] of archetypes(stored, () => '').entries()) names.set(plan.name, shortId(seed, 'workflow', index))
  const fixed = told ? archetypes(stored, idOf) : []
  const crowd = Array.from({ length: Math.max(12, count - fixed.length) }, (_unused, index) =>
    crowdPlan(random.at('workflow', index), stored, index),
  )
  return [...fixed, ...crowd].map((plan, index) => ({ plan, id: shortId(seed, 'workflow', index) }))
}
