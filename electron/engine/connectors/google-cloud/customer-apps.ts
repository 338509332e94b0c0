import { z } from 'zod'
import { blankSubject, type Subject, type Tool } from '../../../../shared/domain/observation.ts'
import type { Trait } from '../../../../shared/domain/vocabulary.ts'
import { powersOfTool } from '../agent-files/powers.ts'
import { traitsOfPowers } from '../agent-files/tool-traits.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { platform } from './accounts.ts'
import { type Place, placeKey } from './keys.ts'
import type { Project } from './landscape.ts'
import { flag, lastSegment, moment, resourceName, text, words } from './schema.ts'

// Agents for customers (Customer Engagement Suite). Instructions are let go at the edge.

export const appSchema = z.object({
  name: resourceName,
  displayName: text,
  description: text,
  createTime: moment,
  updateTime: moment,
  modelSettings: z.object({ model: text }).nullish().catch(null),
  guardrails: words,
  loggingSettings: z
    .object({ cloudLoggingSettings: z.object({ enableCloudLogging: flag }).nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type CustomerApp = z.infer<typeof appSchema>

export const deploymentSchema = z.object({
  name: resourceName,
  displayName: text,
  channelProfile: z
    .object({
      channelType: text,
      webWidgetConfig: z
        .object({ securitySettings: z.object({ enablePublicAccess: flag }).nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
})

const address = z.object({ serverAddress: text }).nullish().catch(null)
export const appToolSchema = z.object({
  name: resourceName,
  displayName: text,
  readOnly: flag,
  dataStoreTool: z.object({}).nullish().catch(null),
  googleSearchTool: z.object({}).nullish().catch(null),
  mcpTool: address,
})

export const appKind = 'customer-app'
export const appKey = (place: Place, app: CustomerApp): string => `${placeKey(appKind, place)}${lastSegment(app.name)}`

/** @param parts what stands below it; null: not looked up */
export function observeApp(
  app: CustomerApp,
  parts: {
    readonly deployments: readonly z.infer<typeof deploymentSchema>[] | null
    readonly tools: readonly z.infer<typeof appToolSchema>[] | null
  },
  { place, project }: { readonly place: Place; readonly project: Project | null },
): Subject {
  const tools = parts.tools?.map(toolOf) ?? null
  const open =
    parts.deployments?.some(({ channelProfile }) => channelProfile?.webWidgetConfig?.securitySettings?.enablePublicAccess === true) ?? false
  const channels = [
    ...new Set(parts.deployments?.flatMap(({ channelProfile }) => (channelProfile?.channelType ? [channelProfile.channelType] : [])) ?? []),
  ]
  const logs = app.loggingSettings?.cloudLoggingSettings?.enableCloudLogging === true
  const traits = new Set<Trait>([
    ...traitsOfPowers((tools ?? []).flatMap(({ powers }) => powers)),
    ...(open ? (['public-chat', 'no-authentication', 'untrusted-input'] as const) : []),
    ...(logs ? [] : (['logging-off'] as const)),
  ])
  return {
    ...blankSubject,
    key: appKey(place, app),
    role: 'agent',
    name: (app.displayName || `App ${lastSegment(app.name)}`).slice(0, 20_000),
    nativeIds: [{ kind: 'gcp-customer-app', value: app.name, joins: false }],
    agentKind: 'chatbot',
    platform: `${platform} Customer Engagement Suite`,
    autonomy: {
      floor: 'A1',
      ceiling: tools?.length === 0 ? 'A1' : 'A3',
      because: 'it answers in a conversation and can call its tools in it',
    },
    signals: [{ by: 'provider', value: 'Customer Engagement Suite', certainty: 'certain', vendor: 'Google' }],
    purpose: app.description || null,
    environment: project?.environment ?? 'unknown',
    enabled: parts.deployments === null ? null : parts.deployments.length > 0,
    createdAt: app.createTime,
    changedAt: app.updateTime,
    models: app.modelSettings?.model
      ? [{ vendor: vendorOfModel(app.modelSettings.model), name: app.modelSettings.model.slice(0, 500), region: place.location }]
      : [],
    tools,
    credentials: [],
    exposure: open ? 'public' : 'unknown',
    guardrails: app.guardrails.map((name) => lastSegment(name)).slice(0, 20),
    traits: [...traits],
    details: {
      Project: project?.id ?? place.project,
      Location: place.location,
      ...(channels.length === 0 ? {} : { 'Answers in': channels.slice(0, 20).join(', ').slice(0, 500) }),
    },
  }
}

function toolOf({ name, displayName, readOnly, dataStoreTool, googleSearchTool, mcpTool }: z.infer<typeof appToolSchema>): Tool {
  const called = (displayName || lastSegment(name)).slice(0, 500)
  if (dataStoreTool) return { name: called, powers: [{ action: 'read', resource: 'knowledge', sensitivity: 'unknown' }] }
  if (googleSearchTool) return { name: called, powers: [{ action: 'read', resource: 'web', sensitivity: 'public' }] }
  return {
    name: called,
    ...(mcpTool?.serverAddress ? { server: mcpTool.serverAddress.slice(0, 500) } : {}),
    powers: powersOfTool({ name: called, annotations: { readOnlyHint: readOnly ?? undefined } }),
  }
}
