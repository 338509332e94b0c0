import { z } from 'zod'
import { blankSubject, type NativeId, type Observation, type Signal, type Subject } from '../../../../shared/domain/observation.ts'
import type { AgentKind } from '../../../../shared/domain/vocabulary.ts'
import { redactText } from '../../http/redact.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { readJsonFile } from './json-file.ts'
import type { ListReader } from './list-reader.ts'
import { joiningIds } from './native-ids.ts'

const text = z.string().transform((value) => redactText(value).slice(0, 2_000))
const texts = z
  .array(z.unknown())
  .transform((all) => all.flatMap((one) => (typeof one === 'string' ? [redactText(one).slice(0, 300)] : [])).slice(0, 200))
  .catch([])
const optional = text.nullable().catch(null)

/** The fields that are used of a finding; source: the report of ShadowScan 0.1.4 (`shadowscan scan --format json`). */
const findingSchema = z.object({
  id: optional,
  surface: text,
  kind: text,
  title: text,
  resource: text,
  resource_type: optional,
  provider: optional,
  owner: optional,
  likelihood: optional,
  frameworks: texts,
  model_providers: texts,
  models: texts,
  capabilities: texts,
  shadow: z.boolean().nullable().catch(null),
  registry_match: optional,
})
const reportSchema = z.object({ findings: z.array(z.unknown()), finished_at: optional, version: optional })
type Finding = z.infer<typeof findingSchema>

/** What the scanner calls a thing, in our words. Null: evidence about something else (a key, a network contact), not a thing that acts. */
const kinds: Readonly<Record<string, AgentKind | null>> = {
  agent: 'autonomous-agent',
  'framework-usage': 'ai-application',
  'mcp-server': 'mcp-server',
  'agent-config': 'coding-agent',
  'oauth-grant': 'ai-application',
  'service-identity': 'automation-identity',
  'gateway-caller': 'ai-application',
  workflow: 'workflow',
  'bot-app': 'chatbot',
  'cloud-resource': 'model-endpoint',
  'ai-app': 'assistant',
  'local-model': 'model-endpoint',
  'runtime-process': 'ai-application',
  infra: 'ai-application',
  token: null,
  secret: null,
  'iam-grant': null,
  'network-contact': null,
}

/** Findings of another scanner. It is taken at its word only where it is sure itself; else what it found is suggested. */
export const shadowscanReader: ListReader = {
  endings: ['.json'],
  async *read(context, files) {
    const problems: string[] = []
    for (const path of files) {
      const read = await readJsonFile(path, 'ShadowScan report', context.record)
      const report = read.kind === 'json' ? reportSchema.safeParse(read.value) : null
      if (read.kind === 'problem' || !report?.success) {
        problems.push(read.kind === 'problem' ? read.why : `${read.file} is no ShadowScan report: it has no list “findings”`)
        continue
      }
      const parsed = report.data.findings.map((one) => findingSchema.safeParse(one))
      const findings = parsed.flatMap((one) => (one.success ? [one.data] : []))
      const observations = new Map<string, Observation>()
      let notThings = 0
      for (const finding of findings) {
        const subject = observeFinding(finding, read.file)
        if (subject === null) notThings += 1
        else observations.set(subject.key, subject)
      }
      context.log('ShadowScan report', { findings: findings.length, notThings })
      yield { observations: [...observations.values()], call: read.call, cursor: null, keptAside: parsed.length - findings.length }
    }
    return problems
  },
}

function observeFinding(finding: Finding, file: string): Subject | null {
  const kind = Object.hasOwn(kinds, finding.kind) ? kinds[finding.kind] : 'ai-application'
  if (kind === null || kind === undefined) return null
  const sure = finding.likelihood === 'strong' || finding.likelihood === 'confirmed'
  const signal: Signal = { by: 'provider', value: `ShadowScan: ${finding.kind}`, certainty: sure ? 'certain' : 'suggested' }
  const details = {
    'Found by': `ShadowScan, in ${file}`,
    Surface: finding.surface,
    Resource: finding.resource,
    'Likelihood there': finding.likelihood ?? '',
    'Owner there': finding.owner ?? '',
    'Registered there': finding.registry_match ?? (finding.shadow === true ? 'no' : ''),
    Frameworks: finding.frameworks.join(', '),
    Capabilities: finding.capabilities.join(', '),
  }
  return {
    ...blankSubject,
    key: `shadowscan:${finding.id || `${finding.surface}:${finding.kind}:${finding.resource}`}`,
    role: 'identity',
    name: finding.title || finding.resource,
    nativeIds: [
      { kind: 'shadowscan-resource', value: `${finding.surface}: ${finding.resource}`, joins: false },
      ...ownIds(finding.resource),
    ],
    agentKind: kind,
    platform: finding.provider || finding.surface,
    signals: [signal],
    models: finding.models.map((name) => ({ vendor: vendorOfModel(name), name })),
    details: Object.fromEntries(Object.entries(details).filter(([, value]) => value !== '')),
  }
}

/** A resource's id where its form says what it is; what it could be in several systems joins nothing. */
function ownIds(resource: string): readonly NativeId[] {
  const ids = joiningIds(resource)
  return ids.length === 1 ? ids : []
}
