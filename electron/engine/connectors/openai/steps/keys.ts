import { complete, partial, type Step } from '../../connector.ts'
import { endOf } from '../../end-of.ts'
import { keep } from '../../keep.ts'
import { looksLikeOurs } from '../../own-key.ts'
import { list } from '../client.ts'
import { everyProject } from '../every-project.ts'
import { observeAdminKey } from '../observe-admin-key.ts'
import { accountKey, keyKey, observeAccount, observeKey } from '../observe-key.ts'
import { membersOf } from '../organization.ts'
import { accountSchema, adminKeySchema, keySchema } from '../schema.ts'
import { modelUseOf, spendOf } from '../usage.ts'
import { useKinds } from '../use-kinds.ts'

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
      owns: ({ id }) => [
        { kind: 'subject', keyPrefix: accountKey(id, '') },
        { kind: 'grant', keyPrefix: `role/${accountKey(id, '')}` },
        { kind: 'ownership', keyPrefix: accountKey(id, '') },
      ],
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
  calls: ['projects', 'keys', 'users', 'costs', ...useKinds.map(({ call }) => call)],
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
      owns: ({ id }) => [
        { kind: 'subject', keyPrefix: keyKey(id, '') },
        { kind: 'grant', keyPrefix: `role/${keyKey(id, '')}` },
        { kind: 'ownership', keyPrefix: keyKey(id, '') },
        { kind: 'activity', keyPrefix: keyKey(id, '') },
      ],
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
