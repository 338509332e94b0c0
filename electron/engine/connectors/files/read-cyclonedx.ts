import { z } from 'zod'
import { blankSubject, type Observation, type Signal, type Subject } from '../../../../shared/domain/observation.ts'
import { redactText } from '../../http/redact.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { recognise } from '../catalogue/recognise.ts'
import { readJsonFile } from './json-file.ts'
import type { ListReader } from './list-reader.ts'

const text = z.string().transform((value) => redactText(value).slice(0, 2_000))
const optional = text.nullable().catch(null)

/** The fields that are used; source: the CycloneDX 1.5–1.7 JSON schema. */
const componentSchema = z.object({
  type: z.string(),
  name: text,
  version: optional,
  group: optional,
  purl: optional,
  publisher: optional,
  'bom-ref': optional,
})
const serviceSchema = z.object({
  name: text,
  'bom-ref': optional,
  provider: z.object({ name: optional }).nullable().catch(null),
  endpoints: z
    .array(z.unknown())
    .transform((all) => all.flatMap((one) => (typeof one === 'string' ? [one.slice(0, 2_000)] : [])).slice(0, 100))
    .catch([]),
  authenticated: z.boolean().nullable().catch(null),
})
const bomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  serialNumber: optional,
  metadata: z
    .object({ component: componentSchema.nullable().catch(null) })
    .nullable()
    .catch(null),
  components: z.array(z.unknown()).catch([]),
  services: z.array(z.unknown()).catch([]),
})
type Component = z.infer<typeof componentSchema>
type Service = z.infer<typeof serviceSchema>

/** Bills of materials: the models, AI libraries and AI services an application is made of. */
export const cyclonedxReader: ListReader = {
  endings: ['.json', '.cdx'],
  async *read(context, files) {
    const problems: string[] = []
    for (const path of files) {
      const read = await readJsonFile(path, 'CycloneDX bill of materials', context.record)
      const bom = read.kind === 'json' ? bomSchema.safeParse(read.value) : null
      if (read.kind === 'problem' || !bom?.success) {
        problems.push(read.kind === 'problem' ? read.why : `${read.file} is no CycloneDX bill of materials in JSON`)
        continue
      }
      const components = bom.data.components.map((one) => componentSchema.safeParse(one))
      const services = bom.data.services.map((one) => serviceSchema.safeParse(one))
      const keptAside = [...components, ...services].filter((one) => !one.success).length
      const known = components.flatMap((one) => (one.success ? [one.data] : []))
      const reached = services.flatMap((one) => (one.success ? [one.data] : []))
      const application = observeApplication(bom.data.metadata?.component ?? null, known, reached, read.file)
      const observations: readonly Observation[] = [
        ...(application === null ? [] : [application]),
        ...unique(reached.flatMap((one) => observeService(one, read.file) ?? [])),
      ]
      yield { observations, call: read.call, cursor: null, keptAside }
    }
    return problems
  },
}

/** The application the bill is of, when it holds a model or an AI library, or calls an AI service. */
function observeApplication(
  main: Component | null,
  components: readonly Component[],
  services: readonly Service[],
  file: string,
): Subject | null {
  const models = components.filter((one) => one.type === 'machine-learning-model')
  const signals: readonly Signal[] = [
    ...models.map((one): Signal => ({ by: 'provider', value: `model ${one.name}`, certainty: 'certain' })),
    ...components.flatMap((one) => recognise({ packageName: packageOf(one) })),
    ...services.flatMap(({ endpoints }) => endpoints.flatMap((host) => recognise({ host }))),
  ]
  if (signals.length === 0 && main?.type !== 'machine-learning-model') return null
  const name = main?.name ?? file
  return {
    ...blankSubject,
    key: `application:${main?.['bom-ref'] ?? main?.purl ?? `${file}:${name}`}`,
    role: 'identity',
    name,
    nativeIds: [{ kind: 'bom-component', value: main?.purl ?? `${name} in ${file}`, joins: false }],
    agentKind: main?.type === 'machine-learning-model' ? 'model-endpoint' : 'ai-application',
    platform: 'Bill of materials',
    signals:
      main?.type === 'machine-learning-model'
        ? [{ by: 'provider', value: 'model', certainty: 'certain' }, ...signals]
        : signals.slice(0, 50),
    publisher: main?.publisher ? { name: main.publisher, verified: null } : null,
    environment: 'development',
    models: models.slice(0, 100).map((one) => ({ vendor: vendorOfModel(one.name), name: one.name })),
    details: { 'Bill of materials': file, ...(main?.version ? { Version: main.version } : {}) },
  }
}

/** A service outside that is AI by its host or its provider. */
function observeService(service: Service, file: string): Subject | null {
  const signals = [
    ...service.endpoints.flatMap((host) => recognise({ host })),
    ...recognise({ name: service.name, publisher: service.provider?.name, domains: service.endpoints, publisherVerified: false }),
  ]
  if (signals.length === 0) return null
  return {
    ...blankSubject,
    key: `service:${service['bom-ref'] ?? `${file}:${service.name}`}`,
    role: 'identity',
    name: service.name,
    nativeIds: [{ kind: 'bom-service', value: `${service.name} in ${file}`, joins: false }],
    agentKind: 'ai-application',
    platform: 'Bill of materials',
    signals,
    publisher: service.provider?.name ? { name: service.provider.name, verified: null } : null,
    endpoint: hostAndScheme(service.endpoints[0]),
    traits: service.authenticated === false ? ['no-authentication'] : [],
    details: { 'Bill of materials': file },
  }
}

/** `pkg:npm/%40anthropic-ai/sdk@1.0` is `@anthropic-ai/sdk`; without a package address its group and name. */
function packageOf({ purl, group, name }: Component): string {
  const path = /^pkg:(?:npm|pypi)\/([^@?#]+)/.exec(purl?.replace(/^(pkg:npm\/)(%40|@)/i, '$1\u0000') ?? '')?.[1]?.replace('\u0000', '@')
  return path ?? (group ? `${group}/${name}` : name)
}

/** An address without its path and query, which may say more than is wanted. */
function hostAndScheme(endpoint: string | undefined): string | null {
  return endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).origin : null
}

function unique(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.map((subject) => [subject.key, subject])).values()]
}
