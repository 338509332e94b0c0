import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'

describe('the documents that grant permissions', () => {
  let opened: OpenedWindow
  beforeAll(async () => {
    opened = await openWindow()
    await opened.page.getByTestId('first-run-connect').click()
    await opened.page.getByTestId('connect-github').click()
  })
  afterAll(() => opened?.close())

  it('stand where a source is connected, are copied as they are shown, and saved as they are copied', async () => {
    const { page, app, workspace } = opened
    await page.getByTestId('grant-github-read-app-manifest').locator('summary').click()
    const shown = await page.getByTestId('grant-text-github-read-app-manifest').inputValue()
    expect(JSON.parse(shown)).toMatchObject({ public: false, default_permissions: { members: 'read' } })

    await page.getByTestId('grant-copy-github-read-app-manifest').click()
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(shown)

    const file = join(workspace, '..', 'grant.json')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await page.getByTestId('grant-save-github-read-app-manifest').click()
    await page.getByText('Saved').waitFor()
    expect(readFileSync(file, 'utf8')).toBe(shown)
    await opened.screenshot('grants')
  })

  it('for revoking stand apart, and those for reading hold none of what they grant', async () => {
    const { page } = opened
    await page.getByTestId('grants-purpose').getByText('Beside it, for revoking').click()
    await page.getByTestId('grant-github-revoke-app-manifest').locator('summary').click()
    expect(await page.getByTestId('grant-text-github-revoke-app-manifest').inputValue()).toContain('"actions": "write"')
    expect(await page.getByTestId('grant-github-read-app-manifest').count()).toBe(0)
    expect(opened.complaints).toEqual([])
  })
})
