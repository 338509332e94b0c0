import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../harness/barriers.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { openOnSmallEstate, riskiest, visit } from '../harness/small-estate.ts'

const screens = [
  'overview',
  'triage',
  'inventory',
  'policies',
  'audits',
  'decisions',
  'revocations',
  'people',
  'reports',
  'sources',
  'coverage',
  'settings',
] as const
const tabs = ['can', 'facts', 'who', 'decisions', 'evidence', 'why'] as const

describe('everybody can use the window', () => {
  let opened: OpenedWindow
  let page: Page

  beforeAll(async () => {
    opened = await openWindow()
    page = opened.page
  })
  afterAll(() => opened?.close())

  it('can begin', async () => {
    await page.getByTestId('first-run-demo').waitFor()
    expect(await barriers(page)).toEqual([])
    await opened.close()
    opened = await openOnSmallEstate()
    page = opened.page
    await page.getByTestId('overview-headline').waitFor()
  })

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    beforeAll(async () => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    })

    it.each(screens)('%s', async (screen) => {
      await visit(page, `#/${screen}`)
      await settled(page)
      expect(await barriers(page)).toEqual([])
    })

    it('an agent, its tabs and the form of a decision', async () => {
      const [agent] = await riskiest(page, { provider: ['microsoft-365'] })
      await visit(page, `#/inventory?agent=${agent?.id}`)
      await page.getByTestId('agent-name').waitFor()
      const found: string[] = []
      for (const tab of tabs) {
        await page.getByTestId(`tab-${tab}`).click()
        await settled(page)
        found.push(...(await barriers(page, '.drawer')))
      }
      for (const action of ['approve', 'policy', 'assign-owner']) {
        await page.getByTestId(`action-${action}`).click()
        await page.getByTestId('decision-form').waitFor()
        found.push(...(await barriers(page, '.drawer')))
        await page.keyboard.press('Escape')
      }
      await page.getByTestId('action-revoke').click()
      await page.getByTestId('revoke-plan').waitFor()
      found.push(...(await barriers(page, '.drawer')))
      expect(found).toEqual([])
    })

    it('connecting a source, searching everything, the page of keys', async () => {
      await visit(page, '#/sources')
      await page.getByTestId('source-add').click()
      await page.getByTestId('connect-search').waitFor()
      const found = await barriers(page)
      await page.getByTestId('connect-microsoft-365').click()
      await page.getByTestId('wizard-reads').waitFor()
      found.push(...(await barriers(page)))
      await page.getByTestId('connect-submit').click()
      await page.getByTestId('wizard-sign-in').waitFor()
      await page.getByTestId('connect-submit').click()
      found.push(...(await barriers(page)))
      await page.getByTestId('connect-leave').click()
      await visit(page, '#/overview')
      await page.keyboard.press('Control+k')
      await page.getByTestId('palette-search').fill('agent')
      await page.locator('[role=dialog] button').first().waitFor()
      // The arrows move through the palette from its field, and scroll it.
      found.push(...(await barriers(page, '[role=dialog]')).filter((one) => !one.startsWith('scrollable-region-focusable')))
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      found.push(...(await barriers(page, '[role=dialog]')))
      await page.keyboard.press('Escape')
      expect(found).toEqual([])
    })
  })
})

/** Nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(250)
  await page.waitForFunction(() => document.querySelector('.cell-waiting, .mantine-Loader-root') === null)
}
