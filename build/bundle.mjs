import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { root } from './setup/root.mjs'

/** @typedef {'development' | 'e2e' | 'release'} Flavour */

/**
 * Each Node process is one CommonJS file, named after its part; a sandboxed preload can be nothing else.
 */
export const processes = Object.freeze({
  main: 'electron/main/main.ts',
  preload: 'electron/preload/preload.ts',
  engine: 'electron/engine/process.ts',
  estate: 'electron/estate/worker.ts',
  ledger: 'electron/engine/governance/ledger/check-thread.ts',
  // Not packaged: an installed cockpit has no Node that would run it.
  cli: 'electron/cli/main.ts',
})

/** Native code and WebAssembly stay what they are; everything else is bundled. */
export const external = ['electron', 'better-sqlite3', '@cedar-policy/cedar-wasm', '@cedar-policy/cedar-wasm/nodejs']

/** Files that bundled code reads beside itself: a folder in the build, and where they come from. */
const beside = [
  { to: 'fonts', from: 'node_modules/roboto-fontface/fonts/roboto', only: /^Roboto-(Light|Regular|Medium)\.woff$/ },
  { to: 'data', from: 'node_modules/pdfkit/js/data', only: /\.icc$/ },
  { to: 'verifier', from: 'electron/engine/governance/bundles/verifier', only: /^verify\.mjs$/ },
  { to: '', from: 'build/icons', only: /^icon\.png$/ },
]

// Its other form asks for fonts by names that exist only inside the package.
const alias = [{ find: /^pdfkit$/, replacement: join(root, 'node_modules/pdfkit/js/pdfkit.js') }]

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/**
 * Bundles one Node process into `outDir/NAME.cjs`.
 * @param {{ name: string, entry: string, outDir: string, flavour: Flavour }} options
 */
export async function bundleProcess({ name, entry, outDir, flavour }) {
  const { methodNames } = await import('../shared/contract/contract.ts')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    define: {
      __FLAVOUR__: JSON.stringify(flavour),
      __ELECTRON_VERSION__: JSON.stringify(manifest.devDependencies.electron),
      // The preload restricts names to the contract without carrying its schemas into the sandbox.
      __METHOD_NAMES__: JSON.stringify(methodNames),
    },
    resolve: { alias },
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: join(root, entry),
      outDir,
      emptyOutDir: false,
      target: 'node20.18',
      minify: false,
      // Beside the code: inside it, every start would read twice as much again.
      sourcemap: flavour === 'development',
      rolldownOptions: {
        external,
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  })
}

/**
 * Bundles the page into `outDir/renderer`; each reply of `app://` writes its own nonce where the placeholder stands.
 * @param {{ outDir: string, flavour: Flavour }} options
 */
export async function bundlePage({ outDir, flavour }) {
  await build({
    root: join(root, 'renderer'),
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    html: { cspNonce: '{{nonce}}' },
    define: { __FLAVOUR__: JSON.stringify(flavour) },
    build: {
      outDir: join(outDir, 'renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4_000,
      modulePreload: { polyfill: false },
      sourcemap: flavour === 'development',
    },
  })
}

/** @param {string} outDir */
function copyBeside(outDir) {
  for (const { to, from, only } of beside) {
    mkdirSync(join(outDir, to), { recursive: true })
    for (const name of readdirSync(join(root, from)).filter((file) => only.test(file)))
      copyFileSync(join(root, from, name), join(outDir, to, name))
  }
}

/**
 * Builds everything the window needs.
 * @param {{ outDir?: string, flavour?: Flavour, say?: (line: string) => void }} options
 */
export async function bundle({ outDir = join(root, 'dist'), flavour = 'development', say = console.log } = {}) {
  const started = Date.now()
  rmSync(outDir, { recursive: true, force: true })
  const wanted = Object.entries(processes).filter(([name]) => flavour === 'development' || name !== 'cli')
  for (const [name, entry] of wanted) await bundleProcess({ name, entry, outDir, flavour })
  await bundlePage({ outDir, flavour })
  copyBeside(outDir)
  writeFileSync(join(outDir, 'flavour'), flavour)
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const asked = process.argv[2]
  await bundle({ flavour: asked === 'release' || asked === 'e2e' ? asked : 'development' })
}
