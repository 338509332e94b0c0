import type { Tenant } from './tenant.ts'

/** How many of the crowd another system may know as its own. */
const mostOfCrowd = 8

/**
 * Agent identities of this directory that were made where agents are built in the cloud, for the estate of that cloud: the supplier's
 * (archetype 6), and some of the crowd that belong to no bot.
 */
export function cloudAgentIdentities(tenant: Tenant): readonly { readonly id: string; readonly name: string }[] {
  const supplier = tenant.plans.findIndex(({ archetype }) => archetype === 6)
  const [from, to] = tenant.ranges.agentIdentities
  const crowd = Array.from({ length: to - from }, (_unused, index) => index).filter((index) => index % 2 === 1)
  const indexes = [
    ...(supplier < 0 ? [] : [tenant.resources.length + supplier]),
    ...crowd.slice(0, mostOfCrowd).map((index) => from + index),
  ]
  return indexes.map((index) => {
    const { id, name } = tenant.principalAt(index)
    return { id, name }
  })
}
