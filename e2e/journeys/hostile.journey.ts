import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../electron/engine/reports/fixture/read-csv.ts'
import { readPdf } from '../../electron/engine/reports/fixture/read-pdf.ts'
import { visibleText } from '../../shared/base/visible-text.ts'
import type { AgentRow } from '../../shared/domain/agent.ts'
import { projectFolder } from '../harness/environment.ts'
import { canary, expectedName, hostileSecret, hostileTexts, writeHostileSources } from '../harness/hostile-sources.ts'
import { type OpenedWindow, openWindow } from '../harness/open-window.ts'
import { type WindowWatch, watchWindow } from '../harness/watch-window.ts'

/** Characters that hide, reorder or steer: none may reach a reader's eye or terminal as it is. The joiners of emoji may. */
const steering = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u

/** What text from outside must never become in the page. */
const forbidden =
  'script:not([src]), iframe:not([data-testid="report-preview"]), object, embed, form[action], base, meta[http-equiv], link[href^="data:"], a[href^="javascript:"], img[src="x"], math, [onerror], [onload], [onmouseover]'

describe('a thousand hostile texts in every field', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-hostile-'))
  const workspace = join(folder, 'hostile.rollcall')
  const sources = writeHostileSources(folder)
  let opened: OpenedWindow
  let page: Page
  let watch: WindowWatch
  let rows: readonly AgentRow[] = []

  beforeAll(async () => {
    opened = await openWindow({ workspace })
    page = opened.page
    watch = await watchWindow(opened)
  })
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function nothingHappened(): Promise<void> {
    expect(await watch.happened()).toEqual([])
    expect(opened.complaints).toEqual([])
    expect(await page.evaluate((name) => name in globalThis, canary)).toBe(false)
    expect(await page.locator(forbidden).count()).toBe(0)
    expect(opened.app.windows()).toHaveLength(1)
  }

  it('are scanned, and none is lost', async () => {
    const [label = '', other = ''] = ['<img src=x onerror=alert(1)>\u202e', '=1+1\u001b[31m']
    await add(page, { provider: 'n8n', label, settings: { export: sources.exported } })
    await add(page, { provider: 'this-computer', label: other, settings: { home: sources.home, platform: 'linux' } })
    const scan = await page.evaluate(async () => {
      const started = await window.rollcall.invoke('scans.start', {})
      const ended = started.ok ? await window.rollcall.invoke('scans.wait', { scanId: started.value.scanId }) : started
      return ended.ok ? ended.value : ended.failure
    })
    expect(scan).toMatchObject({ state: 'complete' })
    rows = await allRows(page)
    const workflows = rows.filter((row) => row.provider === 'n8n').map((row) => row.name)
    expect(workflows.toSorted()).toEqual(hostileTexts.map(expectedName).toSorted())
    // One server for each text, and the client that names them.
    expect(rows.filter((row) => row.provider === 'this-computer')).toHaveLength(hostileTexts.length + 1)
    await nothingHappened()
  })

  it('are drawn in the grid with what hides made visible', async () => {
    await page.getByTestId('nav-inventory').click()
    await page.locator('.ag-row [data-testid^="agent-row-"]').first().waitFor()
    const drawn = await page.evaluate(async () => {
      const names = new Map<string, string>()
      const viewport =
        [...document.querySelectorAll('[class*="viewport"]')].find((one) => one.scrollHeight > one.clientHeight + 1_000) ?? null
      if (viewport === null) throw new Error('there is no grid')
      for (let top = 0; top <= viewport.scrollHeight; top += 500) {
        viewport.scrollTop = top
        for (let tries = 0; tries < 40; tries += 1) {
          await new Promise((later) => setTimeout(later, 25))
          if (document.querySelector('.ag-row .cell-waiting') === null) break
        }
        for (const row of document.querySelectorAll('.ag-row')) {
          const id = row.querySelector('[data-testid^="agent-row-"]')?.getAttribute('data-testid') ?? ''
          names.set(id, `${names.get(id) ?? ''}${row.textContent ?? ''}`)
        }
      }
      names.delete('')
      return [...names]
    })
    expect(drawn.length).toBeGreaterThan(rows.length * 0.95)
    expect(drawn.filter(([, text]) => steering.test(text)).map(([, text]) => text.slice(0, 100))).toEqual([])
    await nothingHappened()
  })

  it('are drawn in the drawer, on every tab', async () => {
    for (const text of chosenTexts) {
      const row = rows.find((one) => one.provider === 'n8n' && one.name === text.toWellFormed())
      if (row === undefined) throw new Error(`not in the inventory: ${JSON.stringify(text)}`)
      await openAgent(page, row.id)
      for (const tab of ['why', 'can', 'facts', 'who', 'decisions', 'evidence']) {
        await page.getByTestId(`tab-${tab}`).click()
        const shown = await page.getByTestId('agent-drawer').textContent()
        expect(steeringIn(shown ?? '')).toEqual([])
      }
      await nothingHappened()
    }
    await opened.screenshot('hostile-drawer')
  })

  it('are reasons, owners and conditions of decisions, as they were written', async () => {
    const texts = hostileTexts
      .filter((text) => text.trim().length >= 3)
      .map((text) => text.slice(0, 300))
      .slice(0, 400)
    const ids = rows.map((row) => row.id)
    const refused = await page.evaluate(
      async ({ texts, ids }) => {
        const failures: string[] = []
        for (const [index, text] of texts.entries()) {
          const taken = await window.rollcall.invoke('governance.decide', {
            agentIds: [ids[index] ?? ''],
            action: index % 2 === 0 ? 'approve' : 'assign-owner',
            reason: text,
            until: index % 2 === 0 ? '2999-01-01T00:00:00.000Z' : null,
            conditions: index % 2 === 0 ? text : null,
            owner: index % 2 === 0 ? null : text,
          })
          if (!taken.ok) failures.push(`${JSON.stringify(text)}: ${taken.failure.message}`)
        }
        return failures
      },
      { texts, ids },
    )
    expect(refused).toEqual([])
    const decisions = await value(page, 'governance.decisions', { limit: 1_000 })
    expect(decisions.map((one) => one.reason.toWellFormed()).toSorted()).toEqual(texts.map((text) => text.trim().toWellFormed()).toSorted())
    const ledger = await value(page, 'governance.verifyLedger', {})
    expect(ledger.ok).toBe(true)
    await page.getByTestId('nav-decisions').click()
    await page.getByTestId('ledger-list').waitFor()
    expect(steeringIn((await page.getByTestId('ledger-list').textContent()) ?? '')).toEqual([])
    await nothingHappened()
  })

  it('are searches, filters and names of saved views', async () => {
    const refused = await page.evaluate(async (texts) => {
      const failures: string[] = []
      for (const [index, text] of texts.entries()) {
        const filter = { text: text.slice(0, 500), businessUnit: [text], can: [text] }
        const found = await window.rollcall.invoke('agents.page', { filter: index % 2 === 0 ? filter : { text: filter.text }, limit: 5 })
        if (!found.ok) failures.push(`${JSON.stringify(text.slice(0, 60))}: ${found.failure.message}`)
        if (index % 20 !== 0 || text.trim() === '') continue
        const sort = { key: 'risk', direction: 'desc' } as const
        const kept = await window.rollcall.invoke('agents.saveView', { name: text.slice(0, 80), filter, sort, columns: [text] })
        if (!kept.ok) failures.push(`view ${JSON.stringify(text.slice(0, 60))}: ${kept.failure.message}`)
      }
      return failures
    }, hostileTexts)
    expect(refused).toEqual([])
    await page.getByTestId('nav-overview').click()
    await page.getByTestId('nav-inventory').click()
    for (const text of ['"* OR name:x', '\u202e<script>', "'; DROP TABLE agent; --", '(((((']) {
      await page.getByTestId('inventory-search').fill(text)
      await page.waitForTimeout(260)
    }
    await page.getByTestId('inventory-search').fill('')
    await opened.screenshot('hostile-views')
    await nothingHappened()
  })

  it('are harmless on every other screen', async () => {
    for (const screen of ['overview', 'triage', 'policies', 'sources', 'coverage', 'settings']) {
      await page.getByTestId(screen === 'coverage' ? 'coverage-chip' : `nav-${screen}`).click()
      await page.waitForTimeout(400)
      expect([screen, steeringIn((await page.locator('main').textContent()) ?? '')]).toEqual([screen, []])
      await nothingHappened()
    }
  })

  it('are harmless in the preview and in all four formats, and none is lost', async () => {
    await page.getByTestId('nav-reports').click()
    await page.getByTestId('report-preview').waitFor({ timeout: 30_000 })
    const files = new Map<string, Uint8Array>()
    for (const format of ['html', 'csv', 'json', 'pdf']) files.set(format, await exported(opened, folder, format))
    for (const [format, bytes] of files) expect([format, Buffer.from(bytes).includes(hostileSecret)]).toEqual([format, false])

    // HTML, read by the browser's own parser.
    const html = new TextDecoder().decode(files.get('html'))
    const found = await page.evaluate((text) => {
      // Its one stylesheet is left out: the page's own policy would refuse it, and say so.
      const parsed = new DOMParser().parseFromString(text.replace(/<style>.*?<\/style>/s, ''), 'text/html')
      const elements = [...parsed.querySelectorAll('*')]
      return {
        tags: [...new Set(elements.map((one) => one.localName))],
        attributes: [...new Set(elements.flatMap((one) => one.getAttributeNames()))],
        links: [...parsed.querySelectorAll('[href]')].map((one) => one.getAttribute('href') ?? ''),
        text: parsed.body.textContent,
      }
    }, html)
    expect(found.tags.filter((tag) => /^(script|iframe|object|embed|form|img|link|base|math|button|input)$/.test(tag))).toEqual([])
    expect(found.attributes.filter((name) => /^(on|src)/.test(name))).toEqual([])
    expect(found.links.filter((link) => !link.startsWith('#'))).toEqual([])
    expect(steeringIn(found.text)).toEqual([])
    expect(rows.filter((row) => !found.text.includes(visibleText(row.name))).map((row) => row.name.slice(0, 80))).toEqual([])

    const lines = readCsv(new TextDecoder().decode(files.get('csv')))
    expect(lines.flatMap((line) => [...line.values()].filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell)))).toEqual([])

    const { payload } = JSON.parse(new TextDecoder().decode(files.get('json')))
    const names = (payload.data.rows as readonly { readonly id: string; readonly name: string }[]).map(({ id, name }) => `${id} ${name}`)
    expect(names.toSorted()).toEqual(rows.map(({ id, name }) => `${id} ${name}`).toSorted())

    const pdf = await readPdf(files.get('pdf') ?? new Uint8Array())
    expect(new Set(pdf.actions)).toEqual(new Set(['go-to']))
    expect(steeringIn(pdf.text)).toEqual([])
    for (const text of ['‹U+202E›', '‹U+001B›', '<script>alert(1)</script>']) expect(pdf.text).toContain(text)
    await nothingHappened()
  })

  it('leave no steering character and no payload in the log', async () => {
    const log = watch.log()
    expect(log.replaceAll('\n', '').match(steering)).toBeNull()
    for (const payload of [canary, 'alert(1)', 'DROP TABLE', 'onerror', hostileSecret]) expect(log).not.toContain(payload)
  })

  it('are shown by code point in a terminal, and whole in JSON', async () => {
    await opened.close()
    const table = await rollcall('agents', '--workspace', workspace)
    const lines = table.split('\n').filter(Boolean)
    expect(lines).toHaveLength(rows.length + 1)
    expect(lines.filter((line) => steering.test(line))).toEqual([])
    const json = (await rollcall('agents', '--workspace', workspace, '--json', '--where', 'provider=n8n')).split('\n').filter(Boolean)
    expect(json.map((line) => (JSON.parse(line) as { readonly name: string }).name.toWellFormed()).toSorted()).toEqual(
      hostileTexts.map(expectedName).toSorted(),
    )
    expect(json.filter((line) => steering.test(line)).length).toBe(0)
    const coverage = await rollcall('coverage', '--workspace', workspace)
    expect(steeringIn(coverage)).toEqual([])
    expect(readFileSync(workspace).includes(hostileSecret)).toBe(false)
    expect(await rollcall('verify', '--workspace', workspace)).toContain('every hash, link and signature holds')
  })
})

/** One of each kind, and the longest ones. */
const chosenTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '"><iframe src=javascript:alert(1)>',
  '=cmd|" /C calc"!A0',
  '__proto__',
  '\u202egnp.exe',
  'tag\u{e0041}\u{e0042}',
  '\u001b[2J',
  'both\r\n\r\nSet-Cookie: x=1',
  '\u2028line\u2029paragraph',
  '\ud800',
  'x'.repeat(10_000),
  'a\u0301'.repeat(2_000),
  `<iframe srcdoc="<script>parent.${canary}=1</script>">`,
]

const steeringIn = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .filter((line) => steering.test(line.replaceAll('\t', ' ')))
    .map((line) => JSON.stringify(line.slice(0, 200)))

async function add(page: Page, args: { readonly provider: string; readonly label: string; readonly settings: Record<string, string> }) {
  const added = await page.evaluate((wanted) => window.rollcall.invoke('connections.add', wanted), args)
  if (!added.ok) throw new Error(added.failure.message)
}

async function value<Name extends 'governance.decisions' | 'governance.verifyLedger'>(
  page: Page,
  name: Name,
  args: Parameters<Window['rollcall']['invoke']>[1],
) {
  const reply = await page.evaluate(({ name, args }) => window.rollcall.invoke(name, args as never), { name, args })
  if (!reply.ok) throw new Error(reply.failure.message)
  return reply.value
}

async function allRows(page: Page): Promise<readonly AgentRow[]> {
  return page.evaluate(async () => {
    const found: AgentRow[] = []
    let after: string | null = null
    do {
      const reply: Awaited<ReturnType<typeof window.rollcall.invoke<'agents.page'>>> = await window.rollcall.invoke('agents.page', {
        after,
        limit: 500,
      })
      if (!reply.ok) throw new Error(reply.failure.message)
      found.push(...reply.value.rows)
      after = reply.value.next
    } while (after !== null)
    return found
  })
}

async function openAgent(page: Page, id: string): Promise<void> {
  await page.evaluate((agent) => {
    location.hash = `#/inventory?agent=${encodeURIComponent(agent)}`
  }, id)
  await page.getByTestId('agent-drawer').waitFor()
  await page.waitForTimeout(120)
}

async function exported({ app, page }: OpenedWindow, folder: string, format: string): Promise<Uint8Array> {
  const path = join(folder, `hostile.${format}`)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
  await page.getByTestId(`report-export-${format}`).click()
  await page.getByTestId('report-exported').getByText(path).waitFor({ timeout: 240_000 })
  return new Uint8Array(readFileSync(path))
}

/** The command line as a person runs it, on the same workspace; its output. */
async function rollcall(...args: readonly string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [join(projectFolder, 'build/rollcall.mjs'), ...args], { maxBuffer: 100_000_000 })
  return (await run).stdout
}
