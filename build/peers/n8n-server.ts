import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** The version that the guide names; `N8N_VERSION` tries another. */
export const version = process.env.N8N_VERSION ?? '2.41.1'

const home = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rollcall', 'peers', `n8n-${version}`)
const port = 5_690

/** Where the package was unpacked, for its own description of the interface. */
export const packageFolder = join(home, 'node_modules', 'n8n')

/** Runs a program to its end and gives its exit code. */
function run(command: string, args: readonly string[], cwd: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Installs the server into a cache folder outside the project: about 3 GB and several minutes the first time. */
export async function install(): Promise<void> {
  if (!existsSync(join(packageFolder, 'bin', 'n8n'))) {
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), '{"private":true}\n')
    const code = await run('npm', ['install', `n8n@${version}`, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], home)
    if (code !== 0) throw new Error(`npm could not install n8n@${version} (exit ${code}); N8N_VERSION names another version`)
  }
  const binding = join(home, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node')
  if (!existsSync(binding)) {
    // Its database driver is the one part that needs its script: a prebuilt binary, or a C++ compiler and Node's headers.
    const code = await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'], home)
    if (code !== 0 || !existsSync(binding))
      throw new Error('sqlite3 could not be built: it wants a download or a C++ compiler with Node headers')
  }
}

export interface RunningServer {
  readonly origin: string
  /** The end of what it printed. */
  said(): string
  stop(): Promise<void>
}

/** Starts it on loopback with an empty folder of its own. */
export async function start(): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-n8n-'))
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [join(packageFolder, 'bin', 'n8n'), 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      N8N_USER_FOLDER: folder,
      N8N_PORT: String(port),
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_HOST: '127.0.0.1',
      N8N_SECURE_COOKIE: 'false',
      N8N_DIAGNOSTICS_ENABLED: 'false',
      N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
      N8N_TEMPLATES_ENABLED: 'false',
      N8N_PERSONALIZATION_ENABLED: 'false',
      N8N_RUNNERS_ENABLED: 'true',
      N8N_RUNNERS_BROKER_PORT: String(port + 1),
      DB_TYPE: 'sqlite',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = (said + chunk).slice(-4_000)))
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.kill('SIGTERM')) {
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(late)
    }
    rmSync(folder, { recursive: true, force: true })
  }
  for (let waited = 0; waited < 180; waited += 1) {
    if (child.exitCode !== null) break
    const answer = await fetch(`${origin}/healthz/readiness`).catch(() => null)
    if (answer?.ok) return { origin, stop, said: () => said }
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  await stop()
  throw new Error(`n8n did not come up:\n${said}`)
}
