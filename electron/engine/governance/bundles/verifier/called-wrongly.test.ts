import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const verifier = fileURLToPath(new URL('verify.mjs', import.meta.url))

it.each([
  ['an option it does not know, so that no checkpoint is left out by a slip', [verifier, '--chekpoint', 'note.txt'], /chekpoint/],
  ['a bundle that is not there', ['nowhere.zip'], /There is no file nowhere\.zip/],
  ['a checkpoint that is not there', [verifier, '--checkpoint', 'nowhere.txt'], /There is no file nowhere\.txt/],
  ['two bundles', [verifier, verifier], /Name one bundle/],
  ['nothing', [], /Name one bundle/],
])('says so and checks nothing when given %s', (_, args, words) => {
  const { status, stdout } = spawnSync(process.execPath, [verifier, ...args], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stdout).toMatch(words)
  expect(stdout).toContain('Usage: node verify.mjs')
})
