import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { containedFile } from './contained-file.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contained-')))
const root = join(folder, 'page')
mkdirSync(join(root, 'assets'), { recursive: true })
mkdirSync(join(folder, 'page-of-another'))
for (const file of ['page/index.html', 'page/assets/a b.js', 'secret.json', 'page-of-another/x.json']) writeFileSync(join(folder, file), '')
symlinkSync(join(folder, 'secret.json'), join(root, 'link.json'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the files the page can load', () => {
  it('finds files inside the root', async () => {
    expect(await containedFile(root, 'app://rollcall/index.html?x=1#y')).toBe(join(root, 'index.html'))
    expect(await containedFile(root, 'app://rollcall/assets/a%20b.js')).toBe(join(root, 'assets', 'a b.js'))
  })

  it.each([
    'app://rollcall/../secret.json',
    'app://rollcall/..%2fsecret.json',
    'app://rollcall/%2e%2e%2fsecret.json',
    'app://rollcall/assets/..%2f..%2fsecret.json',
    'app://rollcall/..%5csecret.json',
    'app://rollcall/..%2fpage-of-another/x.json',
    'app://rollcall//etc/hostname',
    'app://rollcall/%2fetc%2fhostname',
    'app://rollcall/link.json',
    'app://rollcall/index.html%00.js',
    'app://rollcall/%E0%A4%A',
    'app://rollcall/',
    'app://other/index.html',
    'file:///etc/hostname',
    'nonsense',
  ])('finds nothing for %s', async (address) => {
    expect(await containedFile(root, address)).toBeNull()
  })
})
