import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own outside the project; delete it to free the space. */
export const peerFolder = (name: string): string => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rollcall', 'peers', name)

/** Runs a program to its end and gives its exit code; 127 where it is not there. */
export function runToEnd(command: string, args: readonly string[], cwd: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Installs npm packages, each pinned exactly, without their scripts, once; gives the folder they lie in. */
export async function installed(name: string, packages: Readonly<Record<string, string>>): Promise<string> {
  const specs = Object.entries(packages).map(([one, version]) => `${one}@${version}`)
  const folder = peerFolder(`${name}-${Object.values(packages)[0] ?? ''}`)
  const modules = join(folder, 'node_modules')
  if (Object.keys(packages).every((one) => existsSync(join(modules, one, 'package.json')))) return modules
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const code = await runToEnd(
    'npm',
    ['install', ...specs, '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    folder,
  )
  if (code !== 0) throw new Error(`npm could not install ${specs.join(' ')} (exit ${code})`)
  return modules
}
