import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Arch, build, Platform } from 'electron-builder'
import { builderConfig } from './electron-builder.mjs'
import { ensureElectron } from './runtime/electron.mjs'
import { root } from './setup/root.mjs'
import { exitWith } from './setup/told.mjs'
import { stage } from './stage.mjs'

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`)

/**
 * Packages the product for the system at hand.
 * @param {object} options
 * @param {'e2e' | 'release'} options.flavour
 * @param {string} options.outDir
 * @param {boolean} options.installers false stops at the unpacked application
 * @param {import('./runtime/electron.mjs').Runtime} options.runtime
 * @returns {Promise<string>} folder of the packages
 * @throws when a release would carry the development runtime
 */
export async function packageApp({ flavour, outDir, installers, runtime }) {
  if (flavour === 'release' && runtime.kind !== 'official') {
    throw new Error('A release is packaged with the official Electron only; run this where its download host can be reached.')
  }
  const projectDir = mkdtempSync(join(tmpdir(), 'rollcall-stage-'))
  try {
    await stage({ folder: projectDir, flavour, say })
    const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64
    const targets = Platform.current().createTarget(installers ? undefined : 'dir', arch)
    await build({ projectDir, targets, config: builderConfig({ flavour, runtime, outDir }), publish: 'never' })
    return outDir
  } finally {
    rmSync(projectDir, { recursive: true, force: true })
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await exitWith(async () => {
    const { values } = parseArgs({
      options: {
        flavour: { type: 'string', default: 'release' },
        dir: { type: 'boolean', default: false },
        out: { type: 'string', default: join(root, 'release') },
      },
    })
    const flavour = values.flavour === 'e2e' ? 'e2e' : 'release'
    const runtime = await ensureElectron(say)
    say(`Packaged in ${await packageApp({ flavour, outDir: values.out, installers: !values.dir, runtime })}`)
    return 0
  })
}
