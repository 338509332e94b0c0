import type { StaffMember } from '../people.ts'
import type { UseKind } from './archetypes.ts'
import type { Organization, StoredAccount, StoredAdminKey, StoredKey, StoredProject } from './organization.ts'

// The shapes of the administration interface, after the types of the official library, openai 6.49.0.

const userId = (person: StaffMember): string => `user-${person.id.replaceAll('-', '').slice(0, 24)}`

export const projectRecord = ({ id, plan, createdAt }: StoredProject) => ({
  object: 'organization.project',
  id,
  name: plan.name,
  created_at: createdAt,
  archived_at: plan.archived ? createdAt + 8_640_000 : null,
  external_key_id: null,
  status: plan.archived ? 'archived' : 'active',
})

export const accountRecord = ({ id, name, role, createdAt }: StoredAccount) => ({
  object: 'organization.project.service_account',
  id,
  name,
  role,
  created_at: createdAt,
})

export function keyRecord({ id, plan, owner, account, createdAt, lastUsedAt }: StoredKey) {
  const user = { id: userId(owner), name: owner.name, email: owner.mail, role: 'member', created_at: createdAt - 86_400 }
  return {
    object: 'organization.project.api_key',
    id,
    name: plan.name,
    redacted_value: `sk-proj-****${id.slice(-4)}`,
    created_at: createdAt,
    last_used_at: lastUsedAt,
    owner:
      account === null
        ? { type: 'user', user }
        : {
            type: 'service_account',
            service_account: { id: account.id, name: account.name, role: account.role, created_at: account.createdAt },
          },
    owner_project_access: account === null && !owner.active ? 'inactive' : 'active',
  }
}

export const adminKeyRecord = ({ id, name, owner, createdAt, lastUsedAt, tail }: StoredAdminKey) => ({
  object: 'organization.admin_api_key',
  id,
  name,
  redacted_value: `sk-admin-...${tail}`,
  created_at: createdAt,
  expires_at: null,
  last_used_at: lastUsedAt,
  owner: { type: 'user', object: 'organization.user', id: userId(owner), name: owner.name, created_at: createdAt, role: 'owner' },
})

export const userRecord = (person: StaffMember) => ({
  object: 'organization.user',
  id: userId(person),
  name: person.name,
  email: person.mail,
  role: person.index % 7 === 0 ? 'owner' : 'reader',
  added_at: 1_700_000_000,
  is_service_account: false,
  user: { object: 'user', id: userId(person), name: person.name, email: person.mail, enabled: true, banned: false },
})

/** One day of costs, grouped by project and key; storage names no key. */
export function costsOf({ projects }: Organization) {
  const amount = (cents: number) => ({ value: cents / 100, currency: 'usd' })
  const line = (project: string, api_key_id: string | null, cents: number) => ({
    object: 'organization.costs.result',
    amount: amount(cents),
    line_item: null,
    project_id: project,
    api_key_id,
  })
  return projects.flatMap(({ id, plan, keys }) => [
    ...(plan.storageCentsADay > 0 ? [line(id, null, plan.storageCentsADay)] : []),
    ...keys.filter((key) => key.plan.centsADay > 0).map((key) => line(id, key.id, key.plan.centsADay)),
  ])
}

/** One day of use, grouped by project, key and model. */
export const usageOf = ({ projects }: Organization) =>
  projects.flatMap(({ id, keys }) =>
    keys.flatMap((key) =>
      key.plan.requestsADay === 0 || key.lastUsedAt === null
        ? []
        : key.plan.models.map((model) => ({
            object: 'organization.usage.completions.result',
            input_tokens: key.plan.requestsADay * 900,
            output_tokens: key.plan.requestsADay * 120,
            num_model_requests: key.plan.requestsADay,
            project_id: id,
            user_id: null,
            api_key_id: key.id,
            model,
            batch: null,
            service_tier: null,
          })),
    ),
  )

/** Members that only one kind has. */
const ownMembers: Readonly<Record<UseKind, (requests: number) => object>> = {
  embeddings: (requests) => ({ input_tokens: requests * 600 }),
  moderations: (requests) => ({ input_tokens: requests * 120 }),
  images: (requests) => ({ images: requests, size: null, source: null }),
  audio_speeches: (requests) => ({ characters: requests * 800 }),
  audio_transcriptions: (requests) => ({ seconds: requests * 90 }),
}

/** One day of another kind of use, grouped in the same way. */
export const moreUseOf = ({ projects }: Organization, kind: UseKind) =>
  projects.flatMap(({ id, keys }) =>
    keys.flatMap((key) => {
      const use = key.plan.more?.[kind]
      if (use === undefined || key.lastUsedAt === null) return []
      const { model, requestsADay } = use
      return {
        object: `organization.usage.${kind}.result`,
        ...ownMembers[kind](requestsADay),
        num_model_requests: requestsADay,
        project_id: id,
        user_id: null,
        api_key_id: key.id,
        model,
      }
    }),
  )

export const otherKinds = Object.keys(ownMembers) as readonly UseKind[]

/** Who created each service account; the log reaches back a year. */
export const auditRecords = ({ projects, now }: Organization) =>
  projects
    .flatMap((project) =>
      project.accounts.map((account, index) => ({
        id: `audit_log-${account.id.slice(-16)}${index}`,
        type: 'service_account.created',
        effective_at: account.createdAt,
        project: { id: project.id, name: project.plan.name },
        actor: {
          type: 'session',
          session: { ip_address: '192.0.2.7', user: { id: userId(account.creator), email: account.creator.mail } },
        },
        'service_account.created': { id: account.id, data: { role: account.role } },
      })),
    )
    .filter((entry) => entry.effective_at > now - 365 * 86_400)
    .toSorted((a, b) => b.effective_at - a.effective_at)

export const assistantRecords = (seed: number, now: number) =>
  [
    { name: 'Policy Question Desk', model: 'gpt-4o', tools: [{ type: 'file_search' }], instructions: 'Answer from the policies on file.' },
    {
      name: 'Spreadsheet Helper',
      model: 'gpt-4.1',
      tools: [{ type: 'code_interpreter' }, { type: 'function', function: { name: 'book_cost_centre' } }],
      instructions: 'Work on the sheet that was handed in.',
    },
  ].map((assistant, index) => ({
    id: `asst_${(seed * 7_919 + index).toString(36).padStart(24, 'a')}`,
    object: 'assistant',
    created_at: now - (200 + index) * 86_400,
    description: null,
    metadata: {},
    top_p: 1,
    temperature: 1,
    response_format: 'auto',
    tool_resources: null,
    ...assistant,
  }))
