import { writeSync } from 'node:fs'
import { openStore } from './open-store.ts'
import { agentWrite, batch, beginScan, ledgerEntry, subject, t0 } from './sample.ts'
import type { Store } from './store.ts'

/**
 * Works on a workspace until it is killed, and says on its output what the store has acknowledged, after it has:
 * `kept SCAN CURSOR`, `decided SEQ`. Each scan sees the same records, so a second scan has nothing new to write.
 * Run as `node kill-child.ts FILE` by the kill test.
 */
export const batchSize = 50
export const batchesPerScan = 8

const path = process.argv[2]
if (path !== undefined && process.argv[1]?.endsWith('kill-child.ts')) work(path)

function work(at: string): void {
  say('opening')
  const opened = openStore(at)
  if (!opened.ok) throw new Error(opened.failure.message)
  say('open')
  for (;;) scan(opened.value)
}

function scan(store: Store): void {
  const unfinished = store.scans.unfinished()[0]?.id
  const scanId = unfinished ?? `s${store.scans.list(1_000_000).length}`
  if (unfinished === undefined) beginScan(store, scanId)
  const place = { scanId, connectionId: 'c1' }
  store.scans.startStep(scanId, 'c1', 'a', t0)
  for (let at = Number(store.scans.steps(scanId)[0]?.cursor ?? 0); at < batchesPerScan; at += 1) {
    const observations = Array.from({ length: batchSize }, (_, i) => subject(`k${at * batchSize + i}`))
    store.scans.keep({ ...batch, ...place, observations, cursor: String(at + 1) })
    say(`kept ${scanId} ${at + 1}`)
    decide(store)
  }
  store.scans.endStep({ ...place, stepId: 'a', at: t0, end: { state: 'complete' }, owns: [{ kind: 'subject', keyPrefix: '' }] })
  store.scans.end(scanId, 'complete', t0)
  say(`ended ${scanId}`)
}

function decide(store: Store): void {
  const head = store.ledger.head()
  const seq = (head?.seq ?? 0) + 1
  const said = { reason: 'because', until: null, conditions: null, policyId: null, owner: null, factsHash: 'f', revocationId: null }
  const agentId = `a${seq % 20}`
  store.transaction(() => {
    const decision = { at: t0, agentId, agentName: agentId, action: 'approve', actor: 'me', ...said } as const
    store.ledger.append(ledgerEntry(seq, head?.hash ?? '', decision), decision)
    store.agents.put([agentWrite(agentId, { agent: { status: 'approved', factsHash: String(seq) } })], { scanId: null, at: t0 })
  })
  say(`decided ${seq}`)
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
