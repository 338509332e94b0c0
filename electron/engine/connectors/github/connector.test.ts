import { afterEach, describe, expect, it } from 'vitest'
import type { Agent } from '../../../../shared/domain/agent.ts'
import type { EstateFault } from '../../../../shared/domain/estate.ts'
import type { PlannedCall } from '../../../../shared/domain/revocation.ts'
import { type GitHubEstate, type GitHubEstateOptions, openGitHubEstate, readPermissions } from '../../../estate/github/open.ts'
import { openLoopbackServer } from '../../../estate/loopback-server.ts'
import { makePeople } from '../../../estate/people.ts'
import { openState } from '../../../estate/state-file.ts'
import { recogniseAgent } from '../../inventory/recognise-agent.ts'
import { permissionNeeds } from '../describe.ts'
import { openForTest, subjectsOf, type TestRun } from '../run-for-test.ts'
import { github } from './connector.ts'
import { secretSteps } from './step-secrets.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

// One key for all tests: making one takes longer than a scan.
const state = openState(undefined)
const people = makePeople({ seed: 7, count: 4_000, domain: 'meridian.example' })

async function estate(options: Partial<GitHubEstateOptions> & { readonly principals?: number } = {}): Promise<GitHubEstate> {
  const { principals = 120, ...rest } = options
  const section = state.section('github')
  for (const key of section.keys()) if (key !== 'app-key') section.delete(key)
  const opened = await openGitHubEstate({
    people,
    size: { principals },
    seed: 7,
    asOf: '2026-11-22',
    port: 0,
    quotas: 'published',
    faults: [],
    state: section,
    calm: true,
    ...rest,
  })
  open.push(opened)
  return opened
}

const fault = (pathPrefix: string, more: Partial<EstateFault>): EstateFault => ({
  provider: 'github',
  method: 'GET',
  pathPrefix,
  kind: 'status',
  ...more,
})

const byNativeId = (scanned: TestRun, id: { readonly kind: string; readonly value: string }) =>
  subjectsOf(scanned).find((one) => one.nativeIds.some((own) => own.kind === id.kind && own.value === id.value))

const installations = '/orgs/meridian-group/installations'

async function endOfInstallations(faults: readonly EstateFault[]) {
  const { connection } = await estate({ faults })
  const { ends } = await openForTest(github, connection).run(['installations'])
  return { end: ends.installations }
}

describe('scanning an organisation', () => {
  it('finds every agent of the answer key and calls nothing else one', async () => {
    const server = await estate({ principals: 2_500 })
    const { run, calls } = openForTest(github, server.connection)
    const scanned = await run()
    expect(new Set(Object.values(scanned.ends).map((end) => end.state))).toEqual(new Set(['complete']))
    const certain = subjectsOf(scanned).filter((one) => recogniseAgent(one) === 'certain')
    const agents = server.entries.filter((entry) => entry.isAgent)
    expect(agents.filter((entry) => byNativeId(scanned, entry.nativeId)?.agentKind !== entry.agentKind).map((entry) => entry.name)).toEqual(
      [],
    )
    expect(certain).toHaveLength(agents.length)
    const suggested = server.entries.filter((entry) => entry.expected === 'suggested').map((entry) => entry.name)
    const review = subjectsOf(scanned).filter((one) => recogniseAgent(one) === 'suggested')
    expect(review).toHaveLength(suggested.length)
    // Secrets, commit messages, addresses and the last characters of tokens never leave the reply they came in.
    expect(JSON.stringify([scanned, calls])).not.toMatch(/planted/i)
    console.log(`estate: ${agents.length} agents, all found; ${server.requests()} requests`)
  })

  it('reads files of agents and workflows only, and each copy of a plain workflow once', async () => {
    const server = await estate({ principals: 2_500 })
    await openForTest(github, server.connection).run(['repositories'])
    expect(server.filesRead.filter((path) => !/mcp\.json$|\/agents\/[^/]+\.md$|\.github\/workflows\//.test(path))).toEqual([])
    expect(server.filesRead.filter((path) => path.endsWith('ci.yml'))).toHaveLength(1)
    expect(server.filesRead.filter((path) => path.endsWith('.lock.yml'))).toEqual([])
  })

  it('states the archetypes', async () => {
    const { connection } = await estate()
    const scanned = await openForTest(github, connection).run()
    const file = (value: string) => byNativeId(scanned, { kind: 'github-file', value: `meridian-group/${value}` })
    const broad = byNativeId(scanned, { kind: 'github-app-slug', value: 'devin-ai-integration' })
    expect(broad).toMatchObject({ autonomy: { floor: 'A4', ceiling: 'A5' }, details: { Repositories: 'all, and those to come' } })
    expect(scanned.observations).toContainEqual(
      expect.objectContaining({ kind: 'grant', subjectKey: broad?.key, type: 'application', consent: 'tenant' }),
    )
    expect(scanned.observations).toContainEqual(expect.objectContaining({ kind: 'ownership', subjectKey: broad?.key, role: 'consenter' }))
    expect(scanned.observations).toContainEqual(
      expect.objectContaining({ kind: 'activity', subjectKey: broad?.key, lastActive: '2026-11-22T09:00:00.000Z' }),
    )
    const leaking = file('order-desk/.mcp.json#github')
    expect(leaking?.traits).toContain('secret-in-config')
    expect(leaking?.details['Environment names']).toBe('GITHUB_PERSONAL_ACCESS_TOKEN')
    expect(file('pricing-engine/.vscode/mcp.json#warehouse')?.traits).toEqual(expect.arrayContaining(['plain-http', 'no-authentication']))
    expect(file('storefront/.github/workflows/issue-triage.md')).toMatchObject({
      enabled: true,
      autonomy: { floor: 'A4' },
      models: [{ vendor: 'Anthropic', name: 'claude-sonnet-4-5' }],
      traits: ['untrusted-input'],
    })
    expect(file('storefront/.github/workflows/fix-on-mention.yml')?.credentials?.map((one) => one.name)).toEqual(['anthropic_api_key'])
    const left = scanned.observations.filter((one) => one.kind === 'ownership' && one.person?.active === false)
    expect(left.map((one) => (one.kind === 'ownership' ? one.subjectKey : '')).toSorted()[0]).toContain('pricing-engine')
    expect(byNativeId(scanned, { kind: 'github-app-slug', value: 'gemini-code-assist' })).toMatchObject({ enabled: false })
  })

  it('is complete with exactly the permissions that it asks for, and those hold no write', async () => {
    const asked = permissionNeeds(github)
      .filter((need) => need.access === 'read')
      .map((need) => need.permission)
    expect(asked.toSorted()).toEqual(readPermissions.toSorted())
    const { connection } = await estate({ permissions: readPermissions })
    const { run, context } = openForTest(github, connection)
    expect(new Set(Object.values((await run()).ends).map((end) => end.state))).toEqual(new Set(['complete']))
    const report = await github.probe(context())
    expect(report.ok && report.value.checks.every((check) => check.state === 'granted')).toBe(true)
  })

  it('goes over pages, whose links name the organisation by number', async () => {
    const server = await estate({ principals: 6_000 })
    const scanned = await openForTest(github, server.connection).run(['people'])
    expect(scanned.observations.filter((one) => one.kind === 'person').length).toBeGreaterThan(100)
    expect(scanned.ends.people).toEqual({ state: 'complete' })
  })

  it('goes on where it was interrupted, and sees the same', async () => {
    const { connection } = await estate()
    const whole = await openForTest(github, connection).run(['repositories'])
    const broken = await openForTest(github, connection).run(['repositories'], { breakAfter: 3 })
    expect(new Map(broken.observations.map((one) => [one.key, one]))).toEqual(new Map(whole.observations.map((one) => [one.key, one])))
    expect(broken.ends).toEqual(whole.ends)
  })

  it('with a token sees what a token may, and says what it may not', async () => {
    const server = await estate()
    const { organization = '', baseUrl = '' } = server.connection.settings
    const { run, context } = openForTest(github, { settings: { organization, baseUrl }, secrets: { token: server.token } })
    const scanned = await run(['installations', 'tokens', 'repositories'])
    expect(scanned.ends).toMatchObject({
      installations: { state: 'complete' },
      tokens: { state: 'skipped', reason: 'not-configured' },
      repositories: { state: 'complete' },
    })
    const report = await github.probe(context())
    expect(report.ok && report.value.checks.filter((check) => check.state === 'missing').map((check) => check.permission)).toEqual([
      'organization_personal_access_tokens:read',
    ])
  })

  it('says that an app on selected repositories does not see the others', async () => {
    const { connection } = await estate({ selection: 'selected' })
    const { ends } = await openForTest(github, connection).run(['repositories'])
    expect(ends.repositories).toMatchObject({ state: 'partial', why: expect.stringContaining('selected repositories only') })
  })

  it('does not take a 404 for an answer from a token that is no owner’s', async () => {
    const server = await openLoopbackServer({
      provider: 'github',
      faults: [],
      error: (_status, message) => ({ message }),
      routes: [{ method: 'GET', path: '/orgs/some/installations', handle: () => ({ status: 404, json: { message: 'Not Found' } }) }],
    })
    open.push(server)
    const { run } = openForTest(github, { settings: { organization: 'some', baseUrl: server.origin }, secrets: { token: 'ghp_any' } })
    const { ends } = await run(['credentials', 'copilot', 'copilot-agent', 'audit-log'])
    expect(Object.values(ends).map((end) => end.state)).toEqual(['denied', 'denied', 'denied', 'denied'])
  })

  it('of an empty organisation sees nothing, completely', async () => {
    const json = (value: unknown) => ({ status: 200, json: value })
    const route = (path: string, value: unknown) => ({ method: 'GET', path, handle: () => json(value) })
    const server = await openLoopbackServer({
      provider: 'github',
      faults: [],
      error: (_status, message) => ({ message }),
      routes: [
        route('/orgs/empty/installations', { total_count: 0, installations: [] }),
        route('/orgs/empty/members', []),
        route('/orgs/empty/outside_collaborators', []),
        route('/orgs/empty/repos', []),
      ],
    })
    open.push(server)
    const { run } = openForTest(github, { settings: { organization: 'empty', baseUrl: server.origin }, secrets: { token: 'ghp_any' } })
    const scanned = await run()
    expect(scanned.observations).toEqual([])
    expect(scanned.ends).toMatchObject({
      people: { state: 'complete' },
      installations: { state: 'complete' },
      credentials: { state: 'skipped', reason: 'no-service' },
      copilot: { state: 'skipped', reason: 'no-service' },
      'copilot-agent': { state: 'skipped', reason: 'no-service' },
      repositories: { state: 'complete' },
      'audit-log': { state: 'skipped', reason: 'not-licensed' },
    })
  })
})

describe('secrets of workflows', () => {
  it('are looked at by their names: those of model keys are listed, the others let go', async () => {
    const { connection } = await estate()
    const run = await openForTest(github, connection).run(['organization-secrets', 'repository-secrets'])
    expect(run.ends).toMatchObject({ 'organization-secrets': { state: 'complete' }, 'repository-secrets': { state: 'complete' } })
    const found = subjectsOf(run)
    expect(found.map(({ credentials }) => credentials?.map(({ name }) => name))).toEqual([
      ['OPENAI_API_KEY'],
      ['STAGING_ANTHROPIC_API_KEY'],
    ])
    expect(found[0]).toMatchObject({
      models: [{ vendor: 'OpenAI' }],
      exposure: 'tenant',
      details: { 'Usable by': 'workflows of every repository' },
    })
    // The age that counts is that of the value, not that of the name.
    expect(found[0]?.credentials?.[0]?.createdAt).toBe(found[0]?.changedAt)
    expect(JSON.stringify(run.observations)).not.toMatch(/NPM_TOKEN|ENROLLMENT|DEPLOY_KEY/)
  })

  it('of environments, Dependabot, Codespaces and the cloud agent are told apart by what keeps them', async () => {
    const { connection } = await estate()
    const run = await openForTest(github, connection).run(secretSteps.map(({ id }) => id))
    expect(Object.values(run.ends).every(({ state }) => state === 'complete')).toBe(true)
    const found = subjectsOf(run).map(({ platform, name, details }) => [platform, name.split(' ')[0], details['Usable by']])
    expect(found).toEqual(
      expect.arrayContaining([
        ['GitHub Actions', 'AZURE_OPENAI_API_KEY', 'workflows of this repository that name the environment'],
        ['GitHub Dependabot', 'REVIEW_GEMINI_API_KEY', 'runs of Dependabot of this repository'],
        ['GitHub Codespaces', 'MISTRAL_API_KEY', 'development environments of selected repositories'],
        ['GitHub Copilot cloud agent', 'ANTHROPIC_API_KEY', 'sessions of the Copilot cloud agent of private and internal repositories'],
        ['GitHub Copilot cloud agent', 'PERPLEXITY_API_KEY', 'sessions of the Copilot cloud agent of this repository'],
      ]),
    )
    expect(found).toHaveLength(7)
    expect(subjectsOf(run).map(({ details }) => details.Environment)).toContain('production')
    expect(JSON.stringify(run.observations)).not.toMatch(/DATABASE_URL|REGISTRY_TOKEN|PACKAGES_TOKEN/)
  })

  it.each([
    ['environments:read', 'environment-secrets'],
    ['organization_dependabot_secrets:read', 'dependabot-organization-secrets'],
    ['dependabot_secrets:read', 'dependabot-repository-secrets'],
    ['organization_codespaces_secrets:read', 'codespaces-secrets'],
    ['organization_agent_secrets:read', 'agent-organization-secrets'],
    ['agent_secrets:read', 'agent-repository-secrets'],
  ])('without %s, %s is denied and not empty', async (permission, step) => {
    const { connection } = await estate({ permissions: readPermissions.filter((one) => one !== permission) })
    const { ends, observations } = await openForTest(github, connection).run([step, 'repository-secrets'])
    expect(ends).toMatchObject({
      [step]: { state: 'denied', missing: expect.stringContaining(permission) },
      'repository-secrets': { state: 'complete' },
    })
    expect(observations.some(({ key }) => key.startsWith('repository-secret/'))).toBe(true)
  })

  it('of an older own server without secrets for agents are none, said as such', async () => {
    const { connection } = await estate({ faults: [fault('/orgs/meridian-group/agents/', { status: 404 })] })
    const { ends } = await openForTest(github, connection).run(['agent-organization-secrets'])
    expect(ends['agent-organization-secrets']).toMatchObject({ state: 'skipped', reason: 'no-service' })
  })

  it('are denied apart from each other, and hide nothing else', async () => {
    const { connection } = await estate({ permissions: readPermissions.filter((one) => one !== 'organization_secrets:read') })
    const { ends } = await openForTest(github, connection).run(['organization-secrets', 'repository-secrets', 'repositories'])
    expect(ends).toMatchObject({
      'organization-secrets': { state: 'denied', missing: expect.stringContaining('organization_secrets:read') },
      'repository-secrets': { state: 'complete' },
      repositories: { state: 'complete' },
    })
  })
})

describe('trouble becomes coverage', () => {
  it('two servers whose installations have the same number: each gets its own token', async () => {
    const servers = [await estate(), await estate({ selection: 'selected' })]
    const runs = await Promise.all(servers.map(({ connection }) => openForTest(github, connection).run(['people'])))
    expect(runs.map(({ ends }) => ends.people)).toEqual([{ state: 'complete' }, { state: 'complete' }])
  })

  it('a key that is no key: said without quoting it', async () => {
    const { connection } = await estate()
    const { run } = openForTest(github, { ...connection, secrets: { privateKey: '-----BEGIN nothing planted' } })
    const { ends } = await run(['installations'])
    expect(ends.installations).toMatchObject({ state: 'failed', failure: { code: 'auth-failed', subject: 'privateKey' } })
    expect(JSON.stringify(ends)).not.toContain('planted')
  })

  it('403 on one step: denied with what is missing, the others go on', async () => {
    const { connection } = await estate({ permissions: readPermissions.filter((one) => one !== 'members:read') })
    const scanned = await openForTest(github, connection).run()
    const { people: denied, ...others } = scanned.ends
    expect(denied).toMatchObject({ state: 'denied', missing: 'members:read or read:org' })
    expect(new Set(Object.values(others).map((end) => end.state))).toEqual(new Set(['complete']))
    // Nobody could be looked up, so nobody is called gone.
    expect(scanned.observations.some((one) => one.kind === 'ownership' && one.person?.active === false)).toBe(false)
  })

  it('403 on the files of repositories: denied, not empty', async () => {
    const { connection } = await estate({ permissions: readPermissions.filter((one) => one !== 'contents:read') })
    const { ends } = await openForTest(github, connection).run(['repositories'])
    expect(ends.repositories).toMatchObject({ state: 'denied', missing: 'contents:read or repo' })
  })

  it('403 that throttles is waited for', async () => {
    const { end } = await endOfInstallations([fault(installations, { status: 403, retryAfterSeconds: 0, times: 2 })])
    expect(end).toEqual({ state: 'complete' })
  })

  it('throttling by 403 without end is rate-limited, not denied', async () => {
    const { end } = await endOfInstallations([fault(installations, { status: 403, retryAfterSeconds: 0 })])
    expect(end).toMatchObject({ state: 'failed', failure: { code: 'rate-limited' } })
  })

  it('a repository that GitHub blocked is denied by name, and no permission is asked for', async () => {
    const { connection } = await estate({ calm: false })
    const scanned = await openForTest(github, connection).run(['repositories'])
    const places = scanned.places.repositories ?? []
    expect(places.filter(({ end }) => end.state !== 'complete')).toMatchObject([
      { place: ['meridian-group/mirrored-tools'], end: { state: 'denied', missing: 'access to the repository' } },
    ])
    expect(places.find(({ place }) => place[0] === 'meridian-group/storefront')?.owns).toContainEqual({
      kind: 'subject',
      keyPrefix: 'file/meridian-group/storefront/',
    })
    expect(scanned.ends.repositories).toMatchObject({ state: 'partial', why: expect.stringContaining('meridian-group/mirrored-tools') })
  })

  it('one repository that breaks costs that repository only', async () => {
    const { connection } = await estate({ faults: [fault('/repos/meridian-group/storefront/git', { status: 500 })] })
    const scanned = await openForTest(github, connection).run(['repositories'])
    expect(scanned.ends.repositories).toMatchObject({ state: 'partial', why: expect.stringContaining('meridian-group/storefront') })
    expect(subjectsOf(scanned).length).toBeGreaterThan(10)
  })
})

describe('revoking', () => {
  const target = (subjectKey: string, name = 'x') => ({
    agent: { name, owner: { people: [{ name: 'Somebody' }] } } as unknown as Agent,
    connectionId: 'c',
    subjectKeys: [subjectKey],
    grantKeys: [],
  })

  async function planned(server: GitHubEstate, key: string) {
    const { context } = openForTest(github, server.connection)
    const revoke = github.revoke
    const plan = await revoke?.plan(target(key), context())
    if (revoke === undefined || plan === undefined || !plan.ok) throw new Error('no plan')
    const calls = plan.value.calls.map((call, index): PlannedCall => ({ ...call, id: String(index), connectionId: 'c' }))
    const inForce = async () => {
      const proof = await revoke.verify(calls, context())
      return proof.ok ? proof.value.inForce : proof.failure.code
    }
    return { plan: plan.value, calls, inForce, revoke, context }
  }

  it.each([
    ['an app, through its enterprise', 'installation/5010000', 'remove-installation'],
    ['an app on selected repositories', 'installation/5010001', 'remove-installation'],
    ['the Copilot cloud agent', 'copilot/cloud-agent', 'set-copilot-agent'],
    ['an agentic workflow', 'file/meridian-group/storefront/.github/workflows/issue-triage.md', 'disable-workflow'],
  ])('%s: revoked, proved, undone', async (_, key, callId) => {
    const server = await estate()
    const { calls, inForce, revoke, context, plan } = await planned(server, key)
    const [call] = calls
    expect(call).toMatchObject({ callId, reversible: true })
    expect(plan.cannotBeUndone).toEqual([])
    if (call === undefined) return
    expect(await inForce()).toBe(false)
    const refused = await revoke.execute(call, context('read'))
    expect(refused.ok ? '' : refused.failure.code).toBe('permission-missing')
    const done = await revoke.execute(call, context('write'))
    expect(done).toMatchObject({ ok: true, value: { state: 'done', preImage: expect.any(String) } })
    expect(await inForce()).toBe(true)
    expect(await revoke.execute(call, context('write'))).toMatchObject({ ok: true, value: { state: 'already' } })
    const back = done.ok ? await revoke.undo(call, done.value.preImage, context('write')) : null
    expect(back).toMatchObject({ ok: true })
    expect(await inForce()).toBe(false)
  })

  it.each([
    ['a fine-grained token', 'token/25382', 'revoke-token'],
    ['a classic token', 'credential/161195001', 'remove-credential'],
  ])('%s: said before that there is no way back', async (_, key, callId) => {
    const { calls, inForce, revoke, context, plan } = await planned(await estate(), key)
    const [call] = calls
    expect(call).toMatchObject({ callId, reversible: false, undoTitle: null })
    expect(plan.cannotBeUndone).toHaveLength(1)
    if (call === undefined) return
    expect(await revoke.execute(call, context('write'))).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(await inForce()).toBe(true)
    expect(await revoke.undo(call, null, context('write'))).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })

  it('without an enterprise an app is suspended by hand, and a server taken out of its file', async () => {
    const server = await estate()
    const { enterprise: _, ...settings } = server.connection.settings
    const { context } = openForTest(github, { settings, secrets: server.connection.secrets })
    const app = await github.revoke?.plan(target('installation/5010000'), context())
    expect(app).toMatchObject({ ok: true, value: { calls: [], manual: [{ title: expect.stringContaining('Suspend') }] } })
    const key = 'file/meridian-group/order-desk/.mcp.json#docker:ghcr.io/github/github-mcp-server'
    const entry = await github.revoke?.plan(target(key, 'GitHub'), context())
    expect(entry).toMatchObject({
      ok: true,
      value: { calls: [], manual: [{ where: 'GitHub, repository meridian-group/order-desk', how: expect.any(Array) }] },
    })
  })
})

describe('permissions', () => {
  it.each([
    [
      'contents:write',
      [
        ['write', 'code'],
        ['read', 'code'],
      ],
    ],
    [
      'workflows:write',
      [
        ['execute', 'automation'],
        ['read', 'automation'],
      ],
    ],
    [
      'organization_projects:admin',
      [
        ['administer', 'tasks'],
        ['read', 'tasks'],
      ],
    ],
    ['read:org', [['read', 'directory']]],
  ])('%s', (permission, expected) => {
    expect(github.classify(permission, 'application', 'GitHub')?.map((power) => [power.action, power.resource])).toEqual(expected)
  })

  it.each(['quantum:write', 'contents', '__proto__:read', 'constructor:write', 'contents:own', ''])(
    'what is not known is a gap: %s',
    (permission) => {
      expect(github.classify(permission, 'application', 'GitHub')).toBeNull()
    },
  )
})
