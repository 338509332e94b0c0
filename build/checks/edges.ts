import { isBuiltin } from 'node:module'
import { isTest, type Module } from './module.ts'
import { type Room, rooms } from './rooms.ts'

/** A broken rule: where, and what it says. */
export interface Problem {
  readonly path: string
  readonly rule: string
}

/**
 * Every import that is not an edge of the plan. Tests are not shipped and may import anything; journeys too.
 */
export function forbiddenEdges(modules: readonly Module[]): readonly Problem[] {
  return modules
    .filter(({ path }) => !isTest(path))
    .flatMap((module) => {
      const room = roomOf(module.path)
      if (room === null) return []
      return module.imports
        .filter((target) => !allowed(room, target))
        .map((target) => ({ path: module.path, rule: `${room.folder} may not import ${target}` }))
    })
}

function roomOf(path: string): Room | null {
  return rooms.filter(({ folder }) => path.startsWith(folder)).sort((a, b) => b.folder.length - a.folder.length)[0] ?? null
}

function allowed(room: Room, target: string): boolean {
  if (isLocal(target)) return !isTest(target) && room.local.some((folder) => target.startsWith(folder))
  if (isBuiltin(target)) return room.node && target.startsWith('node:')
  return room.packages.some((name) => target === name || target.startsWith(`${name}/`))
}

function isLocal(target: string): boolean {
  return /^(shared|electron|renderer|build|e2e|docs)\/|^\.\.?\/|\.(tsx?|json)$/.test(target)
}
