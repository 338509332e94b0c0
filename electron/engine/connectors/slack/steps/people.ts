import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { Person } from '../../../../../shared/domain/observation.ts'
import { complete, partial, type Step } from '../../connector.ts'
import { distinctNames, tallyPlaces } from '../../places.ts'
import { endAfter, isPlan, pages } from '../client.ts'
import { personKey } from '../observe-app.ts'
import { home, installations } from '../organisation.ts'
import { type Member, memberSchema } from '../schema.ts'

export const organisation: Step = {
  id: 'organisation',
  title: 'Organisation',
  yields: 'the workspaces of the organisation',
  after: [],
  calls: ['auth.test', 'admin.teams.list'],
  hides: 'which workspaces there are',
  owns: [],
  async *run(context) {
    const found = await home(context)
    if (!found.ok) return endAfter(found.failure, false)
    for (const page of found.value.pages) yield { observations: [], call: page.call, cursor: null, keptAside: page.keptAside }
    return complete
  },
}

const mailScope = 'users:read.email'

export const users: Step = {
  id: 'users',
  title: 'People',
  yields: 'people and bot users, and who has left',
  after: ['organisation'],
  calls: ['users.list', 'auth.test', 'admin.teams.list'],
  hides: 'which people behind an app or a workflow have left',
  owns: [{ kind: 'person', keyPrefix: 'user:' }],
  async *run(context) {
    const found = await home(context)
    if (!found.ok) return endAfter(found.failure, false)
    const [resumeTeam, resumeCursor] = context.cursor?.split(' ') ?? []
    let seen = context.cursor !== null
    let reached = resumeTeam === undefined
    const names = distinctNames(found.value.teams)
    const tally = tallyPlaces('workspaces')
    for (const team of found.value.teams) {
      reached ||= team.id === resumeTeam
      if (!reached) continue
      const query = found.value.enterpriseId === null ? {} : { team_id: team.id }
      let end: StepEnd = complete
      const from = team.id === resumeTeam ? (resumeCursor ?? null) : null
      for await (const page of pages(context, { call: 'users.list', member: 'members', schema: memberSchema, query, from })) {
        if (!page.ok) {
          // A workspace that the app was not added to hides its own people only.
          if (page.failure.code !== 'permission-missing' || isPlan(page.failure)) return endAfter(page.failure, seen)
          end = endAfter(page.failure, false)
          break
        }
        seen = true
        const { items, call, next, keptAside } = page.value
        if (keptAside > 0) end = partial('people could not be read and were kept aside')
        yield { observations: items.map(observeMember), call, cursor: next === null ? null : `${team.id} ${next}`, keptAside }
      }
      yield {
        observations: [],
        call: null,
        cursor: null,
        keptAside: 0,
        places: [tally.add({ place: [names.get(team.id) ?? team.id], end })],
      }
    }
    const end = tally.end()
    if (end.state !== 'complete') return end
    // Slack leaves addresses out without a word; only the token's own scopes tell why.
    return found.value.scopes?.has(mailScope) === false
      ? partial(`addresses are not shown, so people are not known again in other systems: the scope ${mailScope} is missing`)
      : complete
  },
}

/**
 * Local parts of addresses that belong to a function, not to a person: RFC 2142, and what shared mailboxes are usually called. Slack has no
 * mark for them.
 */
const shared =
  /^(info|support|help|sales|marketing|admin|administrator|it|hr|finance|billing|office|noc|security|abuse|postmaster|webmaster|hostmaster|contact|hello)$|(^|[._-])(team|shared|group|mailbox|desk|noreply|no-reply)([._-]|$)/i

function observeMember(member: Member): Person {
  const mail = member.profile?.email ?? null
  return {
    kind: 'person',
    key: personKey(member.id),
    name: member.real_name || member.profile?.real_name || member.name || member.id,
    mail,
    department: null,
    active: member.deleted !== true,
    type: member.is_bot ? 'service' : mail !== null && shared.test(mail.split('@')[0] ?? '') ? 'group' : 'user',
  }
}

export const installLog: Step = {
  id: 'install-log',
  title: 'Integration logs',
  yields: 'what was installed where, by whom, with which scopes',
  after: ['organisation'],
  calls: ['team.integrationLogs', 'auth.test', 'admin.teams.list'],
  hides: 'what is installed, and who installed it',
  owns: [],
  async *run(context) {
    const found = await installations(context)
    if (!found.ok) return endAfter(found.failure, false)
    const { pages: read, places, gap } = found.value
    for (const page of read) yield { observations: [], call: page.call, cursor: null, keptAside: page.keptAside }
    yield { observations: [], call: null, cursor: null, keptAside: 0, places }
    return gap === null ? complete : partial(gap)
  },
}
