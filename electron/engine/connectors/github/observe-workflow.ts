import { createHash } from 'node:crypto'
import { blankSubject, type Power, type Signal, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { redactText } from '../../http/redact.ts'
import { isRecord, member, parseConfiguration } from '../agent-files/formats.ts'
import { fileKey } from './keys.ts'
import { engineVendors, knownAction } from './known-actions.ts'
import { powersOfPermission } from './permissions.ts'

export interface WorkflowFile {
  readonly repository: string
  readonly path: string
  readonly text: string
  /** Whether strangers can open issues and pull requests. */
  readonly public: boolean
}

/** The AI in one workflow file: an agentic workflow in Markdown, or steps that run a coding agent. */
interface Found {
  readonly name: string | null
  readonly signals: readonly Signal[]
  readonly acts: boolean
  readonly on: unknown
  readonly permissions: unknown
  readonly environment: readonly string[]
  readonly model: string | null
  readonly vendor: string | null
  readonly purpose: string | null
  readonly instructions: string | null
  readonly outputs: readonly string[]
}

/** What strangers write, and what a person must start. */
const strangers = new Set(['issues', 'issue_comment', 'pull_request_target', 'pull_request', 'discussion', 'discussion_comment', 'fork'])
const byPerson = new Set(['workflow_dispatch', 'slash_command', 'command'])
/** Most steps of a file that are looked at. */
const mostSteps = 2_000

/** Null: no AI in it, or not readable; `unreadable` tells them apart. Scripts inside steps are never looked at. */
export function observeAgentWorkflow(file: WorkflowFile): Subject | 'unreadable' | null {
  const found = file.path.endsWith('.md') ? fromMarkdown(file.text) : fromYaml(file.text)
  if (found === null || found === 'unreadable') return found
  const triggers = triggersOf(found.on)
  const alone = triggers.filter((one) => !byPerson.has(one))
  const permissions = permissionsOf(found.permissions)
  const writes = permissions === null || permissions.some((one) => !one.endsWith(':read')) || found.outputs.length > 0
  const untrusted = file.public && triggers.some((one) => strangers.has(one))
  const traits: (Trait | false)[] = [untrusted && 'untrusted-input', !file.public && 'private-data']
  return {
    ...blankSubject,
    key: fileKey(file.repository, file.path),
    role: 'agent',
    name: redactText(found.name?.trim() || nameOf(file.path)).slice(0, 10_000),
    nativeIds: [{ kind: 'github-file', value: `${file.repository}/${file.path}`, joins: false }],
    agentKind: found.acts ? 'autonomous-agent' : 'workflow',
    platform: 'GitHub Actions',
    autonomy: autonomyOf(alone, writes, triggers),
    signals: found.signals,
    purpose: found.purpose,
    models: found.vendor === null && found.model === null ? [] : [{ vendor: found.vendor, name: found.model }],
    tools: toolsOf(permissions, found.outputs, file.public),
    credentials: found.environment.filter(secretLike).map((name) => ({ kind: 'stored', name, createdAt: null, expiresAt: null })),
    exposure: untrusted ? 'public' : 'group',
    instructionsHash: found.instructions === null ? null : createHash('sha256').update(found.instructions).digest('hex'),
    guardrails: found.outputs.length > 0 ? ['what it writes goes through checked outputs'] : [],
    traits: traits.filter((trait) => trait !== false),
    details: {
      Repository: file.repository,
      File: file.path,
      'Started by': triggers.join(', ').slice(0, 500) || 'not told',
      ...(found.environment.length === 0 ? {} : { 'Environment names': found.environment.join(', ').slice(0, 1_000) }),
      ...(found.outputs.length === 0 ? {} : { 'May write': found.outputs.join(', ').slice(0, 500) }),
    },
  }
}

function fromMarkdown(text: string): Found | 'unreadable' | null {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(text)
  if (parts === null) return null
  const head = parseConfiguration(parts[1] ?? '', 'yaml')
  if (!head.ok) return 'unreadable'
  const on = member(head.value, 'on')
  // Notes and shared parts stand in the same folder; without a trigger it starts nothing.
  if (on === undefined) return null
  const engine = member(head.value, 'engine')
  const id = typeof engine === 'string' ? engine : text300(member(engine, 'id'))
  const outputs = member(head.value, 'safe-outputs')
  return {
    name: text300(member(head.value, 'name')) ?? /^#\s+(.{1,200})$/m.exec(parts[2] ?? '')?.[1] ?? null,
    signals: [
      {
        by: 'file',
        value: `agentic workflow, engine ${redactText(id ?? 'copilot').slice(0, 60)}`,
        certainty: 'certain',
        ...vendorOf(id ?? 'copilot'),
      },
    ],
    acts: true,
    on,
    permissions: member(head.value, 'permissions') ?? {},
    environment: keysOf(member(head.value, 'env')),
    model: text300(member(engine, 'model')),
    vendor: vendorOf(id ?? 'copilot').vendor ?? null,
    purpose: text300(member(head.value, 'description')),
    instructions: parts[2] ?? '',
    outputs: isRecord(outputs) ? Object.keys(outputs).map((one) => redactText(one).slice(0, 60)) : [],
  }
}

const vendorOf = (engine: string): { readonly vendor?: string } =>
  Object.hasOwn(engineVendors, engine) ? { vendor: engineVendors[engine] ?? '' } : {}

function fromYaml(text: string): Found | 'unreadable' | null {
  const parsed = parseConfiguration(text, 'yaml')
  if (!parsed.ok) return 'unreadable'
  const jobs = member(parsed.value, 'jobs')
  const list = isRecord(jobs) ? Object.values(jobs) : []
  const steps = list.flatMap((job) => [job, ...listOf(member(job, 'steps'))]).slice(0, mostSteps)
  const used = steps.flatMap((step) => {
    const uses = text300(member(step, 'uses'))
    const action = uses === null ? null : knownAction(uses)
    return uses === null || action === null ? [] : [{ step, uses, action }]
  })
  const [first] = used
  if (first === undefined) return null
  const scope = member(parsed.value, 'permissions') ?? list.map((job) => member(job, 'permissions')).find((one) => one !== undefined)
  return {
    name: text300(member(parsed.value, 'name')),
    signals: distinct(used.map(({ uses }) => redactText(uses))).map((value) => ({
      by: 'package',
      value,
      certainty: 'certain',
      vendor: knownAction(value)?.vendor ?? first.action.vendor,
    })),
    acts: used.some(({ action }) => action.sort === 'agent'),
    on: member(parsed.value, 'on') ?? member(parsed.value, 'true'),
    permissions: scope,
    environment: distinct(
      used
        .flatMap(({ step }) => [...keysOf(member(step, 'env')), ...keysOf(member(step, 'with'))])
        .concat(keysOf(member(parsed.value, 'env'))),
    ),
    model: text300(member(member(first.step, 'with'), 'model')),
    vendor: first.action.vendor,
    purpose: null,
    instructions: null,
    outputs: [],
  }
}

function triggersOf(on: unknown): readonly string[] {
  const names = typeof on === 'string' ? [on] : Array.isArray(on) ? on.filter((one) => typeof one === 'string') : keysOf(on)
  return names.map((name) => redactText(name).slice(0, 60))
}

/** `permissions:` of a workflow as `contents:write`; null when it does not say, so the repository's default counts. */
function permissionsOf(value: unknown): readonly string[] | null {
  if (value === undefined || value === null) return null
  if (value === 'read-all') return ['contents:read', 'issues:read', 'pull_requests:read']
  if (value === 'write-all') return ['contents:write', 'issues:write', 'pull_requests:write', 'actions:write', 'packages:write']
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, level]) =>
    level === 'read' || level === 'write' ? [`${name.replaceAll('-', '_').slice(0, 60)}:${level}`] : [],
  )
}

function toolsOf(permissions: readonly string[] | null, outputs: readonly string[], open: boolean): readonly Tool[] {
  const unknown = [{ action: 'read', resource: 'unknown', sensitivity: 'unknown' }] as const
  const granted: readonly Tool[] =
    permissions === null
      ? [{ name: 'Workflow token with the repository’s default permissions', powers: unknown }]
      : permissions.map((name) => ({ name, powers: (powersOfPermission(name) ?? unknown).map((power) => inRepository(power, open)) }))
  return [
    ...granted,
    ...outputs.map((name) => ({
      name: `output ${name}`,
      powers: [{ action: 'write', resource: outputResource(name), sensitivity: 'internal' }] as const,
    })),
  ]
}

/** What everybody may read in a public repository is no secret there; changing it still matters. */
function inRepository(power: Power, open: boolean): Power {
  const shown = power.resource === 'code' || power.resource === 'tasks' || power.resource === 'chat'
  return open && shown ? { ...power, sensitivity: power.action === 'read' ? 'public' : 'internal' } : power
}

function outputResource(name: string): 'code' | 'tasks' {
  return /pull-request|push|code|branch/.test(name) ? 'code' : 'tasks'
}

function autonomyOf(alone: readonly string[], writes: boolean, triggers: readonly string[]): Subject['autonomy'] {
  if (alone.length > 0)
    return writes
      ? { floor: 'A4', ceiling: 'A4', because: `${alone[0]} starts it without a person, and it may write` }
      : { floor: 'A1', ceiling: 'A4', because: `${alone[0]} starts it without a person, and it may only read` }
  if (triggers.length > 0) return { floor: writes ? 'A3' : 'A0', ceiling: 'A4', because: 'a person starts it' }
  return null
}

const nameOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.(md|ya?ml)$/, '')
const secretLike = (name: string): boolean => /key|token|secret|password|credential/i.test(name)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const keysOf = (value: unknown): readonly string[] =>
  isRecord(value) ? Object.keys(value).map((key) => redactText(key).slice(0, 200)) : []
const text300 = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? redactText(value).slice(0, 300) : null
const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)]
