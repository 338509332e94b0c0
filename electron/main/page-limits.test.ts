import { describe, expect, it } from 'vitest'
import { openChosenPaths } from './chosen-paths.ts'
import { limitOf } from './page-limits.ts'

const nobody = { paths: openChosenPaths([]), letsProgramsStart: async () => false }
const report = { report: 'shadow-ai-audit', format: 'pdf', path: '/home/a/audit.pdf' }

describe('writing a report', () => {
  it('needs a path that the save dialog returned, once for each choice', async () => {
    const paths = openChosenPaths([])
    paths.add(report.path)
    const person = { ...nobody, paths }

    expect(await limitOf('reports.export', report, person)).toBeNull()
    expect((await limitOf('reports.export', report, person))?.code).toBe('invalid-input')
  })

  it.each(['/etc/passwd', '/home/a/../a/audit.pdf', ''])('refuses %j, which nobody chose', async (path) => {
    const paths = openChosenPaths(['/home/a/workspace.rollcall'])
    paths.add(report.path)
    expect((await limitOf('reports.export', { ...report, path }, { ...nobody, paths }))?.code).toBe('invalid-input')
  })

  it('does not let a file that was chosen for reading be written, and the other way round', async () => {
    const paths = openChosenPaths([])
    const bundle = { path: '/home/a/q3.zip' }
    paths.addFile(bundle.path)
    const person = { ...nobody, paths }
    expect((await limitOf('reports.export', { ...report, path: bundle.path }, person))?.code).toBe('invalid-input')
    expect(await limitOf('audits.mergeBundle', bundle, person)).toBeNull()
    expect((await limitOf('audits.mergeBundle', bundle, person))?.code).toBe('invalid-input')
    paths.add(bundle.path)
    expect((await limitOf('audits.mergeBundle', bundle, person))?.code).toBe('invalid-input')
  })

  it('is refused on the product’s own files', async () => {
    const paths = openChosenPaths([report.path])
    expect(paths.mayBeShown(report.path)).toBe(true)
    expect((await limitOf('reports.export', report, { ...nobody, paths }))?.code).toBe('invalid-input')
  })
})

it.each([
  ['policies.saveExport', { policyId: 'finance', point: 'aws-scp', path: '/home/a/file.json' }],
  ['connections.saveGrant', { provider: 'aws', id: 'policy', path: '/home/a/file.json' }],
] as const)('%s writes only where the save dialog was told to, once for each choice', async (method, args) => {
  const paths = openChosenPaths([])
  expect((await limitOf(method, args, { ...nobody, paths }))?.code).toBe('invalid-input')
  paths.add(args.path)
  expect(await limitOf(method, args, { ...nobody, paths })).toBeNull()
  expect((await limitOf(method, args, { ...nobody, paths }))?.code).toBe('invalid-input')
})

it('writes forms for owners only into a folder that was chosen, once for each choice', async () => {
  const paths = openChosenPaths([])
  const asked = { agentIds: ['a'], folder: '/home/a/forms' }
  expect((await limitOf('attestations.ask', asked, { ...nobody, paths }))?.code).toBe('invalid-input')
  paths.addFolder('/home/a/forms')
  expect(await limitOf('attestations.ask', asked, { ...nobody, paths })).toBeNull()
  expect((await limitOf('attestations.ask', asked, { ...nobody, paths }))?.code).toBe('invalid-input')
})

describe('connecting', () => {
  it('never reads an environment variable for the window', async () => {
    expect((await limitOf('connections.add', { provider: 'x', secretEnv: { key: 'HOME' } }, nobody))?.code).toBe('invalid-input')
    expect(await limitOf('connections.add', { provider: 'x', secrets: { key: 'typed' } }, nobody)).toBeNull()
  })

  it.each([
    ['connections.add', { provider: 'x', settings: { askServers: 'true' } }],
    ['connections.update', { id: 'c1', settings: { askServers: 'true' } }],
  ] as const)('starts programs only when the person says so (%s)', async (method, args) => {
    expect((await limitOf(method, args, nobody))?.code).toBe('cancelled')
    expect(await limitOf(method, args, { ...nobody, letsProgramsStart: async () => true })).toBeNull()
    expect(await limitOf(method, { ...args, settings: { askServers: 'false' } }, nobody)).toBeNull()
  })
})

it('passes on nothing that does not fit, and leaves other methods to the engine', async () => {
  expect((await limitOf('connections.add', { provider: 7 }, nobody))?.subject).toBe('provider')
  expect(await limitOf('workspace.info', {}, nobody)).toBeNull()
})
