import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readLines } from './read-lines.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lines-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function linesOf(content: string, longest = 1_000_000): Promise<readonly (readonly [string, boolean])[]> {
  const path = join(folder, 'file.ndjson')
  await writeFile(path, content)
  const lines: (readonly [string, boolean])[] = []
  for await (const line of readLines(path, longest)) lines.push([line.bytes.toString('utf8'), line.whole])
  return lines
}

it('ends a line at a line feed only, not at what JSON may carry unescaped', async () => {
  expect(await linesOf('"a\u2028b\u2029c\u0085d"\r\n"e"\n\n"f"')).toEqual([
    ['"a\u2028b\u2029c\u0085d"\r\n', true],
    ['"e"\n', true],
    ['\n', true],
    ['"f"', true],
  ])
})

it('keeps characters whole across the pieces in which a file is read', async () => {
  const long = '界'.repeat(100_000)
  expect(await linesOf(`${long}\n${long}`)).toEqual([
    [`${long}\n`, true],
    [long, true],
  ])
})

it('reads only the beginning of a line that is too long, and goes on after it', async () => {
  expect(await linesOf(`${'x'.repeat(200_000)}\nnext\n`, 10)).toEqual([
    ['x'.repeat(10), false],
    ['next\n', true],
  ])
})

it('has nothing to say of an empty file', async () => {
  expect(await linesOf('')).toEqual([])
})
