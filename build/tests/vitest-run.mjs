import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/root.mjs'
import { tallyOf } from './tally.mjs'

/**
 * Runs vitest, showing what it shows, and counts what it reports.
 * @param {{ config: string, files?: readonly string[], environment?: Readonly<Record<string, string>> }} options
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runVitest({ config, files = [], environment = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-tests-'))
  const output = join(folder, 'report.json')
  try {
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      config,
      '--root',
      root,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${output}`,
      ...files,
    ]
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    })
    const code = await new Promise((settle) => child.once('exit', settle))
    return tallyOf(read(output), code, config)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
