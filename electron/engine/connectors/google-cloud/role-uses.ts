import { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { type Whole, whole } from './client.ts'
import { inScope, type Landscape, landscape, type Project } from './landscape.ts'
import { resourceParts, subjectOf } from './policies.ts'
import { text } from './schema.ts'
import { scopeOf } from './settings.ts'

/** How far back the provider looks. Source: its guide to policy insights, 2026-11. */
const observedDays = 90

const count = z.coerce.number().int().nonnegative().nullish().catch(null)

/** Permissions by name are let go: how many of them were used says enough, and a role can hold thousands. */
const insightSchema = z.object({
  insightSubtype: text,
  content: z.object({
    role: z.string().min(1).max(500),
    member: z.string().min(1).max(1_000),
    condition: z.object({ expression: text }).nullish().catch(null),
    exercisedPermissions: z
      .array(z.unknown())
      .default([])
      .transform((all) => all.length),
    currentTotalPermissionsCount: count,
  }),
})
type Insight = z.infer<typeof insightSchema>

/** How much of one role its holder used. */
export interface RoleUse {
  readonly role: string
  readonly subjectKey: string
  /** What the role is on, in words. */
  readonly on: string
  readonly used: number
  /** Null: not told. */
  readonly total: number | null
}

export type RoleUses = ReadonlyMap<string, RoleUse>

export const bindingKey = (home: string, role: string, subjectKey: string, expression: string): string =>
  [home, role, subjectKey, expression].join('\u0000')

const query = { filter: 'insightSubtype = PERMISSIONS_USAGE', pageSize: '500' }

const recommends = ({ services }: Project): boolean => services.has('recommender.googleapis.com')

/** The projects where the provider can tell; one where its interface is off is not asked. */
export const projectsWithUse = (land: Landscape): readonly Project[] => land.projects.filter(recommends)

/** What was told of the roles on one project; asked once a scan. */
export const usesIn = (context: ConnectorContext, project: string): Promise<Result<Whole<Insight>>> =>
  once(context, `role use in ${project}`, async () =>
    ok(await whole(context, { call: 'role-use', member: 'insights', schema: insightSchema, params: { path: { project }, query } })),
  )

/** The same of roles on the organisation or folder that the connection is for; null where it is for a project. */
export const usesAbove = (context: ConnectorContext): Promise<Result<Whole<Insight> | null>> =>
  once<Whole<Insight> | null>(context, 'role use above', async () => {
    if (scopeOf(context.settings.scope)?.container === 'projects') return ok(null)
    const items: Insight[] = []
    let keptAside = 0
    let call: string | null = null
    for await (const page of inScope(context, { call: 'role-use-above', member: 'insights', schema: insightSchema, params: { query } })) {
      if (!page.ok) return ok({ items, keptAside, call, failure: page.failure })
      items.push(...page.value.items)
      keptAside += page.value.keptAside
      call = page.value.call
    }
    return ok({ items, keptAside, call, failure: null })
  })

/** Projects asked at a time; the quota sets the pace. */
const atOnce = 8

/** What is known of the use of every role, by binding; what was refused or is not told is not there. */
export const roleUses = (context: ConnectorContext): Promise<Result<RoleUses>> =>
  once(context, 'role uses', async () => {
    const found = new Map<string, RoleUse>()
    const land = await landscape(context)
    if (!land.ok) return land
    const take = (resource: string, told: Whole<Insight> | null): void => {
      const { home, words: on } = resourceParts(resource, land.value)
      for (const { insightSubtype, content } of told?.items ?? []) {
        const subjectKey = subjectOf(content.member, land.value)
        if (home === null || subjectKey === null || insightSubtype !== 'PERMISSIONS_USAGE') continue
        const { role, condition, exercisedPermissions, currentTotalPermissionsCount } = content
        const use = { role, subjectKey, on, used: exercisedPermissions, total: currentTotalPermissionsCount ?? null }
        found.set(bindingKey(home, role, subjectKey, condition?.expression ?? ''), use)
      }
    }
    const scope = scopeOf(context.settings.scope)
    const above = await usesAbove(context)
    if (above.ok && scope !== null) take(`//cloudresourcemanager.googleapis.com/${scope.container}/${scope.scope}`, above.value)
    const projects = projectsWithUse(land.value)
    for (let at = 0; at < projects.length; at += atOnce) {
      const chunk = projects.slice(at, at + atOnce)
      const told = await Promise.all(chunk.map(({ id }) => usesIn(context, id)))
      for (const [index, one] of told.entries())
        if (one.ok) take(`//cloudresourcemanager.googleapis.com/projects/${chunk[index]?.id ?? ''}`, one.value)
    }
    return ok(found)
  })

/** What each account used of its roles, as one reads it. */
export function usedWords(uses: RoleUses, subjectKey: string): Readonly<Record<string, string>> {
  const own = [...uses.values()].filter((use) => use.subjectKey === subjectKey)
  if (own.length === 0) return {}
  const told = own.map(({ role, on, used, total }) => `${role} on ${on}: ${used}${total === null ? '' : ` of ${total}`}`).toSorted()
  const more = told.length > rolesShown ? ` and ${told.length - rolesShown} more` : ''
  return { [`Permissions used in ${observedDays} days`]: `${told.slice(0, rolesShown).join('; ')}${more}` }
}

const rolesShown = 10
