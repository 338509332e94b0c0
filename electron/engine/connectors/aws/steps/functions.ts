import { z } from 'zod'
import { blankSubject, type Subject } from '../../../../../shared/domain/observation.ts'
import { keysByName } from '../../model-key-names.ts'
import { layerSignals } from '../model-layers.ts'
import { keyIn, lastWord, principalOf } from '../names.ts'
import { environmentOf, ownersByTags, type Tags } from '../owner-tags.ts'
import { readList } from '../read-list.ts'
import { readOne } from '../read-one.ts'
import { orNull, resourceStep } from '../resource-step.ts'
import { id, maybe, text } from '../schema.ts'

const functionSchema = z.object({
  FunctionName: id,
  FunctionArn: id,
  Role: text,
  Runtime: text,
  Description: text,
  LastModified: maybe,
  // Only the names of the settings are taken; what stands in them is let go here.
  Environment: z
    .object({
      Variables: z
        .record(z.string(), z.unknown())
        .transform((variables) => Object.keys(variables))
        .nullish()
        .catch(null),
      Error: z.object({ ErrorCode: text }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  Layers: z
    .array(z.object({ Arn: id }))
    .nullish()
    .catch(null),
})

const urlSchema = z.object({ FunctionUrl: id, AuthType: text })

/** Functions that call a model by a key of its vendor, or carry its library. The others are looked at and let go. */
export const functions = resourceStep({
  id: 'functions',
  title: 'Functions that call models',
  yields: 'functions with a model vendor’s key or library, found by the names of their settings',
  hides: 'programs that call models outside any agent service',
  service: 'lambda',
  calls: ['function-urls', 'function-tags'],
  kind: 'function',
  list: { call: 'functions', input: { MaxItems: 50 }, items: 'Functions', token: ['NextMarker', 'Marker'], schema: functionSchema },
  see: async (asker, { account, region }, found, problems) => {
    const keys = keysByName(found.Environment?.Variables ?? [])
    const layers = layerSignals((found.Layers ?? []).map(({ Arn }) => Arn))
    const signals = [...keys.signals, ...layers]
    if (signals.length === 0) return []
    const { FunctionName } = found
    const list = { call: 'function-urls', items: 'FunctionUrlConfigs', token: ['NextMarker', 'Marker'], schema: urlSchema } as const
    const urls = await readList(asker, { ...list, input: { FunctionName } })
    if (urls.problem !== null) problems.push(urls.problem)
    const read = orNull(problems, await readOne(asker, 'function-tags', { Resource: found.FunctionArn }, z.object({ Tags: tagsByName })))
    const tags: Tags | null = read?.item.Tags ?? null
    const key = keyIn('function', account.id, region, FunctionName)
    const role = principalOf(found.Role)
    const open = urls.items.some(({ AuthType }) => AuthType === 'NONE')
    const vendors = [...new Set([...keys.vendors, ...layers.flatMap(({ vendor }) => vendor ?? [])])]
    const subject: Subject = {
      ...blankSubject,
      key,
      role: 'agent',
      name: FunctionName,
      nativeIds: [{ kind: 'aws-arn', value: found.FunctionArn, joins: true }],
      agentKind: 'workflow',
      platform: 'AWS Lambda',
      autonomy: { floor: 'A3', ceiling: 'A4', because: 'a function runs when something happens; what starts it was not looked up' },
      signals,
      purpose: found.Description || null,
      environment: environmentOf(tags),
      changedAt: found.LastModified ?? null,
      models: vendors.map((vendor) => ({ vendor, name: null })),
      credentials: keys.credentials,
      exposure: open ? 'public' : urls.problem === null ? 'named' : 'unknown',
      endpoint: urls.items[0]?.FunctionUrl ?? null,
      relations: role === null ? [] : [{ to: role, relation: 'runs-as' }],
      traits: ['plain-http-model-call', ...(open ? (['no-authentication'] as const) : [])],
      details: {
        Account: account.id,
        Region: region,
        ...(found.Runtime ? { Runtime: found.Runtime } : {}),
        ...(found.Role ? { Role: lastWord(found.Role) } : {}),
        ...(found.Environment?.Error ? { Settings: 'their names could not be read: the key that protects them refused' } : {}),
      },
    }
    return [subject, ...ownersByTags(key, tags)]
  },
})

const tagsByName = z.record(z.string(), z.string()).nullish().catch(null)
