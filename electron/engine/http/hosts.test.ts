import { describe, expect, it } from 'vitest'
import type { CallDeclaration, RequestParams } from '../connectors/connector.ts'
import { admit } from './gate.ts'

const call = (more: Partial<CallDeclaration>): CallDeclaration => ({
  id: 'call',
  method: 'GET',
  path: '/agents/{id}',
  access: 'read',
  permissions: [],
  why: 'test',
  ...more,
})

const regional = call({ host: 'agents.{region}.{domain}', hostValues: { domain: ['cloud.example', 'cloud.example.cn'] } })

function asked(declared: CallDeclaration, params: RequestParams, settings: Readonly<Record<string, string>> = {}) {
  const admitted = admit({ calls: [declared], settings, access: 'read' }, 'call', params)
  return admitted.ok ? admitted.value.url.href : admitted.failure.code
}

const west = { host: { region: 'west-1', domain: 'cloud.example' }, path: { id: 'a' } }

describe('a provider with many hosts', () => {
  it('is asked at the host that the call declares', () => {
    expect(asked(regional, west)).toBe('https://agents.west-1.cloud.example/agents/a')
    expect(asked(regional, { ...west, host: { region: 'north', domain: 'cloud.example.cn' } })).toBe(
      'https://agents.north.cloud.example.cn/agents/a',
    )
  })

  it.each(['evil.example', 'west-1.evil.example', 'a/b', 'a@b', 'a:80', '', '-', 'a#', 'a?'])(
    'is not asked where a reply would have it: region %j',
    (region) => {
      expect(asked(regional, { ...west, host: { region, domain: 'cloud.example' } })).toBe('unexpected-reply')
    },
  )

  it('is not asked in a domain that nobody declared', () => {
    expect(asked(regional, { ...west, host: { region: 'west-1', domain: 'evil.example' } })).toBe('unexpected-reply')
    expect(asked(regional, { ...west, host: { region: 'west-1', domain: 'west-1' } })).toBe('unexpected-reply')
    expect(asked(call({ host: '{constructor}.example' }), { path: { id: 'a' } })).toBe('unexpected-reply')
  })

  it('is asked at the address that a setting puts in place of all its hosts', () => {
    expect(asked(regional, west, { baseUrl: 'http://127.0.0.1:9/{host}' })).toBe('http://127.0.0.1:9/agents.west-1.cloud.example/agents/a')
    expect(asked(regional, west, { baseUrl: 'https://private.example/' })).toBe('https://private.example/agents/a')
  })

  it('is followed to its next page on the same host only', () => {
    const link = (text: string) => asked(regional, { ...west, link: text })
    expect(link('https://agents.west-1.cloud.example/agents/a?page=2')).toBe('https://agents.west-1.cloud.example/agents/a?page=2')
    expect(link('https://agents.north.cloud.example/agents/a?page=2')).toBe('unexpected-reply')
    expect(link('https://evil.example/agents/a')).toBe('unexpected-reply')
  })
})

describe('one path that carries many operations', () => {
  const posted = (by: 'header' | 'form' | 'query', name: string) =>
    call({ method: 'POST', path: '/', named: { by, name, value: 'ListRoles' }, host: 'iam.example' })

  it('lets through the declared operation', () => {
    expect(asked(posted('form', 'Action'), { body: 'Action=ListRoles&Marker=x' })).toBe('https://iam.example/')
    expect(asked(posted('header', 'X-Target'), { headers: { 'x-target': 'ListRoles' } })).toBe('https://iam.example/')
    expect(asked(posted('query', 'op'), { query: { op: 'ListRoles' } })).toBe('https://iam.example/?op=ListRoles')
  })

  it.each([
    ['another', { body: 'Action=DeleteRole' }],
    ['two', { body: 'Action=ListRoles&Action=DeleteRole' }],
    ['an escaped second', { body: 'Action=ListRoles&%41ction=DeleteRole' }],
    ['none', { body: '' }],
    ['a body that is no text', { body: { Action: 'ListRoles' } }],
  ])('refuses %s', (_, params) => {
    expect(asked(posted('form', 'Action'), params)).toBe('bug')
  })

  it('refuses another operation in a header, whatever its case', () => {
    expect(asked(posted('header', 'X-Target'), { headers: { 'X-TARGET': 'DeleteRole' } })).toBe('bug')
    expect(asked(posted('header', 'X-Target'), { headers: { 'X-Target': 'ListRoles', 'x-target': 'DeleteRole' } })).toBe('bug')
  })
})
