import type { AgentDetail } from '../../../shared/domain/agent.ts'
import type { Capability } from '../../../shared/domain/capability.ts'
import type { FactorFamily, Finding } from '../../../shared/domain/risk.ts'
import { agoWords, pointWords } from '../../app/time.ts'
import { reachWords } from '../../app/words.ts'

/** One part of the bar that sums to a family's score. */
export interface BarPart {
  readonly id: string
  readonly title: string
  readonly points: number
  /** Where it starts and how wide it is, in percent of the full bar of 100 points. */
  readonly start: number
  readonly width: number
  readonly unknown: boolean
}

/** Findings of one family, strongest first. */
export const findingsOf = (findings: readonly Finding[], family: FactorFamily): readonly Finding[] =>
  findings.filter((finding) => finding.family === family).sort((a, b) => b.points - a.points || a.title.localeCompare(b.title))

/** The parts of the bar in the order of the list below it; their widths are the points, so that they sum exactly. */
export function barParts(findings: readonly Finding[]): readonly BarPart[] {
  let start = 0
  return findings
    .filter((finding) => finding.points > 0)
    .map((finding) => {
      const part = {
        id: finding.factorId,
        title: finding.title,
        points: finding.points,
        start,
        width: finding.points,
        unknown: finding.unknown,
      }
      start += finding.points
      return part
    })
}

/** The sum in writing: `22 + 18 + 9.5 = 49.5`. */
export function sumLine(findings: readonly Finding[]): string {
  const points = findings.filter((finding) => finding.points > 0).map((finding) => finding.points)
  if (points.length === 0) return '0'
  const sum = points.reduce((total, one) => total + one, 0)
  return points.length === 1 ? pointWords(sum) : `${points.map(pointWords).join(' + ')} = ${pointWords(sum)}`
}

const verbs: Readonly<Record<Capability['action'], string>> = {
  read: 'Read',
  write: 'Change',
  delete: 'Delete',
  send: 'Send',
  execute: 'Run',
  pay: 'Pay with',
  administer: 'Administer',
  invoke: 'Call',
  receive: 'Take in',
}

const sources: Readonly<Record<Capability['source'], string>> = {
  'application-permission': 'application permission',
  'delegated-permission': 'delegated permission',
  tool: 'tool',
  credential: 'credential',
  'data-source': 'data source',
  trigger: 'trigger',
}

const things: Partial<Record<Capability['resource'], string>> = {
  'audit-log': 'audit logs',
  crm: 'customer records',
  hr: 'staff records',
  web: 'the web',
  shell: 'shell commands',
  model: 'a model',
  agent: 'another agent',
  unknown: 'something not known',
  other: 'something else',
  finance: 'financial records',
  code: 'code',
}

/** What it can do as a sentence: `Read everybody’s mail`. */
export function capabilitySentence(capability: Capability): string {
  const thing = things[capability.resource] ?? capability.resource
  const whose =
    capability.reach === 'unknown' || capability.reach === 'self' || things[capability.resource]?.startsWith('a')
      ? ''
      : whoseWords(capability.reach)
  return `${verbs[capability.action]} ${whose === '' ? thing : `${whose} ${thing}`}`
}

const whoseWords = (reach: Capability['reach']): string => (reach === 'external' ? '' : reachWords[reach])

/** Where it comes from and whether it is used. */
export function capabilityOrigin(capability: Capability, now: number = Date.now()): string {
  const use =
    capability.lastUsed !== null
      ? `used ${agoWords(capability.lastUsed, now)}`
      : capability.used === true
        ? 'used'
        : capability.used === false
          ? 'never used'
          : 'use not looked up'
  const outside = capability.reach === 'external' ? ' · reaches outside the organisation' : ''
  return `${sources[capability.source]} · ${use}${outside}`
}

const weight: Readonly<Record<Capability['sensitivity'], number>> = { restricted: 4, confidential: 3, unknown: 2, internal: 1, public: 0 }

/** The most sensitive first, so that the first lines are the ones that matter. */
export const sortedCapabilities = (capabilities: readonly Capability[]): readonly Capability[] =>
  [...capabilities].sort(
    (a, b) => weight[b.sensitivity] - weight[a.sensitivity] || a.action.localeCompare(b.action) || a.via.localeCompare(b.via),
  )

/** Number of things shown on a tab; nothing where a number would say nothing. */
export function tabCount(tab: string, detail: AgentDetail): number | null {
  if (tab === 'can') return detail.agent.capabilities.length
  if (tab === 'who') return detail.related.length
  return null
}

/** Provider's owner roles in words. */
export const roleWords: Readonly<Record<string, string>> = {
  owner: 'owner',
  sponsor: 'sponsor',
  creator: 'created it',
  consenter: 'consented to it',
  editor: 'edited it',
}
