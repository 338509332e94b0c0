import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newKeyFile } from '../../electron/engine/governance/ledger/key-file.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { asked } from '../harness/small-estate.ts'

/** Two people: one on this device, one with a key file of their own. What takes two keys waits for both. */
describe('two keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-two-keys-'))
  const second = newKeyFile('a passphrase')
  const keyFile = join(folder, 'second.key')
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    writeFileSync(keyFile, second.pem)
    opened = await openWindow()
    page = opened.page
  })
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('begins with nobody, says what that means, and adds two leads with their keys', async () => {
    await page.getByTestId('first-run-demo').waitFor()
    await page.getByTestId('nav-people').click()
    await page.getByTestId('people-empty').waitFor()
    await both('people-empty')
    await page.getByTestId('person-add').click()
    await page.getByTestId('person-name').fill('Lead One')
    await page.getByTestId('person-submit').click()
    await page.getByTestId('people-list').waitFor()
    await page.getByTestId('person-add').click()
    await page.getByTestId('person-name').fill('Lead Two')
    await page.getByTestId('person-submit').click()
    await expect.poll(async () => (await asked(page, 'people.list', {})).people.length).toBe(2)
    const two = (await asked(page, 'people.list', {})).people.find(({ name }) => name === 'Lead Two')
    await page.getByTestId(`key-add-${two?.id}`).click()
    await page.getByTestId('key-text').fill('no key at all, however long this line may be')
    await page.getByText('This is no Ed25519 public key.').waitFor()
    await page.getByTestId('key-text').fill(second.signer.publicKey)
    await expect.poll(() => page.getByTestId('key-read').textContent()).toContain(second.signer.keyId)
    await both('people-key')
    await page.getByTestId('key-submit').click()
    await expect.poll(() => page.getByTestId('people-standing').textContent()).toContain('can be asked for below')
  })

  it('switches the rule on, and from then on takes two keys to loosen it', async () => {
    await page.getByTestId('rule-revoke').click()
    await page.getByTestId('rule-acceptCritical').click()
    await page.getByTestId('rule-save').click()
    await expect.poll(() => page.getByTestId('people-standing').textContent()).toContain('Lead Two can be the second')
    await page.getByTestId('rule-revoke').click()
    await page.getByTestId('rule-save').click()
    await page.getByTestId('second-key-ask').click()
    await expect.poll(() => page.getByTestId('second-key').getAttribute('data-state')).toBe('open')
    await both('people-waiting')
    expect((await asked(page, 'people.list', {})).rule.revoke).toBe(true)
  })

  it('takes a refusal in, signed by the other key, with the reason', async () => {
    const request = page.getByTestId('requests').locator('[data-state=open]').first()
    await request.getByTestId('request-sign').click()
    await request.getByTestId('sign-key').setInputFiles(keyFile)
    await request.getByTestId('sign-refuse').click()
    await request.getByTestId('sign-why').fill('We agreed on two.')
    await request.getByTestId('sign-refuse-confirm').click()
    await request.getByText('that can be opened').waitFor()
    await request.getByTestId('sign-passphrase').fill('a passphrase')
    await request.getByTestId('sign-refuse-confirm').click()
    await page.getByText('Lead Two refuses: We agreed on two.').first().waitFor()
    await both('people-refused')
  })

  /** The same place, light and dark. */
  async function both(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(300)
      await opened.screenshot(`two-keys-${name}-${colorScheme}`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
})
