import { isRecord, member, parseConfiguration } from '../agent-files/formats.ts'

/** Names in a dependency list; null when it cannot be read. Development-only dependencies do not make an agent. */
export function dependenciesOf(fileName: string, text: string): readonly string[] | null {
  if (fileName === 'requirements.txt')
    return text
      .split('\n')
      .map(pythonName)
      .filter((name) => name !== null)
  if (fileName === 'go.mod')
    return [...text.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/[\w./-]+)\s+v\d/gm)].map((match) =>
      (match[1] ?? '').replace(/\/v\d+$/, ''),
    )
  const parsed = parseConfiguration(text, fileName === 'package.json' ? 'json' : 'toml')
  if (!parsed.ok) return null
  const root = parsed.value
  if (fileName === 'package.json') return [...keys(member(root, 'dependencies')), ...keys(member(root, 'optionalDependencies'))]
  if (fileName === 'Cargo.toml') return keys(member(root, 'dependencies'))
  if (fileName === 'Pipfile') return keys(member(root, 'packages'))
  const project = member(root, 'project')
  const poetry = member(member(member(root, 'tool'), 'poetry'), 'dependencies')
  const optional = member(project, 'optional-dependencies')
  const listed = [member(project, 'dependencies'), ...(isRecord(optional) ? Object.values(optional) : [])].flatMap((list) =>
    Array.isArray(list) ? list : [],
  )
  return [
    ...listed
      .filter((one) => typeof one === 'string')
      .map(pythonName)
      .filter((name) => name !== null),
    ...keys(poetry),
  ]
}

const keys = (value: unknown): readonly string[] => (isRecord(value) ? Object.keys(value) : [])

function pythonName(line: string): string | null {
  return /^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1] ?? null
}
