import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ok, type Result } from '../../../../shared/base/result.ts'
import type { Grant, Observation, Ownership, Person, PersonRef } from '../../../../shared/domain/observation.ts'
import type { ConnectorContext } from '../connector.ts'
import { once } from '../once.ts'
import { accountKey, engineKey } from './keys.ts'
import { inScope, type Landscape } from './landscape.ts'
import { lastSegment, resourceName, segments, text, words } from './schema.ts'

export const bindingSchema = z.object({
  role: z.string().min(1).max(500),
  members: words,
  condition: z.object({ title: text, expression: text }).nullish().catch(null),
})
export type Binding = z.infer<typeof bindingSchema>

export const policySchema = z.object({
  resource: resourceName,
  assetType: text,
  policy: z.object({ bindings: z.array(bindingSchema).catch([]) }),
})
export type Policy = z.infer<typeof policySchema>

/**
 * A policy's resource in words. `home`: its one name where it holds others, so that a role on it reaches all that is in it; null where
 * it does not. A project is named by its number or its id.
 */
export function resourceParts(resource: string, land: Landscape | null): { readonly words: string; readonly home: string | null } {
  const parts = segments(resource)
  if (parts.organizations !== undefined && Object.keys(parts).length === 1)
    return { words: 'the organisation', home: `organizations/${parts.organizations}` }
  if (parts.folders !== undefined && Object.keys(parts).length === 1)
    return { words: `folder ${parts.folders}`, home: `folders/${parts.folders}` }
  if (resource.startsWith('//cloudresourcemanager.googleapis.com/projects/')) {
    const project = land?.project(parts.projects ?? '')
    const id = project?.id ?? parts.projects ?? ''
    return { words: `project ${id}`, home: `projects/${id}` }
  }
  const host = /^\/\/([^/]+)\//.exec(resource)?.[1]?.replace('.googleapis.com', '') ?? 'resource'
  return { words: `${host} ${lastSegment(resource)}`.slice(0, 300), home: null }
}

/** The subject that a member of a policy is here; null for people and groups, and for accounts that Google runs itself. */
export function subjectOf(member: string, land: Landscape | null): string | null {
  const account = /^serviceAccount:([^?]+)$/.exec(member)?.[1]
  if (account !== undefined) return googlesOwn(account) ? null : accountKey(account.toLowerCase())
  const agent =
    /^principal:\/\/agents\.global\.[^/]+\/resources\/aiplatform\/projects\/([^/]+)\/locations\/([^/]+)\/reasoningEngines\/([^/]+)$/.exec(
      member,
    )
  if (agent === null) return null
  const [, project = '', location = '', id = ''] = agent
  return engineKey({ project: land?.project(project)?.id ?? project, location }, id)
}

/** Accounts that Google makes for its services. The one that agents run as by default is of interest all the same. */
const googlesOwn = (email: string): boolean =>
  /@(gcp-sa-[a-z0-9-]+|cloudservices|containerregistry|compute-system|dataflow-service-producer-prod|[a-z0-9-]*-robot)\.(iam\.)?gserviceaccount\.com$/.test(
    email,
  ) && !isAgentAccount(email)

/** The account as which an agent runs that was given none: one for each project. */
export const isAgentAccount = (email: string): boolean => email.includes('@gcp-sa-aiplatform-re.')

const shortHash = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 24)

/**
 * What a policy gives to accounts and agents.
 * @param usedOf how many permissions of a role its holder used, by the role's place; null: not told
 */
export function observePolicy(
  { resource, policy }: Policy,
  land: Landscape | null,
  usedOf: (home: string, role: string, subjectKey: string, expression: string) => number | null,
): readonly Grant[] {
  const { words: on, home } = resourceParts(resource, land)
  return policy.bindings.flatMap(({ role, members, condition }) =>
    members.flatMap((member): readonly Grant[] => {
      const subjectKey = subjectOf(member, land)
      if (subjectKey === null) return []
      const used = home === null ? null : usedOf(home, role, subjectKey, condition?.expression ?? '')
      return [
        {
          kind: 'grant',
          key: `role/${subjectKey}/${shortHash(`${resource} ${role} ${condition?.expression ?? ''}`)}`,
          subjectKey,
          resource: condition ? `${on}, on a condition` : on,
          resourceKey: resource,
          permissions: [role],
          ...(used === null ? {} : used === 0 ? { unused: [role] } : { used: [role] }),
          // A role on what holds other things reaches all of them; on one thing, how far that goes is not told.
          type: home === null ? 'credential' : 'application',
          consent: null,
          principalKey: null,
          grantedAt: null,
        },
      ]
    }),
  )
}

/** Somebody a policy names; null for what is no person, group or account. `deleted:` is Google's mark for an account that is gone. */
export function personOf(member: string): PersonRef | null {
  const [, gone, kind, mail = ''] = /^(deleted:)?(user|group|serviceAccount):([^?]+)/.exec(member) ?? []
  if (kind === undefined) return null
  const type = kind === 'user' ? 'user' : kind === 'group' ? 'group' : 'service'
  return { key: `${kind}:${mail.toLowerCase()}`, name: mail, type, active: gone === undefined ? (type === 'user' ? true : null) : false }
}

/** Who owns each project, by its number or id; a failure says that it was not looked up. */
export const projectOwners = (context: ConnectorContext): Promise<Result<ReadonlyMap<string, readonly PersonRef[]>>> =>
  once(context, 'project owners', async () => {
    const owners = new Map<string, PersonRef[]>()
    const list = {
      call: 'policies',
      member: 'results',
      schema: policySchema,
      params: { query: { query: 'policy:roles/owner', assetTypes: 'cloudresourcemanager.googleapis.com/Project', pageSize: '500' } },
    }
    for await (const page of inScope(context, list)) {
      if (!page.ok) return page
      for (const { resource, policy } of page.value.items) {
        const members = policy.bindings.filter(({ role }) => role === 'roles/owner').flatMap((binding) => binding.members)
        const people = members.map(personOf).filter((one) => one !== null)
        const known = owners.get(lastSegment(resource)) ?? []
        owners.set(lastSegment(resource), [...known, ...people.filter(({ key }) => known.every((other) => other.key !== key))])
      }
    }
    return ok(owners)
  })

/** An owner of a project as a person of this connection, so that a directory elsewhere can tell whether they are still there. */
export const observePerson = ({ key, name, type, active }: PersonRef): Person => ({
  kind: 'person',
  key,
  name,
  mail: name,
  department: null,
  active: active !== false,
  type,
})

/** A label that names who answers for a thing; labels hold no address, so it is a name until somebody is found by it. */
const ownerLabels = ['owner', 'owner_email', 'owner-email', 'contact', 'maintainer'] as const

/**
 * Who answers for a thing: whom its label names, else whoever owns the project it is in. A label that fits one project owner's
 * address is that person. Nobody is said only where both were looked up.
 * @param owners of the project; null: not looked up
 */
export function observeOwners(
  subjectKey: string,
  labels: Readonly<Record<string, string>> | null,
  owners: readonly PersonRef[] | null,
): readonly Observation[] {
  const said = ownerLabels.map((label) => labels?.[label]).find((value) => value)
  const own = (role: Ownership['role'], person: PersonRef | null): Ownership => ({
    kind: 'ownership',
    key: `owner/${subjectKey}/${person?.key ?? 'none'}`,
    subjectKey,
    role,
    person,
  })
  if (said !== undefined) {
    const plain = (name: string): string =>
      name
        .split('@')[0]
        ?.replace(/[^a-z0-9]/gi, '')
        .toLowerCase() ?? ''
    const fits = (owners ?? []).filter(({ name }) => plain(name) === plain(said))
    return [own('owner', fits.length === 1 && fits[0] ? fits[0] : { key: `label:${said}`, name: said, type: 'user', active: null })]
  }
  if (owners === null) return []
  return owners.length === 0 ? [own('owner', null)] : owners.map((person) => own('sponsor', person))
}

/** The owners of a place's project; null: not looked up. */
export async function ownersOf(context: ConnectorContext, project: { readonly id: string; readonly number: string } | null) {
  const owners = await projectOwners(context)
  if (!owners.ok || project === null) return null
  return owners.value.get(project.id) ?? owners.value.get(project.number) ?? []
}
