import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { estateInWorker } from '../../electron/engine/estate-in-worker.ts'
import type { MethodName, Value } from '../../shared/contract/contract.ts'
import type { AgentRow } from '../../shared/domain/agent.ts'
import { projectFolder } from './environment.ts'
import { openTestEngine, unwrap } from './open-test-engine.ts'
import { type OpenedWindow, openWindow } from './open-window.ts'

/** Calls the engine as the page does; a failure fails the journey with its own words. */
export async function asked<N extends MethodName>(page: Page, name: N, args: unknown): Promise<Value<N>> {
  const result = await page.evaluate(([method, given]) => window.rollcall.invoke(method as never, given as never), [
    name as MethodName,
    args,
  ] as const)
  if (!result.ok) throw new Error(`${name}: ${result.failure.message}`)
  return result.value as Value<N>
}

/** Connects the small demo estate and scans it, without waiting for anybody to press a button. */
export async function scanSmallEstate(page: Page): Promise<void> {
  await asked(page, 'connections.openDemo', { size: 'small' })
  const { scanId } = await asked(page, 'scans.start', {})
  await asked(page, 'scans.wait', { scanId })
}

/**
 * A window on a workspace in which the small demo estate was scanned already, and is served: scanned once in a run of the journeys,
 * copied for each. What the scan itself is like is told by the journeys that call `scanSmallEstate` or press the button.
 */
export async function openOnSmallEstate(): Promise<OpenedWindow> {
  const scanned = await scannedOnce()
  const folder = mkdtempSync(join(runFolder, 'workspace-'))
  copyFiles(scanned, folder)
  const opened = await openWindow({ workspace: join(folder, 'test.rollcall') })
  await asked(opened.page, 'connections.openDemo', { size: 'small' })
  return opened
}

const runFolder = process.env.ROLLCALL_RUN_FOLDER ?? ''

async function scannedOnce(): Promise<string> {
  const kept = join(runFolder, 'scanned')
  if (existsSync(kept)) return kept
  const folder = mkdtempSync(join(runFolder, 'scanning-'))
  const { engine, close } = await openTestEngine(estateInWorker(join(projectFolder, 'dist/estate.cjs')), { folder })
  unwrap(await engine.invoke('connections.openDemo', { size: 'small' }))
  const { scanId } = unwrap(await engine.invoke('scans.start', {}))
  unwrap(await engine.invoke('scans.wait', { scanId }))
  await close()
  renameSync(folder, kept)
  return kept
}

/** What stands directly in a folder. The folders in it are the estate's, which makes them anew where it is served again. */
function copyFiles(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true }))
    if (entry.isFile()) copyFileSync(join(from, entry.name), join(to, entry.name))
}

/** The agents of the inventory, riskiest first. */
export async function riskiest(page: Page, filter: Record<string, unknown> = {}): Promise<readonly AgentRow[]> {
  return (await asked(page, 'agents.page', { filter, limit: 200 })).rows
}

/** Goes to an address of the window. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
}
