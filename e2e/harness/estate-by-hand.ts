import type { Page } from 'playwright'
import { openEstate } from '../../electron/estate/open.ts'
import type { Estate, EstateOptions } from '../../shared/domain/estate.ts'
import { asked } from './small-estate.ts'

/** The small demo estate in the test's own process, so that it can be told to misbehave; without the published quotas. */
export function estateByHand(options: Pick<EstateOptions, 'faults' | 'stateFile' | 'asOf' | 'ports'>): Promise<Estate> {
  return openEstate({ size: 'small', seed: 1, quotas: 'off', ...options })
}

/** Connects some of its systems, as the wizard does, and scans them where `scan` says. */
export async function connectByHand(page: Page, estate: Estate, labels: readonly string[], scan = true): Promise<void> {
  for (const label of labels) {
    const connection = estate.connections.find((one) => one.label === label)
    if (connection === undefined) throw new Error(`the estate has no ${label}`)
    await asked(page, 'connections.add', connection)
  }
  if (scan) await scanAgain(page)
}

/** The same estate on another day, at the same addresses. */
export async function movedTo(estate: Estate, options: Pick<EstateOptions, 'stateFile' | 'asOf'>): Promise<Estate> {
  const { ports } = estate
  await estate.close()
  return estateByHand({ ...options, ports })
}

/** Scans what is connected, without waiting for anybody to press a button. */
export async function scanAgain(page: Page): Promise<void> {
  const { scanId } = await asked(page, 'scans.start', {})
  await asked(page, 'scans.wait', { scanId })
}
