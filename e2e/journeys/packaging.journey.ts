import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fusesOf } from '../../build/fuses.mjs'
import { packageApp } from '../../build/package.mjs'
import { runtime } from '../harness/environment.ts'
import { openPackaged } from '../harness/open-packaged.ts'

// The package is made and launched outside the project, where no installed module can be found by accident.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-package-')))
const linux = process.platform === 'linux'
const electron = { kind: runtime.kind, version: runtime.version, dist: runtime.folder, executable: runtime.executable, why: '' }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The fuses of an executable by the names the configuration uses. */
async function fusesIn(executable: string): Promise<ReturnType<typeof fusesOf>> {
  const wire = await getCurrentFuseWire(executable)
  const on = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE
  return {
    runAsNode: on(FuseV1Options.RunAsNode),
    enableCookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    enableNodeOptionsEnvironmentVariable: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    enableNodeCliInspectArguments: on(FuseV1Options.EnableNodeCliInspectArguments),
    enableEmbeddedAsarIntegrityValidation: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyLoadAppFromAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    grantFileProtocolExtraPrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }
}

describe.runIf(linux)('the packaged application', () => {
  const unpacked = join(folder, 'linux-unpacked')
  const executable = join(unpacked, 'rollcall')

  beforeAll(() => packageApp({ flavour: 'e2e', outDir: folder, installers: false, runtime: electron }), 180_000)

  it('holds the bundles and two native packages, and nothing else', () => {
    const files = listPackage(join(unpacked, 'resources', 'app.asar'), { isPack: false })
    expect(files).toEqual(
      expect.arrayContaining(['/dist/main.cjs', '/dist/preload.cjs', '/dist/engine.cjs', '/dist/estate.cjs', '/dist/renderer/index.html']),
    )
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      `/dist/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    ])
    expect(new Set(files.filter((file) => /^\/dist\/node_modules\/(@[^/]+\/)?[^/@]+$/.test(file)))).toEqual(
      new Set(['/dist/node_modules/better-sqlite3', '/dist/node_modules/@cedar-policy/cedar-wasm']),
    )
    expect(files.filter((file) => /\.(ts|tsx|map)$|\/test|electron\/(engine|main)/.test(file) && !file.endsWith('.d.ts'))).toEqual([])
    expect(existsSync(join(unpacked, 'resources', 'app'))).toBe(false)
  })

  it('lays the licences beside the program', () => {
    expect(readFileSync(join(unpacked, 'THIRD-PARTY.txt'), 'utf8')).toContain('better-sqlite3')
    expect(readFileSync(join(unpacked, 'LICENSE'), 'utf8')).toContain('Apache License')
  })

  it('has the fuses of its flavour: all walls of a release but the inspector', async () => {
    expect(await fusesIn(executable)).toEqual({ ...fusesOf('release'), enableNodeCliInspectArguments: true })
  })

  it('runs from its archive, opens its database and answers', async () => {
    const packaged = await openPackaged(executable)
    try {
      expect(await packaged.app.evaluate(({ app }) => ({ packaged: app.isPackaged, path: app.getAppPath() }))).toEqual({
        packaged: true,
        path: join(unpacked, 'resources', 'app.asar'),
      })
      const info = await packaged.page.evaluate(() => window.rollcall.invoke('workspace.info', {}))
      expect(info).toMatchObject({ ok: true, value: { path: packaged.workspace } })
      const policies = await packaged.page.evaluate(() => window.rollcall.invoke('governance.policies', {}))
      expect(policies).toMatchObject({ ok: true })
      const demo = await packaged.page.evaluate(() => window.rollcall.invoke('connections.openDemo', { size: 'small' }))
      expect(demo).toMatchObject({ ok: true })
      const path = join(folder, 'packaged.pdf')
      await packaged.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      }, path)
      await packaged.page.evaluate(() =>
        window.rollcall.shell.chooseSavePath({ title: 'Save', defaultName: 'audit.pdf', extension: 'pdf' }),
      )
      const report = await packaged.page.evaluate(
        (path) => window.rollcall.invoke('reports.export', { report: 'shadow-ai-audit', format: 'pdf', path }),
        path,
      )
      expect(report).toMatchObject({ ok: true, value: { path } })
      expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
    } finally {
      await packaged.close()
    }
  })
})

describe('a release', () => {
  it('has every way in closed', () => {
    expect(fusesOf('release')).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it.runIf(linux)("carries these fuses in its executable's own bytes", async () => {
    const executable = join(folder, 'release-executable')
    copyFileSync(runtime.executable, executable)
    const fuses = fusesOf('release')
    expect(await fusesIn(executable)).not.toEqual(fuses)
    await flipFuses(executable, {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: fuses.runAsNode,
      [FuseV1Options.EnableCookieEncryption]: fuses.enableCookieEncryption,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: fuses.enableNodeOptionsEnvironmentVariable,
      [FuseV1Options.EnableNodeCliInspectArguments]: fuses.enableNodeCliInspectArguments,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: fuses.enableEmbeddedAsarIntegrityValidation,
      [FuseV1Options.OnlyLoadAppFromAsar]: fuses.onlyLoadAppFromAsar,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: fuses.grantFileProtocolExtraPrivileges,
    })
    expect(await fusesIn(executable)).toEqual(fuses)
  })

  it('is refused with the development runtime', async () => {
    const outDir = join(folder, 'refused')
    await expect(packageApp({ flavour: 'release', outDir, installers: false, runtime: { ...electron, kind: 'fallback' } })).rejects.toThrow(
      /official Electron only/,
    )
    expect(existsSync(outDir) ? readdirSync(outDir) : []).toEqual([])
  })
})
