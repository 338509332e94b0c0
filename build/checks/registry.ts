import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from './edges.ts'
import type { Module } from './module.ts'

const connectors = 'electron/engine/connectors'

/** Folders beside the connectors that serve several of them. */
const shared = ['agent-files', 'catalogue']

/** Folders with a `connector.ts` and lines of the registry must be the same set. */
export function registryGaps(root: string, registry: Module): readonly Problem[] {
  const folders = readdirSync(join(root, connectors), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, connectors, entry.name, 'connector.ts')))
    .map((entry) => entry.name)
  return gaps(folders, registered(registry))
}

/** The connectors a registry imports. */
export function registered(registry: Module): readonly string[] {
  return registry.imports.flatMap((target) => {
    const [, name] = new RegExp(`^${connectors}/([^/]+)/connector\\.ts$`).exec(target) ?? []
    return name === undefined ? [] : [name]
  })
}

/** Whether a file belongs to a connector, or to its part of the estate, that has no line in the registry yet. */
export function isUnfinished(path: string, registry: readonly string[]): boolean {
  const [, name] = /^electron\/(?:engine\/connectors|estate)\/([^/]+)\//.exec(path) ?? []
  return name !== undefined && !registry.includes(name) && !shared.includes(name)
}

export function gaps(folders: readonly string[], lines: readonly string[]): readonly Problem[] {
  return [
    ...folders
      .filter((name) => !lines.includes(name))
      .map((name) => ({ path: `${connectors}/${name}`, rule: 'has no line in the registry' })),
    ...lines
      .filter((name) => !folders.includes(name))
      .map((name) => ({ path: `${connectors}/registry.ts`, rule: `names ${name}, which has no folder` })),
  ]
}
