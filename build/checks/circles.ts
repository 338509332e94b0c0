import type { Problem } from './edges.ts'
import type { Module } from './module.ts'

/** Files that import each other in a loop, types included: neither can be understood without the other. One problem for each loop found. */
export function importCircles(modules: readonly Module[]): readonly Problem[] {
  const importsOf = new Map(modules.map(({ path, imports }) => [path, imports]))
  const done = new Set<string>()
  const found: Problem[] = []
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path)
    if (at >= 0) found.push({ path, rule: `imports itself by way of ${[...way.slice(at + 1), path].join(' → ')}` })
    if (at >= 0 || done.has(path)) return
    for (const target of importsOf.get(path) ?? []) visit(target, [...way, path])
    done.add(path)
  }
  for (const { path } of modules) visit(path, [])
  return found
}
