import { expect, test } from 'vitest'
import { threadFile } from './thread-file.ts'

test.each([
  ['/source/ledger/check-in-threads.ts', '/source/ledger/check-thread.ts'],
  ['/project/dist/engine.cjs', '/project/dist/ledger.cjs'],
  ['/opt/rollcall/resources/app.asar/dist/engine.cjs', '/opt/rollcall/resources/app.asar.unpacked/dist/ledger.cjs'],
  ['/opt/rollcall/resources/app.asar.unpacked/dist/engine.cjs', '/opt/rollcall/resources/app.asar.unpacked/dist/ledger.cjs'],
])('code that runs from %s starts %s', (own, file) => {
  expect(threadFile(own)).toBe(file)
})
