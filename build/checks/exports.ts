import type { Problem } from './edges.ts'
import { isTest, type Module, type Node, targetOf } from './module.ts'

/**
 * Values that a module hands out and nobody takes: dead code, or a detail that should stay inside. Types are excused, because
 * they belong to the function beside them. What only a test takes counts as taken.
 * @param takers everything that may import, the modules themselves included
 */
export function unusedExports(modules: readonly Module[], takers: readonly Module[]): readonly Problem[] {
  const taken = new Set(takers.flatMap(({ path, nodes }) => nodes.flatMap((node) => takenBy(path, node))))
  return modules
    .filter(({ path }) => !isTest(path) && !taken.has(`${path} *`))
    .flatMap(({ path, nodes }) =>
      nodes
        .flatMap(exportedBy)
        .filter((name) => !taken.has(`${path} ${name}`))
        .map((name) => ({ path, rule: `exports ${name}, which nobody imports` })),
    )
}

/** `path name` for each value that is taken from another module; the name is `*` where all of it is. */
function takenBy(path: string, node: Node): readonly string[] {
  const source = asNode(node.source)?.value
  if (typeof source !== 'string') return []
  const target = targetOf(path, source)
  if (node.type === 'ImportExpression' || node.type === 'ExportAllDeclaration') return [`${target} *`]
  if (node.type !== 'ImportDeclaration' && node.type !== 'ExportNamedDeclaration') return []
  return (node.specifiers as readonly Node[]).map((specifier) => {
    if (specifier.type === 'ImportNamespaceSpecifier') return `${target} *`
    return `${target} ${asNode(specifier.imported ?? specifier.local)?.name}`
  })
}

function exportedBy(node: Node): readonly string[] {
  const declaration = asNode(node.declaration)
  if (node.type !== 'ExportNamedDeclaration' || declaration === null) return []
  const declared = declaration.type === 'VariableDeclaration' ? (declaration.declarations as readonly Node[]) : [declaration]
  return declared.flatMap(({ type, id }) => {
    const name = asNode(id)?.name
    return /^(FunctionDeclaration|ClassDeclaration|VariableDeclarator)$/.test(type) && typeof name === 'string' ? [name] : []
  })
}

function asNode(value: unknown): Node | null {
  return typeof value === 'object' && value !== null ? (value as Node) : null
}
