import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { estateInWorker } from './estate-in-worker.ts'

const folder = mkdtempSync(join(tmpdir(), 'rollcall-estate-thread-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A thread that answers each question with one of these. */
function thread(name: string, answer: string): string {
  const entry = join(folder, `${name}.cjs`)
  writeFileSync(entry, `const { parentPort } = require('node:worker_threads')\nparentPort.on('message', ({ ask }) => { ${answer} })\n`)
  return entry
}

const options = { stateFile: join(folder, 'state.json') } as Parameters<ReturnType<typeof estateInWorker>['open']>[0]

test('an estate is closed once, however often it is asked to', async () => {
  const estate = `{ connections: [], ports: {} }`
  const entry = thread('answers', `parentPort.postMessage(ask === 'open' ? { tell: 'opened', estate: ${estate} } : { tell: 'done' })`)
  const opened = await estateInWorker(entry).open(options)
  if (!opened.ok) throw new Error(opened.failure.message)
  await opened.value.close()
  await expect(opened.value.close()).resolves.toBeUndefined()
})

test('a thread that ends instead of answering is said, not waited for', async () => {
  const opened = await estateInWorker(thread('ends', 'process.exit(0)')).open(options)
  expect(opened.ok ? null : opened.failure).toMatchObject({ code: 'provider-down', message: 'The demo estate could not be started.' })
})
