import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { notice, shippedPackages } from './licences.mjs'
import { root } from './setup/root.mjs'

/** The two packages that are not bundled, and which of their files run. */
const kept = [
  { name: 'better-sqlite3', files: ['package.json', 'LICENSE', 'lib', `prebuilds/${process.platform}-${process.arch}.node`] },
  { name: '@cedar-policy/cedar-wasm', files: ['package.json', 'nodejs'] },
]

/**
 * Lays out exactly what is shipped: the bundles, the two native packages without their sources and other systems'
 * binaries, the licences, and a manifest without dependencies.
 * @param {{ folder: string, flavour: import('./bundle.mjs').Flavour, say?: (line: string) => void }} options
 */
export async function stage({ folder, flavour, say }) {
  await bundle({ outDir: join(folder, 'dist'), flavour, ...(say === undefined ? {} : { say }) })
  for (const { name, files } of kept) {
    for (const file of files) {
      const target = join(folder, 'dist', 'node_modules', name, file)
      mkdirSync(join(target, '..'), { recursive: true })
      cpSync(join(root, 'node_modules', name, file), target, { recursive: true })
    }
  }
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), notice(shippedPackages(root)))
  const { name, version, description, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const manifest = { name, productName: 'Rollcall', version, description, license, author: 'The Rollcall authors', main: 'dist/main.cjs' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
}
