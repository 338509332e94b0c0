import type { FailureCode } from '../../../../../shared/base/failure.ts'
import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import { type Batch, complete, type Step, type StepContext } from '../../connector.ts'
import { batchGet } from '../batch.ts'
import { agentIdentities as agentIdentityList, applicationCredentials, blueprintPrincipals, homeTenant } from '../directory.ts'
import { endAfter } from '../ends.ts'
import { pages, send } from '../graph.ts'
import { batchOf } from '../list-step.ts'
import { observeMembers, observePrincipal, type PrincipalFacts } from '../observe-principal.ts'
import { type AgentIdentity, memberSchema, parsePage, principalSchema } from '../schema.ts'
import { standings } from '../standing.ts'

const selected =
  'id,appId,displayName,description,servicePrincipalType,accountEnabled,appOwnerOrganizationId,verifiedPublisher,tags,replyUrls,homepage'

const expanded = { $expand: 'owners($select=id,displayName,userPrincipalName)', $top: '999', $count: 'true' }

/** Dearest first; a provider that does not accept one way of asking is asked the next. */
const ways: readonly Readonly<Record<string, string>>[] = [
  // The creation date is served by newer versions only.
  { $select: `${selected},createdDateTime`, ...expanded },
  { $select: selected, ...expanded },
  { $select: selected, $top: '999' },
  { $top: '999' },
]

/** Expanding returns at most 20 owners and does not say that there are more. */
const mostExpanded = 20

export const servicePrincipals: Step = {
  id: 'service-principals',
  title: 'Applications and identities',
  yields: 'service principals with publisher, credentials and standing',
  after: ['delegated-grants', 'application-grants'],
  calls: ['service-principals', 'organization', 'applications', 'agent-identities', 'blueprints'],
  hides: 'which applications and identities exist',
  owns: [{ kind: 'subject', keyPrefix: 'sp:' }],
  async *run(context): AsyncGenerator<Batch, StepEnd> {
    const facts = await factsFor(context)
    const unlisted = new Map(facts.identities)
    if (context.cursor !== null) for (const subject of context.seen('subject')) unlisted.delete(subject.key.slice(3))
    let seen = 0
    for (const [attempt, query] of ways.entries()) {
      let refused = false
      for await (const page of pages(context, {
        call: 'service-principals',
        schema: principalSchema,
        query,
        from: context.cursor,
        headers: { ConsistencyLevel: 'eventual' },
      })) {
        if (!page.ok) {
          refused = page.failure.code === 'invalid-input' && seen === 0 && attempt < ways.length - 1
          if (refused) break
          return endAfter(page.failure, seen)
        }
        seen += 1
        for (const principal of page.value.items) unlisted.delete(principal.id)
        yield batchOf(page.value, (principal) => [
          observePrincipal(principal, facts),
          ...(principal.owners && principal.owners.length < mostExpanded ? observeMembers(principal.id, 'owner', principal.owners) : []),
        ])
      }
      if (!refused) break
    }
    // A directory may list agent identities under their own kind only.
    if (unlisted.size > 0)
      yield { observations: [...unlisted.values()].map((one) => observePrincipal(one, facts)), call: null, cursor: null, keptAside: 0 }
    return complete
  },
}

/** What stands beside the list. A part that cannot be read is null here, and denied in its own step's coverage. */
async function factsFor(context: StepContext): Promise<PrincipalFacts & { readonly identities: ReadonlyMap<string, AgentIdentity> }> {
  const [home, credentials, identities, blueprints] = await Promise.all([
    homeTenant(context),
    applicationCredentials(context),
    agentIdentityList(context),
    blueprintPrincipals(context),
  ])
  return {
    homeTenantId: home.ok ? home.value.id : null,
    credentials: credentials.ok ? credentials.value.byAppId : null,
    // What a consent allows stays true while consents cannot be read: otherwise an outage would look like a change.
    standings: standings(context.seen('grant', 'known')),
    blueprintOf: identities.ok ? new Map([...identities.value].map(([id, one]) => [id, one.agentIdentityBlueprintId ?? null])) : null,
    identities: identities.ok ? identities.value : new Map(),
    blueprints: blueprints.ok ? blueprints.value : null,
  }
}

export const owners: Step = {
  id: 'owners',
  title: 'Owners',
  yields: 'owners that the list of applications did not carry',
  after: ['service-principals'],
  calls: ['batch', 'owners'],
  hides: 'who answers for an application',
  owns: [{ kind: 'ownership', keyPrefix: 'owner:' }],
  run: (context) => lookUpMembers(context, 'owner', withoutOwner(context)),
}

/** Principals whose owners were not in the list, the platform's own left out: nobody here answers for those. */
function withoutOwner(context: StepContext): readonly string[] {
  const known = new Set<string>()
  for (const ownership of context.seen('ownership')) if (ownership.key.startsWith('owner:')) known.add(ownership.subjectKey)
  const left: string[] = []
  for (const subject of context.seen('subject'))
    if (subject.key.startsWith('sp:') && !subject.firstParty && !known.has(subject.key)) left.push(subject.key.slice(3))
  return left.sort()
}

export const agentIdentities: Step = {
  id: 'agent-identities',
  title: 'Agent identities and sponsors',
  yields: 'blueprints and sponsors of agent identities',
  after: [],
  calls: ['agent-identities', 'blueprints', 'batch', 'sponsors'],
  hides: 'who sponsors an agent, and which agents share a blueprint',
  owns: [{ kind: 'ownership', keyPrefix: 'sponsor:' }],
  async *run(context) {
    const found = await agentIdentityList(context)
    if (!found.ok) {
      // Tenants without the feature answer as if the cast did not exist.
      if (found.failure.code === 'not-found' || found.failure.code === 'invalid-input')
        return { state: 'skipped', reason: 'no-service', why: 'this tenant has no agent identities' }
      return endAfter(found.failure, 0)
    }
    const blueprints = await blueprintPrincipals(context)
    const end = yield* lookUpMembers(context, 'sponsor', [...found.value.keys()].sort())
    if (end.state !== 'complete' || blueprints.ok || blueprints.failure.code === 'not-found') return end
    return {
      state: 'partial',
      why: `which agents share a blueprint is not known: ${blueprints.failure.message}`,
      failure: blueprints.failure,
    }
  },
}

/** How an endpoint that knows no batches answers one. */
const noBatches: ReadonlySet<FailureCode> = new Set<FailureCode>(['not-found', 'invalid-input', 'unexpected-reply'])

/** Looks owners or sponsors up twenty at a time; the cursor is the id after which to go on. */
async function* lookUpMembers(context: StepContext, role: 'owner' | 'sponsor', ids: readonly string[]): AsyncGenerator<Batch, StepEnd> {
  const call = role === 'owner' ? 'owners' : 'sponsors'
  const left = context.cursor === null ? ids : ids.filter((id) => id > (context.cursor ?? ''))
  if (context.settings.export)
    return left.length === 0
      ? complete
      : { state: 'skipped', reason: 'not-configured', why: 'recorded pages hold no look-ups of single applications' }
  let unseen: StepEnd | null = null
  let seen = 0
  for (let start = 0; start < left.length; start += 20) {
    const part = left.slice(start, start + 20)
    const answers = await batchGet(context, call, part)
    if (!answers.ok) {
      if (!noBatches.has(answers.failure.code)) return endAfter(answers.failure, seen)
      return yield* oneByOne(context, role, left.slice(start))
    }
    const observations = answers.value.flatMap((answer) => {
      const page = answer.failure ? null : parsePage(answer.json, memberSchema)
      if (answer.failure && answer.failure.code !== 'not-found') unseen = endAfter(answer.failure, seen)
      return page ? observeMembers(answer.id, role, page.items) : []
    })
    seen += 1
    yield { observations, call: answers.value[0]?.call ?? null, cursor: part.at(-1) ?? null, keptAside: 0, expected: left.length }
  }
  return unseen ?? complete
}

/** For endpoints that know no batches. */
async function* oneByOne(context: StepContext, role: 'owner' | 'sponsor', ids: readonly string[]): AsyncGenerator<Batch, StepEnd> {
  for (const [index, id] of ids.entries()) {
    const reply = await send(context, role === 'owner' ? 'owners' : 'sponsors', { path: { id } })
    if (!reply.ok && reply.failure.code !== 'not-found') return endAfter(reply.failure, index)
    const page = reply.ok ? parsePage(reply.value.json, memberSchema) : null
    yield {
      observations: page ? observeMembers(id, role, page.items) : [],
      call: reply.ok ? reply.value.call : null,
      cursor: id,
      keptAside: page?.keptAside ?? 0,
    }
  }
  return complete
}
