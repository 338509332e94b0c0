import type { Problem } from './edges.ts'
import { isTest, type Module, type Node, textOf } from './module.ts'

/** A rule of the plan that holds everywhere but in the named places. */
export interface Rule {
  readonly says: string
  /** Where it holds: prefixes from the project's folder. */
  readonly within: readonly string[]
  /** The places that are made for it, or that are excused with a reason. */
  readonly except: readonly string[]
  readonly broken: (module: Module) => boolean
}

const product = ['shared/', 'electron/', 'renderer/']
const network = new Set(
  ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns'].flatMap((name) => [`node:${name}`, name, `node:${name}/promises`]),
)

export const rules: readonly Rule[] = [
  {
    says: 'better-sqlite3 is opened in store/open.ts only',
    within: product,
    except: ['electron/engine/store/open.ts'],
    broken: ({ imports }) => imports.includes('better-sqlite3'),
  },
  {
    says: "the engine's only way out is engine/http",
    within: ['electron/engine/', 'shared/'],
    except: ['electron/engine/http/'],
    broken: ({ imports, nodes }) =>
      imports.some((target) => network.has(target) || target === 'undici') ||
      nodes.some((node) => calls(node, 'fetch') || makes(node, 'WebSocket')),
  },
  {
    says: "raw ipcMain is for main's broker only",
    within: product,
    except: ['electron/main/broker.ts'],
    broken: ({ nodes }) => nodes.some((node) => names(node, 'ipcMain')),
  },
  {
    says: 'raw ipcRenderer is for the preload only',
    within: product,
    except: ['electron/preload/'],
    broken: ({ nodes }) => nodes.some((node) => names(node, 'ipcRenderer')),
  },
  {
    says: 'SQL pages by keys, never by OFFSET',
    within: ['electron/'],
    except: [],
    broken: ({ nodes }) => nodes.some((node) => /\bOFFSET\b|\blimit\b[^;]*\boffset\b/.test(textOf(node) ?? '')),
  },
  {
    says: "no provider's name outside connectors, estate and catalogue",
    within: product,
    except: ['electron/engine/connectors/', 'electron/estate/'],
    broken: ({ nodes }) => nodes.some((node) => /microsoft|\bentra\b|\bn8n\b/i.test(wordOf(node))),
  },
  {
    says: "no framework's name outside risk/frameworks and reports",
    within: product,
    except: ['electron/engine/risk/frameworks/', 'electron/engine/reports/'],
    broken: ({ nodes }) => nodes.some((node) => /\bNIST\b|\bOWASP\b|EU AI Act|\bISO\/IEC\b|\bSOC 2\b/.test(textOf(node) ?? '')),
  },
  {
    says: 'what a log says is fixed text; what varies goes into its fields',
    within: ['electron/engine/'],
    except: [],
    broken: ({ nodes }) => nodes.some(logsVaryingText),
  },
]

/** Every place where a rule is broken. Tests are excused: they show the forbidden on purpose. */
export function brokenRules(modules: readonly Module[]): readonly Problem[] {
  return rules.flatMap((rule) =>
    modules
      .filter(({ path }) => !isTest(path) && startsWithOne(path, rule.within) && !startsWithOne(path, rule.except))
      .filter(rule.broken)
      .map(({ path }) => ({ path, rule: rule.says })),
  )
}

function startsWithOne(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path.startsWith(prefix))
}

function names(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

function calls(node: Node, name: string): boolean {
  if (node.type !== 'CallExpression') return false
  const callee = node.callee as Node
  if (callee.type !== 'MemberExpression') return names(callee, name)
  return names(callee.object as Node, 'globalThis') && names(callee.property as Node, name)
}

function makes(node: Node, name: string): boolean {
  return node.type === 'NewExpression' && names(node.callee as Node, name)
}

function wordOf(node: Node): string {
  return textOf(node) ?? (node.type === 'Identifier' && typeof node.name === 'string' ? node.name : '')
}

/** `log({ text })` and `log(text, fields)`: text put together on the spot, whose parts belong into fields. */
function logsVaryingText(node: Node): boolean {
  if (node.type !== 'CallExpression') return false
  const callee = node.callee as Node
  const called = callee.type === 'MemberExpression' ? (callee.property as Node) : callee
  const entry = (node.arguments as readonly Node[])[0]
  if (!names(called, 'log') || entry === undefined) return false
  if (entry.type !== 'ObjectExpression') return isPutTogether(entry)
  const text = (entry.properties as readonly Node[]).find((property) => property.type === 'Property' && names(property.key as Node, 'text'))
  return text !== undefined && isPutTogether(text.value as Node)
}

function isPutTogether(node: Node): boolean {
  if (node.type === 'TemplateLiteral') return (node.expressions as readonly Node[]).length > 0
  return node.type === 'BinaryExpression' || node.type === 'CallExpression'
}
