import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StepEnd } from '../../../../shared/domain/coverage.ts'
import type { Activity, Observation, Subject } from '../../../../shared/domain/observation.ts'
import type { StepContext } from '../connector.ts'
import { listStep } from './step.ts'

export interface TestRun {
  readonly end: StepEnd
  readonly observations: readonly Observation[]
  readonly subjects: readonly Subject[]
  readonly activities: readonly Activity[]
  readonly keptAside: number
}

/** A file in a folder of its own, for one test. */
export function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'rollcall-list-')), name)
  writeFileSync(path, content)
  return path
}

/** Reads a list as the engine would, for tests. */
export async function readList(settings: Readonly<Record<string, string>>): Promise<TestRun> {
  const context: StepContext = {
    settings,
    secret: async () => ({ ok: true, value: null }),
    http: { request: () => Promise.reject(new Error('a list is never fetched')) },
    record: () => 'recorded',
    now: () => new Date(),
    signal: new AbortController().signal,
    notice: () => {},
    memory: new Map(),
    cursor: null,
    seen: () => [],
    log: () => {},
  }
  const observations: Observation[] = []
  let keptAside = 0
  const batches = listStep.run(context)
  for (;;) {
    const turn = await batches.next()
    if (turn.done)
      return {
        end: turn.value,
        observations,
        subjects: observations.filter((one) => one.kind === 'subject'),
        activities: observations.filter((one) => one.kind === 'activity'),
        keptAside,
      }
    observations.push(...turn.value.observations)
    keptAside += turn.value.keptAside
  }
}
