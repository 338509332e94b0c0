import { randomBytes } from 'node:crypto'

const scopes = [
  'workflow:list',
  'workflow:read',
  'workflow:create',
  'workflow:activate',
  'workflow:deactivate',
  'credential:list',
  'execution:list',
  'execution:stop',
  'user:list',
  'project:list',
]

/** Makes the first account of a fresh server and an API key for it, as the set-up page does; gives the key. */
export async function makeKey(origin: string): Promise<string> {
  const account = {
    email: 'owner@example.invalid',
    firstName: 'Test',
    lastName: 'Owner',
    password: `A1${randomBytes(12).toString('hex')}`,
  }
  const set = await post(`${origin}/rest/owner/setup`, account)
  const cookie = set.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const wanted = { label: 'rollcall', expiresAt: null, scopes }
  const made = await post(`${origin}/rest/api-keys`, wanted, { cookie, 'browser-id': 'rollcall' })
  const { data } = (await made.json()) as { data?: { rawApiKey?: unknown } }
  if (typeof data?.rawApiKey !== 'string') throw new Error('the server made no API key')
  return data.rawApiKey
}

export async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'browser-id': 'rollcall', ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
  return answer
}
