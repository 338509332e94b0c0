import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { processes } from './bundle.mjs'
import { fusesOf } from './fuses.mjs'
import { root } from './setup/root.mjs'

const outsideArchive = Object.keys(processes).filter((name) => name !== 'main' && name !== 'preload')

/**
 * How the staged application becomes a package for the system it is built on. Installers are signed where the usual
 * environment variables of electron-builder name a certificate.
 * @param {{ flavour: import('./bundle.mjs').Flavour, runtime: import('./runtime/electron.mjs').Runtime, outDir: string }} options
 * @returns {import('electron-builder').Configuration}
 */
export function builderConfig({ flavour, runtime, outDir }) {
  return {
    appId: 'org.rollcall.cockpit',
    productName: 'Rollcall',
    copyright: 'Apache-2.0',
    directories: { output: outDir, buildResources: join(root, 'build', 'icons') },
    electronVersion: runtime.version,
    electronDist: runtime.dist,
    electronFuses: fusesOf(flavour),
    npmRebuild: false,
    // What is staged is complete: nothing is installed, rebuilt or collected.
    beforeBuild: async () => false,
    // The builder leaves a `node_modules` of the root out, so the two native packages lie beside the bundles.
    files: ['**/*', 'dist/node_modules/**/*'],
    // Licences are for people to read: beside the program, not only inside its archive.
    extraFiles: ['LICENSE', 'THIRD-PARTY.txt'],
    asar: true,
    // A process or a thread of its own is started from a file; the archive is for Electron's own two.
    asarUnpack: [...outsideArchive.map((name) => `dist/${name}.cjs`), 'dist/{fonts,data,verifier}/**', 'dist/node_modules/**'],
    // The development runtime carries a loader for running from the project.
    afterPack: async ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
    electronLanguages: ['en', 'en-US', 'en-GB', 'de'],
    mac: {
      category: 'public.app-category.business',
      icon: join(root, 'build/icons/icon.png'),
      target: ['dmg', 'zip'],
      hardenedRuntime: true,
      darkModeSupport: true,
    },
    win: { icon: join(root, 'build/icons/icon.png'), target: ['nsis'] },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
    linux: { icon: join(root, 'build/icons/icon.png'), target: ['AppImage', 'deb'], category: 'Office', executableName: 'rollcall' },
    publish: null,
  }
}
