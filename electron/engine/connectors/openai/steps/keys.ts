import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Observation } from '../../../../../shared/domain/observation.ts'
import { type Batch, complete, partial, type Step, type StepContext } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { list } from '../client.ts'
import { observeAdminKey } from '../observe-admin-key.ts'
import { observeAccount, observeKey } from '../observe-key.ts'
import { membersOf, projectsOf } from '../organization.ts'
import { looksLikeOurs } from '../own-key.ts'
import { accountSchema, adminKeySchema, keySchema, type Project } from '../schema.ts'
import { modelUseOf, spendOf } from '../usage.ts'

type Failed = Parameters<typeof endOf>[0]

/** One list for every project: what cannot be read of one hides nothing of the others. The cursor is a project and a place in it. */
async function* everyProject(
  context: StepContext,
  of: {
    readonly call: string
    readonly query?: Readonly<Record<string, string>>
    readonly observe: (elements: readonly unknown[], project: Project) => readonly [readonly Observation[], number]
  },
): AsyncGenerator<Batch, StepEnd> {
  const found = await projectsOf(context)
  if (!found.ok) return endOf(found, false, 'api.management.read')
  const [resumeAt = '', resumeAfter] = context.cursor?.split(' ') ?? []
  const broken: { readonly project: Project; readonly problem: Failed }[] = []
  let seen = context.cursor !== null
  let aside = 0
  for (const project of found.value.projects) {
    if (project.id < resumeAt) continue
    const from = project.id === resumeAt ? (resumeAfter ?? null) : null
    const path = { project: project.id }
    for await (const page of list(context, { call: of.call, path, from, ...(of.query ? { query: of.query } : {}) })) {
      if (!page.ok) {
        // An archived project may refuse to be asked; that hides nothing that still works.
        if (page.failure.code === 'cancelled' || page.failure.code === 'auth-failed') return endOf(page, seen)
        if (page.failure.code !== 'not-found') broken.push({ project, problem: page })
        break
      }
      seen = true
      const [observations, keptAside] = of.observe(page.value.elements, project)
      aside += keptAside
      yield { observations, call: page.value.call, cursor: page.value.cursor && `${project.id} ${page.value.cursor}`, keptAside }
    }
  }
  const first = broken[0]
  if (first === undefined && found.value.problem !== null) return endOf(found.value.problem, true, 'api.management.read')
  if (first === undefined) return aside === 0 ? complete : partial(`${aside} records could not be read and were kept aside`)
  if (!seen) return endOf(first.problem, false, 'api.management.read')
  const names = broken.slice(0, 5).map(({ project }) => (project.name ?? project.id).slice(0, 60))
  const why = `${broken.length} of ${found.value.projects.length} projects could not be read to the end: ${names.join(', ')}; ${first.problem.failure.message}`
  return { state: 'partial', why, failure: first.problem.failure }
}

export const serviceAccounts: Step = {
  id: 'service-accounts',
  title: 'Service accounts',
  yields: 'identities that belong to a project and to no person',
  after: ['projects'],
  calls: ['projects', 'service-accounts'],
  hides: 'identities that act without a person',
  owns: [
    { kind: 'subject', keyPrefix: 'account/' },
    { kind: 'grant', keyPrefix: 'role/account/' },
    { kind: 'ownership', keyPrefix: 'account/' },
  ],
  run: (context) =>
    everyProject(context, {
      call: 'service-accounts',
      observe: (elements, project) => {
        const { kept, keptAside } = keep(accountSchema, elements)
        return [kept.flatMap((account) => observeAccount(account, project)), keptAside]
      },
    }),
}

export const keys: Step = {
  id: 'keys',
  title: 'API keys',
  yields: 'keys of every project: owner, age, last use, models and cost',
  after: ['projects'],
  calls: ['projects', 'keys', 'users', 'costs', 'usage'],
  hides: 'applications that call models with a key',
  owns: [
    { kind: 'subject', keyPrefix: 'key/' },
    { kind: 'grant', keyPrefix: 'role/key/' },
    { kind: 'ownership', keyPrefix: 'key/' },
    { kind: 'activity', keyPrefix: 'key/' },
  ],
  async *run(context) {
    const [members, spend, use] = await Promise.all([membersOf(context), spendOf(context), modelUseOf(context)])
    const around = {
      members: members.ok ? members.value : null,
      spend: spend.ok ? spend.value : null,
      use: use.ok ? use.value : null,
    }
    return yield* everyProject(context, {
      call: 'keys',
      // Without this, keys whose owner lost access to the project may be left out: the very ones that matter.
      query: { owner_project_access: 'any' },
      observe: (elements, project) => {
        const { kept, keptAside } = keep(keySchema, elements)
        return [kept.flatMap((key) => observeKey(key, { ...around, project })), keptAside]
      },
    })
  },
}

export const adminKeys: Step = {
  id: 'admin-keys',
  title: 'Administration keys',
  yields: 'keys that can administer the organisation',
  after: [],
  calls: ['admin-keys', 'users'],
  hides: 'keys that can make further keys, accounts and members',
  owns: [
    { kind: 'subject', keyPrefix: 'admin-key/' },
    { kind: 'grant', keyPrefix: 'role/admin-key/' },
    { kind: 'ownership', keyPrefix: 'admin-key/' },
    { kind: 'activity', keyPrefix: 'admin-key/' },
  ],
  async *run(context) {
    const found = await membersOf(context)
    const members = found.ok ? found.value : null
    const secret = await context.secret('adminKey')
    const own = secret.ok ? secret.value : null
    let seen = context.cursor !== null
    let aside = 0
    for await (const page of list(context, { call: 'admin-keys', from: context.cursor })) {
      if (!page.ok) return endOf(page, seen, 'api.management.read')
      const { kept, keptAside } = keep(adminKeySchema, page.value.elements)
      const observations = kept.flatMap((key) => observeAdminKey(key, { members, ours: looksLikeOurs(key.redacted_value, own) }))
      seen = true
      aside += keptAside
      yield { observations, call: page.value.call, cursor: page.value.cursor, keptAside }
    }
    return aside === 0 ? complete : partial(`${aside} keys could not be read and were kept aside`)
  },
}
