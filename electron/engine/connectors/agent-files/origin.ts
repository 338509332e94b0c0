import { isLoopback } from '../../http/address.ts'
import { looksSecret } from '../../http/redact.ts'
import { type Layout, shortPath } from './layout.ts'
import type { RawEntry } from './raw-entry.ts'
import { addressIn, safeCommand, safePath } from './secrets.ts'

/** Where a server comes from: the key by which the same server is recognised in every client, without version and arguments. */
export interface Origin {
  readonly kind: 'npm' | 'pypi' | 'container' | 'address' | 'program'
  /** `npm:@scope/name`, `pypi:name`, `docker:image`, `https://host/path`, `program:…`. */
  readonly identity: string
  /** The package or image as started, e.g. `name@1.2.3`; null for programs and addresses. */
  readonly packageName: string | null
  readonly version: string | null
  /** Fetched anew at each start without a fixed version. */
  readonly unpinned: boolean
  /** The remote address without secrets; null for local programs. */
  readonly address: string | null
  /** Unencrypted beyond this machine. */
  readonly plainHttp: boolean
  /** Arguments that are the runner's own words or the package, and may be shown. */
  readonly keptWords: readonly string[]
}

/** Programs that fetch and start a package; the words that may stand between them and its name. */
const runners: Readonly<
  Record<string, { readonly kind: 'npm' | 'pypi'; readonly words: readonly string[]; readonly valued: readonly string[] }>
> = {
  npx: { kind: 'npm', words: [], valued: ['-p', '--package', '-c', '--call', '--registry', '--cache', '-w', '--workspace'] },
  bunx: { kind: 'npm', words: [], valued: [] },
  pnpx: { kind: 'npm', words: [], valued: [] },
  npm: { kind: 'npm', words: ['exec', 'x'], valued: ['--registry'] },
  pnpm: { kind: 'npm', words: ['dlx', 'exec'], valued: [] },
  yarn: { kind: 'npm', words: ['dlx'], valued: [] },
  bun: { kind: 'npm', words: ['x'], valued: [] },
  uvx: { kind: 'pypi', words: [], valued: ['--from', '--with', '--python', '-p', '--index-url', '--directory'] },
  uv: { kind: 'pypi', words: ['tool', 'run'], valued: ['--from', '--with', '--directory', '--project', '--python', '-p'] },
  pipx: { kind: 'pypi', words: ['run'], valued: ['--spec', '--pip-args', '--index-url'] },
}
const shells = new Set(['sh', 'bash', 'zsh', 'cmd', 'powershell', 'pwsh'])
const containers = new Set(['docker', 'podman', 'nerdctl'])
const interpreters = new Set(['node', 'python', 'python3', 'deno', 'bun', 'ruby', 'java', 'dotnet', 'tsx', 'ts-node', 'uv'])

/** Null when the entry names neither a program nor an address. */
export function originOf(entry: RawEntry, layout: Layout): Origin | null {
  if (entry.command === null || entry.command.trim() === '') return entry.url === null ? null : remote(entry.url)
  const [command, args] = unwrapped(entry.command, entry.args)
  const program = programName(command)
  if (containers.has(program)) return container(args) ?? local(command, args, layout)
  const runner = runners[program]
  const started = runner === undefined ? null : runPackage(runner, args)
  if (runner === undefined || started === null) return local(command, args, layout)
  const bridged =
    started.name === 'mcp-remote' || started.name === 'supergateway' ? args.find((arg) => /^https?:\/\//.test(arg)) : undefined
  if (bridged !== undefined)
    return {
      ...remote(bridged),
      packageName: started.spec,
      version: started.version,
      unpinned: started.version === null,
      keptWords: started.kept,
    }
  return {
    kind: runner.kind,
    identity: `${runner.kind}:${started.name.toLowerCase()}`,
    packageName: started.spec,
    version: started.version,
    unpinned: started.version === null,
    address: null,
    plainHttp: false,
    keptWords: started.kept,
  }
}

const isAssignment = (word: string): boolean => /^[A-Za-z_]\w*=/.test(word)

/** `cmd /c npx …`, `sh -c "npx …"` and `env A=b npx …` are what they start. */
function unwrapped(command: string, args: readonly string[]): readonly [string, readonly string[]] {
  const program = programName(command)
  if (args.length === 0 && /\s/.test(command.trim()) && !/^["']?([A-Za-z]:)?[\\/]/.test(command)) {
    const [first, ...rest] = command
      .trim()
      .split(/\s+/)
      .filter((word) => !isAssignment(word))
    if (first !== undefined) return unwrapped(first, rest)
  }
  if (shells.has(program)) {
    const at = args.findIndex((arg) => /^(\/c|-c|-lc|-command)$/i.test(arg))
    const line =
      at < 0
        ? []
        : args
            .slice(at + 1)
            .flatMap((arg) => arg.split(/\s+/))
            .filter((word) => word !== '' && word !== 'exec' && !isAssignment(word))
    const [first, ...rest] = line
    if (first !== undefined) return unwrapped(first, rest)
  }
  if (program === 'env') {
    const rest = args.filter((arg) => !isAssignment(arg))
    if (rest[0] !== undefined) return unwrapped(rest[0], rest.slice(1))
  }
  return [command, args]
}

function runPackage(
  runner: { readonly kind: 'npm' | 'pypi'; readonly words: readonly string[]; readonly valued: readonly string[] },
  args: readonly string[],
): { readonly name: string; readonly spec: string; readonly version: string | null; readonly kept: readonly string[] } | null {
  const kept: string[] = []
  let spec: string | null = null
  // `npm start`, `bun server.ts` and `uv run server.py` run something of the project's own.
  const first = args.find((arg) => !arg.startsWith('-'))
  if (runner.words.length > 0 && (first === undefined || !args.some((arg) => runner.words.includes(arg)))) return null
  if (runner.words.includes('tool') && !args.some((arg) => /^(tool|--from|--with)/.test(arg))) return null
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    const from = /^(?:--from|--package|--spec|-p)(?:=(.*))?$/.exec(arg)
    if (from !== null && (runner.kind === 'npm' || arg !== '-p')) spec ??= from[1] ?? args[index + 1] ?? null
    if (runner.valued.includes(arg)) {
      index += 1
      continue
    }
    if (arg.startsWith('-') || runner.words.includes(arg)) continue
    kept.push(arg)
    spec ??= arg
    break
  }
  if (spec === null || spec === '' || /^([~/.]|[A-Za-z]:[\\/])/.test(spec) || looksSecret(spec)) return null
  const { name, version } = runner.kind === 'npm' ? npmSpec(spec) : pypiSpec(spec)
  return { name, spec, version, kept: [...runner.words, ...kept, spec] }
}

function npmSpec(spec: string): { readonly name: string; readonly version: string | null } {
  const at = spec.lastIndexOf('@')
  if (at <= 0) return { name: spec, version: null }
  const version = spec.slice(at + 1)
  // A range or a tag such as `latest` is fetched anew: only an exact version is pinned.
  return { name: spec.slice(0, at), version: /^v?\d+\.\d+\.\d+([-+][\w.-]+)?$/.test(version) ? version : null }
}

function pypiSpec(spec: string): { readonly name: string; readonly version: string | null } {
  const match = /^([\w.-]+)(?:\[[^\]]*\])?(?:(?:===?|@)\s*v?(\d[\w.!+-]*))?/.exec(spec)
  const source = /^git\+https?:\/\/[^\s]+/.exec(spec)
  if (source !== null)
    return {
      name: spec
        .replace(/^git\+/, '')
        .replace(/\/\/[^/@]*@/, '//')
        .replace(/(@[\w./-]+)?(#.*)?$/, ''),
      version: /@[0-9a-f]{40}/.exec(spec)?.[0].slice(1) ?? null,
    }
  return { name: match?.[1] ?? spec, version: match?.[2] ?? null }
}

/** Flags of container runners that take a value as the next word. */
const containerValued =
  /^(-e|--env|--env-file|-v|--volume|--mount|-p|--publish|--name|--network|--net|-w|--workdir|-u|--user|--entrypoint|-l|--label|--platform|--add-host|-h|--hostname|--pull|-m|--memory|--cpus|--cap-add|--cap-drop|--security-opt|--gpus|--restart)$/

function container(args: readonly string[]): Origin | null {
  const run = args.indexOf('run')
  if (run < 0) return null
  for (let index = run + 1; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (containerValued.test(arg)) index += 1
    else if (!arg.startsWith('-')) {
      const [reference = arg, digest] = arg.split('@')
      const tag = /:([\w.-]+)$/.exec(reference)?.[1] ?? null
      const image = tag === null ? reference : reference.slice(0, -tag.length - 1)
      const version = digest ?? (tag === null || tag === 'latest' ? null : tag)
      const identity = `docker:${image.toLowerCase().replace(/^(docker\.io|index\.docker\.io)\//, '')}`
      return {
        kind: 'container',
        identity,
        packageName: arg,
        version,
        unpinned: version === null,
        address: null,
        plainHttp: false,
        keptWords: ['run', arg],
      }
    }
  }
  return null
}

function remote(text: string): Origin {
  const blank = { kind: 'address', packageName: null, version: null, unpinned: false, keptWords: [] } as const
  if (!URL.canParse(text)) return { ...blank, identity: 'address:unreadable', address: null, plainHttp: false }
  const url = new URL(text)
  const address = (addressIn(text) ?? url.origin).replace(/\/$/, '')
  return { ...blank, identity: address.toLowerCase(), address, plainHttp: url.protocol === 'http:' && !isLoopback(url.hostname) }
}

function local(command: string, args: readonly string[], layout: Layout): Origin {
  const program = programName(command)
  const module = /^python|^py$/.test(program) ? args[args.indexOf('-m') + 1] : undefined
  const script = args.find((arg) => !arg.startsWith('-') && /[\\/]|\.(m?[jt]s|py|rb|jar|dll)$/.test(arg))
  const what =
    args.includes('-m') && module !== undefined
      ? `python -m ${module}`
      : interpreters.has(program) && script !== undefined
        ? shortPath(script, layout)
        : shortPath(safeCommand(command), layout)
  const identity = `program:${safePath(what.replaceAll('\\', '/'))}`
  return {
    kind: 'program',
    identity,
    packageName: null,
    version: null,
    unpinned: false,
    address: null,
    plainHttp: false,
    keptWords: ['-m', ...(module === undefined ? [] : [module])],
  }
}

function programName(command: string): string {
  return (command.replace(/["']/g, '').split(/[\\/]/).at(-1) ?? command).toLowerCase().replace(/\.(exe|cmd|bat|ps1)$/, '')
}
