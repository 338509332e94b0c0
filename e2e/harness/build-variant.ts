import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleProcess, processes } from '../../build/bundle.mjs'
import { artifactsFolder, projectFolder } from './environment.ts'

/** Builds the shell's variant: the product's main and preload, a small page, and an engine that says back what it hears. */
export async function buildVariant(): Promise<string> {
  const folder = join(artifactsFolder, 'variant')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await bundleProcess({ name: 'main', entry: 'e2e/harness/variant/main.ts', outDir: folder, flavour: 'development' })
  await bundleProcess({ name: 'preload', entry: processes.preload, outDir: folder, flavour: 'development' })
  copyFileSync(join(projectFolder, 'electron/main/testing/echo-engine.mjs'), join(folder, 'engine.cjs'))
  cpSync(join(projectFolder, 'e2e/harness/variant/page'), join(folder, 'renderer'), { recursive: true })
  writeFileSync(join(folder, 'outside.json'), '{"secret":"outside the page"}')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'rollcall-variant', version: '0.0.0', main: 'main.cjs' }))
  return folder
}
