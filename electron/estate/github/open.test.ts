import type { components, paths } from '@octokit/openapi-types'
import { afterEach, expect, it } from 'vitest'
import { makePeople } from '../people.ts'
import { openState } from '../state-file.ts'
import { type GitHubEstate, openGitHubEstate } from './open.ts'
import { makeOrganization, type Organization } from './organization.ts'
import { installationRecord, repositoryRecord, tokenRecord } from './records.ts'

let estate: GitHubEstate | null = null
afterEach(async () => {
  await estate?.close()
  estate = null
})

const state = openState(undefined)
const people = makePeople({ seed: 3, count: 700, domain: 'meridian.example' })

async function opened(): Promise<GitHubEstate> {
  const size = { principals: 120 }
  estate = await openGitHubEstate({
    people,
    size,
    seed: 3,
    asOf: '2026-11-22',
    port: 0,
    quotas: 'published',
    faults: [],
    state: state.section('a'),
  })
  return estate
}

const ask = (server: GitHubEstate, path: string, init: RequestInit = {}) =>
  fetch(`${server.origin}${path}`, { headers: { authorization: `Bearer ${server.token}` }, ...init })

type Schemas = components['schemas']
/** What our records state must be what GitHub's own description allows: the compiler holds the two together. */
type Fits<Record, Described> = Pick<Described, keyof Record & keyof Described>

it('speaks in the shapes of GitHub’s own description', () => {
  const organization: Organization = makeOrganization({
    calm: true,
    people,
    seed: 3,
    asOf: '2026-11-22',
    principals: 120,
    state: state.section('b'),
  })
  const [app] = organization.installations()
  const [token] = organization.tokens()
  const [repository] = organization.repositories
  if (app === undefined || token === undefined || repository === undefined) throw new Error('nothing was made')
  type Installed = Omit<ReturnType<typeof installationRecord>, 'account' | 'suspended_by' | 'permissions'>
  const installed: Fits<Installed, Schemas['installation']> = installationRecord(organization, app)
  type Granted = Omit<ReturnType<typeof tokenRecord>, 'owner'>
  const granted: Fits<Granted, Schemas['organization-programmatic-access-grant']> = {
    ...tokenRecord(organization, token),
    repository_selection: 'all',
  }
  type Listed = Omit<ReturnType<typeof repositoryRecord>, 'owner'>
  const listed: Fits<Listed, Schemas['minimal-repository']> = repositoryRecord(organization, repository)
  expect([installed.app_slug, granted.token_name, listed.full_name].every((one) => one !== '')).toBe(true)
})

it('has every path that is part of GitHub’s description', async () => {
  const known = [
    '/orgs/{org}/installations',
    '/orgs/{org}/personal-access-tokens/{pat_id}',
    '/orgs/{org}/copilot/billing/seats',
    '/orgs/{org}/copilot/coding-agent/permissions',
    '/orgs/{org}/copilot/coding-agent/permissions/repositories',
    '/installation/repositories',
    '/repos/{owner}/{repo}/git/trees/{tree_sha}',
    '/repos/{owner}/{repo}/git/blobs/{file_sha}',
    '/repos/{owner}/{repo}/collaborators',
    '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable',
  ] as const satisfies readonly (keyof paths)[]
  expect(known.length).toBeGreaterThan(0)
  const server = await opened()
  for (const path of ['/orgs/meridian-group/installations', '/repos/meridian-group/order-desk/git/trees/HEAD'])
    expect((await ask(server, path)).status).toBe(200)
})

it('answers nobody without a credential, and refuses what a credential may not', async () => {
  const server = await opened()
  expect((await ask(server, '/orgs/meridian-group/installations', { headers: {} })).status).toBe(401)
  const tokens = await ask(server, '/orgs/meridian-group/personal-access-tokens')
  expect([tokens.status, ((await tokens.json()) as { message: string }).message]).toEqual([403, 'Resource not accessible by integration'])
  expect(
    (await ask(server, '/enterprises/meridian/apps/organizations/meridian-group/installations/5010000', { method: 'DELETE' })).status,
  ).toBe(403)
})

it('pages by a link that names the organisation by number, and tells what remains of the quota', async () => {
  const first = await ask(await opened(), '/orgs/meridian-group/members?per_page=10')
  expect(((await first.json()) as unknown[]).length).toBe(10)
  expect(first.headers.get('link')).toMatch(/\/organizations\/4711017\/members\?per_page=10&page=2>; rel="next"/)
  expect(Number(first.headers.get('x-ratelimit-remaining'))).toBeLessThan(5_000)
})

it('is the same organisation for the same seed, and keeps its key', async () => {
  const once = await opened()
  const before = [JSON.stringify(once.entries), once.connection.secrets.privateKey]
  await once.close()
  const again = await opened()
  expect([JSON.stringify(again.entries), again.connection.secrets.privateKey]).toEqual(before)
})
