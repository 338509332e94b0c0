import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallWorkflow } from '../../e2e/harness/small-workflow.ts'
import type { GrantDocument } from '../../shared/domain/grant-document.ts'
import { connectors } from '../engine/connectors/registry.ts'
import { atDesk, jsonLines } from './run-for-test.ts'

const refusals: readonly (readonly [args: readonly string[], code: number, words: string])[] = [
  [['frobnicate'], 2, 'unknown command'],
  [['scan'], 2, "required option '--workspace <file>'"],
  [['scan', '--workspace', 'nowhere.rollcall'], 1, 'There is no workspace file at this path.'],
  [['agents', '--workspace', 'empty.rollcall', '--where', 'colour=red'], 2, 'Use one of: kind'],
  [['scan', '--workspace', 'empty.rollcall', '--connection', 'nobody'], 1, 'This connection is not in the workspace.'],
  [['connect', '--workspace', 'new.rollcall', 'no-such'], 2, 'Choose one of: '],
  [['connect', '--workspace', 'new.rollcall', 'n8n'], 2, 'n8n cannot be read without “baseUrl”.'],
  [['connect', '--workspace', 'new.rollcall', 'microsoft-365', '--set', 'tenantId=t'], 2, 'cannot be read without “clientId”'],
  [['connect', '--workspace', 'new.rollcall', 'n8n', '--set', 'colour=red'], 2, 'Its settings are: baseUrl'],
  [['connect', '--workspace', 'new.rollcall', 'n8n', '--set', 'baseUrl=http://x', '--set', 'apiKey=k'], 2, 'is a secret'],
  [['decide', '--workspace', 'empty.rollcall', 'nobody', 'approve', '--reason', 'why'], 1, 'No agent has this id or name.'],
  [['decide', '--workspace', 'empty.rollcall', 'nobody', 'praise', '--reason', 'why'], 2, 'Choose one of: assign-owner'],
  [['report', '--workspace', 'empty.rollcall', '--report', 'shadow-ai-audit', '--format', 'docx', '--out', 'x'], 2, 'pdf, html, csv, json'],
  [['verify', 'nothing.json'], 1, 'This file cannot be read.'],
  [['catalogue', 'permissions', '--provider', 'no-such'], 2, 'Choose one of: microsoft-graph'],
  [['grants', '--provider', 'no-such'], 2, 'Choose one of: this-computer'],
  [['grants', '--provider', 'slack', '--for', 'everything'], 2, 'Allowed choices are read, revoke'],
  [['demo', '--workspace', 'new.rollcall', '--size', 'huge'], 2, 'small, default, large or a whole number'],
]

test(
  'what cannot be done is said on standard error, with the documented exit code and nothing on standard output',
  () =>
    atDesk(async ({ folder, rollcall }) => {
      mkdirSync(join(folder, 'home'))
      expect((await rollcall(['connect', '--workspace', 'empty.rollcall', 'this-computer', '--set', 'home=home'])).code).toBe(0)
      for (const [args, code, words] of refusals) {
        const said = await rollcall(args)
        expect([args.join(' '), said.code, said.out, said.err.includes(words)]).toEqual([args.join(' '), code, '', true])
      }
      expect(readdirSync(folder)).not.toContain('nowhere.rollcall')
      expect((await rollcall(['--help'])).code).toBe(0)
    }),
  240_000,
)

test(
  'the documents that grant permissions are printed to paste, and written to files that hold nothing else',
  () =>
    atDesk(async ({ folder, rollcall }) => {
      for (const purpose of ['read', 'revoke'] as const) {
        const printed = await rollcall(['grants', '--provider', 'github', '--for', purpose])
        const asJson = jsonLines<GrantDocument>((await rollcall(['grants', '--provider', 'github', '--for', purpose, '--json'])).out)
        const written = await rollcall(['grants', '--provider', 'github', '--for', purpose, '--out', purpose])
        const files = written.out.trim().split('\n')
        expect(asJson.length).toBeGreaterThan(1)
        expect(files).toEqual(asJson.map(({ id, format }) => join(folder, purpose, `${id}.${format === 'json' ? 'json' : 'txt'}`)))
        for (const [index, { text, title }] of asJson.entries()) {
          expect(printed.out).toContain(`# ${title}\n`)
          expect(printed.out).toContain(`\n${text}`)
          expect(readFileSync(files[index] ?? '', 'utf8')).toBe(text)
        }
      }
    }),
  240_000,
)

test(
  'a secret comes from its variable at each scan, is asked for by name, and stands in no file',
  () =>
    atDesk(async ({ folder, rollcall }) => {
      const key = 'planted-api-key-4711'
      const server = createServer((request, response) => {
        const allowed = request.headers['x-n8n-api-key'] === key
        response.writeHead(allowed ? 200 : 401, { 'content-type': 'application/json' })
        response.end(JSON.stringify(allowed ? { data: [smallWorkflow('Support agent')], nextCursor: null } : { message: 'unauthorized' }))
      })
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
      try {
        const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
        const w = ['--workspace', 'n8n.rollcall']
        await rollcall(['connect', ...w, 'n8n', '--label', 'Server', '--set', `baseUrl=${address}`, '--secret-env', 'apiKey=THE_KEY'])
        const without = await rollcall(['scan', ...w])
        expect([without.code, without.out.includes('the environment variable THE_KEY')]).toEqual([3, true])
        expect((await rollcall(['scan', ...w], { THE_KEY: key })).out).toContain('objects by')
        const [agent] = jsonLines<{ name: string; models: { name: string }[] }>((await rollcall(['agents', ...w, '--json'])).out)
        expect([agent?.name, agent?.models[0]?.name]).toEqual(['Support agent', 'gpt-4o'])
        await rollcall(['report', ...w, '--report', 'shadow-ai-audit', '--format', 'json', '--out', 'out/report.json'])
        const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
        expect(files.map((file) => file.name)).toEqual(expect.arrayContaining(['n8n.rollcall', 'report.json']))
        for (const file of files)
          expect([file.name, readFileSync(join(file.parentPath, file.name)).includes(key)]).toEqual([file.name, false])

        expect((await rollcall(['verify', 'out/report.json'])).code).toBe(0)
        const report = readFileSync(join(folder, 'out/report.json'), 'utf8')
        writeFileSync(join(folder, 'out/forged.json'), report.replace('Support agent', 'Harmless tool'))
        const forged = await rollcall(['verify', 'out/forged.json'])
        expect([forged.code, forged.out.includes('The content was changed')]).toEqual([1, true])
      } finally {
        server.close()
      }
    }),
  240_000,
)

test('a path is meant from where it was typed, also when the scan runs elsewhere', () =>
  atDesk(async (here) => {
    writeFileSync(join(here.folder, 'flow.json'), JSON.stringify(smallWorkflow('Support agent')))
    await here.rollcall(['connect', '--workspace', 'w.rollcall', 'n8n', '--set', 'export=flow.json'])
    await atDesk(async (there) => {
      const w = ['--workspace', join(here.folder, 'w.rollcall')]
      expect((await there.rollcall(['scan', ...w])).code).toBe(0)
      expect(jsonLines((await there.rollcall(['agents', ...w, '--json'])).out)).toHaveLength(1)
    })
  }))

test('the permission table is one JSON object of action, resource and sensitivity', () =>
  atDesk(async ({ rollcall }) => {
    const { code, out } = await rollcall(['catalogue', 'permissions', '--provider', 'microsoft-graph', '--json'])
    const [table] = jsonLines<Record<string, unknown>>(out)
    expect(code).toBe(0)
    expect(table?.['Mail.Read']).toMatchObject({ action: 'read', resource: 'mail', sensitivity: 'restricted' })
  }))

test('the guide names every setting of the sources the product began with', () => {
  const guide = readFileSync(new URL('../../docs/guides/command-line.md', import.meta.url), 'utf8')
  const first = connectors.filter(({ id }) => ['this-computer', 'microsoft-365', 'n8n'].includes(id))
  expect(first).toHaveLength(3)
  const settings = first.flatMap(({ fields }) => fields.map(({ key }) => `\`${key}\``))
  expect(settings.filter((setting) => !guide.includes(setting))).toEqual([])
})
