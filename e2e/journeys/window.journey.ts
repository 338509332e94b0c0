import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'

describe('the window', () => {
  let opened: OpenedWindow
  beforeAll(async () => {
    opened = await openWindow()
  })
  afterAll(() => opened?.close())

  it('draws its first screen without breaking its own policy', async () => {
    await opened.page.waitForFunction(() => (document.getElementById('root')?.childElementCount ?? 0) > 0)
    await opened.page.getByTestId('first-run-demo').waitFor()
    await opened.screenshot('first-window')
    expect(opened.complaints).toEqual([])
  })

  it('reaches its engine, which opened the workspace it was given', async () => {
    const info = await opened.page.evaluate(() => window.rollcall.invoke('workspace.info', {}))
    expect(info).toMatchObject({ ok: true, value: { path: opened.workspace } })
  })

  it('says which secrets are kept, and keeps none where there is no key store', async () => {
    const info = await opened.page.evaluate(() => window.rollcall.invoke('workspace.info', {}))
    expect(info.ok && info.value.secrets.why).toMatch(/key store/)
  })

  it('gets every reply with a nonce of its own', async () => {
    const nonces = await opened.page.evaluate(async () => {
      const read = async () => {
        const reply = await fetch('app://rollcall/index.html')
        const html = await reply.text()
        return {
          policy: reply.headers.get('content-security-policy') ?? '',
          nonce: /nonce="([^"]+)"/.exec(html)?.[1] ?? '',
          left: html.includes('{{nonce}}'),
        }
      }
      return [await read(), await read()]
    })
    for (const { policy, nonce, left } of nonces) {
      expect(nonce.length).toBeGreaterThan(15)
      expect(policy).toContain(`'nonce-${nonce}'`)
      expect(left).toBe(false)
    }
    expect(nonces[0]?.nonce).not.toBe(nonces[1]?.nonce)
  })
})
