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
