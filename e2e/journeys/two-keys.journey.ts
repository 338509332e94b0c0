import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Estate } from '../../shared/domain/estate.ts'
import { barriers } from '../harness/barriers.ts'
import { connectByHand, estateByHand } from '../harness/estate-by-hand.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { pictures } from '../harness/pictures.ts'
import { secondLead } from '../harness/second-lead.ts'
import { asked, riskiest, visit } from '../harness/small-estate.ts'

/** Two people: one on this device, one with a key file of their own. What takes two keys waits for both. */
describe('two keys', () => {
  const second = secondLead()
  let estate: Estate
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    estate = await estateByHand({})
    opened = await openWindow()
    page = opened.page
  })
  afterAll(async () => {
    await opened?.close()
    await estate?.close()
    second.leaves()
  })

  it('begins with nobody, says what that means, and adds two leads with their keys', async () => {
    await page.getByTestId('first-run-demo').waitFor()
    await page.getByTestId('nav-people').click()
    await page.getByTestId('people-empty').waitFor()
    await pictures(opened, 'two-keys-people-empty')
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
    await page.getByTestId('key-text').fill(second.publicKey)
    await expect.poll(() => page.getByTestId('key-read').textContent()).toContain(second.keyId)
    await pictures(opened, 'two-keys-people-key')
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
    await pictures(opened, 'two-keys-people-waiting')
    expect((await asked(page, 'people.list', {})).rule.revoke).toBe(true)
  })

  it('takes a refusal in, signed by the other key, with the reason', async () => {
    const request = page.getByTestId('requests').locator('[data-state=open]').first()
    await request.getByTestId('request-sign').click()
    await request.getByTestId('sign-key').setInputFiles(second.keyFile)
    await request.getByTestId('sign-refuse').click()
    await request.getByTestId('sign-why').fill('We agreed on two.')
    await request.getByTestId('sign-refuse-confirm').click()
    await request.getByText('that can be opened').waitFor()
    await request.getByTestId('sign-passphrase').fill('a passphrase')
    await request.getByTestId('sign-refuse-confirm').click()
    await page.getByText('Lead Two refuses: We agreed on two.').first().waitFor()
    await pictures(opened, 'two-keys-people-refused')
  })

  it('takes two keys to revoke one agent: the plan is rehearsed alone, and runs when the other agreed to exactly it', async () => {
    await connectByHand(page, estate, ['Meridian automation server', 'Claude Console organisation'])
    const [agent] = await riskiest(page, { provider: ['n8n'] })
    await visit(page, `#/inventory?agent=${agent?.id}`)
    const drawer = page.getByTestId('agent-drawer')
    await drawer.getByTestId('action-revoke').click()
    await drawer.getByTestId('revoke-dry-run').click()
    await drawer.getByTestId('revoke-confirm').waitFor()
    await drawer.getByTestId('revoke-reason').fill('Nobody answers for it.')
    expect(await drawer.getByTestId('revoke-confirm').isDisabled()).toBe(true)
    await drawer.getByTestId('second-key-ask').click()
    await expect.poll(() => drawer.getByTestId('second-key').getAttribute('data-state')).toBe('open')
    await pictures(opened, 'two-keys-revoke-open')
    expect(await barriers(page)).toEqual([])
    await second.agrees(drawer)
    await expect.poll(() => drawer.getByTestId('second-key').getAttribute('data-state')).toBe('signed')
    await pictures(opened, 'two-keys-revoke-signed')
    await drawer.getByTestId('revoke-confirm').click()
    await expect.poll(() => drawer.getByTestId('revoke-state').textContent(), { timeout: 240_000 }).toBe('verified')
    await pictures(opened, 'two-keys-revoke-proved')
    expect(await barriers(page)).toEqual([])
  })

  it('takes two keys to let a critical agent go on, in exactly these words, and counts once', async () => {
    const [agent] = await riskiest(page, { provider: ['anthropic'], band: ['critical'] })
    await visit(page, `#/inventory?agent=${agent?.id}`)
    const drawer = page.getByTestId('agent-drawer')
    await drawer.getByTestId('action-accept-risk').click()
    await drawer.getByTestId('decision-reason').fill('Until it is rebuilt.')
    await drawer.getByTestId('decision-until').fill('2099-12-31')
    await drawer.getByTestId('decision-submit').click()
    await drawer.getByTestId('second-key-ask').click()
    await expect.poll(() => drawer.getByTestId('second-key').getAttribute('data-state')).toBe('open')
    await pictures(opened, 'two-keys-accept-open')
    await second.agrees(drawer)
    await expect.poll(() => drawer.getByTestId('second-key').getAttribute('data-state')).toBe('signed')
    // Other words are another decision: what was agreed to does not cover them.
    await drawer.getByTestId('decision-reason').fill('For ever.')
    await expect.poll(() => drawer.getByTestId('second-key').getAttribute('data-state')).toBe('none')
    await drawer.getByTestId('decision-reason').fill('Until it is rebuilt.')
    await expect.poll(() => drawer.getByTestId('second-key').getAttribute('data-state')).toBe('signed')
    await pictures(opened, 'two-keys-accept-signed')
    expect(await drawer.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    expect(await barriers(page)).toEqual([])
    await drawer.getByTestId('decision-submit').click()
    const row = async () => (await riskiest(page, { provider: ['anthropic'] })).find(({ id }) => id === agent?.id)
    await expect.poll(async () => (await row())?.status).toBe('exception')
    const asks = await asked(page, 'people.approvals', {})
    expect(asks.map(({ state }) => state)).toEqual(['used', 'used', 'refused'])
    await page.getByTestId('nav-people').click()
    await page.getByTestId('requests').waitFor()
    await pictures(opened, 'two-keys-requests')
    expect(await asked(page, 'governance.verifyLedger', {})).toMatchObject({ ok: true })
    expect(opened.complaints).toEqual([])
  })
})
