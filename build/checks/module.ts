import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parseSync } from 'vite'

/** A node of a parsed source, as far as the checks look. */
export interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/** One source file: where it is, what it imports, what it says. */
export interface Module {
  /** From the project's folder, with forward slashes. */
  readonly path: string
  /** Local imports as paths from the project's folder, others as they are written: `node:fs`, `react`, `@mantine/core/styles.css`. */
  readonly imports: readonly string[]
  readonly nodes: readonly Node[]
}

const house = ['shared', 'electron', 'renderer', 'e2e']

/** Reads every source of the product and its journeys, or of other folders of the project. */
export function readModules(root: string, folders: readonly string[] = house): readonly Module[] {
  return folders.flatMap((folder) => sources(root, folder)).map((path) => parseModule(path, readFileSync(join(root, path), 'utf8')))
}

/**
 * Parses one source. Every kind of import counts: static, re-exported, dynamic, `require`, and `import('x')` in types.
 * @throws when the source does not parse
 */
export function parseModule(path: string, source: string): Module {
  const { program, errors } = parseSync(path, source)
  const [problem] = errors
  if (problem !== undefined) throw new Error(`${path}: ${problem.message}`)
  const nodes = [...walk(program)]
  return { path, nodes, imports: nodes.flatMap(importedBy).map((specifier) => targetOf(path, specifier)) }
}

/** Whether a file is a test or serves tests only; such files are never shipped. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|-for-test\.ts$|-fixtures?\.ts$|\/(testing|fixtures?)\//.test(path)
}

/** The text of a string literal or of a template's fixed parts; null for any other node. */
export function textOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'JSXText' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateElement' || !isRecord(node.value)) return null
  return typeof node.value.cooked === 'string' ? node.value.cooked : null
}

function importedBy(node: Node): readonly string[] {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration')
    return literal(node.source)
  if (node.type === 'ImportExpression' || node.type === 'TSImportType') return literal(node.source ?? node.argument)
  if (node.type === 'TSExternalModuleReference') return literal(node.expression)
  if (node.type === 'CallExpression' && isRecord(node.callee) && node.callee.name === 'require' && Array.isArray(node.arguments)) {
    return literal(node.arguments[0])
  }
  return []
}

function literal(value: unknown): readonly string[] {
  if (!isRecord(value)) return []
  if (typeof value.value === 'string') return [value.value]
  return literal(value.literal)
}

/** What an import names: a path from the project's folder, or a package as it is written. */
export function targetOf(from: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.normalize(posix.join(dirname(from), specifier)) : specifier
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item)
  else if (isRecord(value)) {
    if (typeof value.type === 'string') yield value as Node
    for (const member of Object.values(value)) if (typeof member === 'object') yield* walk(member)
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function sources(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sources(root, path)
    return /\.(tsx?|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}
