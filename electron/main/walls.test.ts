import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { externalLinkAllowed } from './external-link.ts'
import { guards } from './guards.ts'
import { senderAllowed } from './sender.ts'

describe('who may call', () => {
  const ours = { knownWindow: true, mainFrame: true, origin: 'app://rollcall' }

  it('accepts the main frame of our window on our origin', () => {
    expect(senderAllowed(ours)).toBe(true)
  })

  it.each([
    { ...ours, knownWindow: false },
    { ...ours, mainFrame: false },
    { ...ours, origin: null },
    { ...ours, origin: 'null' },
    { ...ours, origin: 'https://rollcall' },
    { ...ours, origin: 'app://rollcall.example' },
  ])('refuses %o', (sender) => {
    expect(senderAllowed(sender)).toBe(false)
  })
})

describe('links that leave', () => {
  it('opens https links to listed hosts', () => {
    expect(externalLinkAllowed('https://learn.microsoft.com/graph/permissions-reference')).toBe(true)
  })

  it.each([
    'http://learn.microsoft.com/',
    'https://learn.microsoft.com.example.org/',
    'https://learn.microsoft.com@example.org/',
    'https://name:word@learn.microsoft.com/',
    'https://learn.microsoft.com:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:privacy',
    '//learn.microsoft.com/',
    '',
  ])('refuses %s', (address) => {
    expect(externalLinkAllowed(address)).toBe(false)
  })
})

describe('the page', () => {
  it('stays where it is', () => {
    expect(guards.navigationAllowed('app://rollcall/index.html#/agents')).toBe(true)
    for (const address of [
      'https://example.org/',
      'app://rollcall.example/index.html',
      'file:///etc/passwd',
      'data:text/html,x',
      'about:blank',
    ]) {
      expect(guards.navigationAllowed(address)).toBe(false)
    }
    expect(guards.newWindowAllowed('app://rollcall/index.html')).toBe(false)
    expect(guards.permissionAllowed('notifications')).toBe(false)
  })

  it('runs no inline code and no eval, whatever the nonce', () => {
    const policy = contentSecurityPolicy('abc')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("style-src 'self' 'nonce-abc'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })
})
