import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { powersOfTool, type ToolClaims } from './powers.ts'
import { namesAnotherSystem, placeOf, type ServerReach } from './tool-place.ts'

export const publishedTools = '../shared/data/mcp-servers/servers.ndjson'
export const havePublishedTools = existsSync(publishedTools)

const named = z.object({ name: z.string() })
const lineSchema = z.object({
  server: z.string(),
  server_yaml: z.string(),
  tools: z
    .array(
      z.object({
        name: z.string(),
        description: z.string().nullish(),
        arguments: z.array(named).nullish(),
        inputSchema: z.object({ properties: z.record(z.string(), z.unknown()).optional() }).nullish(),
        annotations: z
          .object({ readOnlyHint: z.boolean().optional(), destructiveHint: z.boolean().optional(), openWorldHint: z.boolean().optional() })
          .nullish(),
      }),
    )
    .nullish(),
})
const serverSchema = z
  .object({
    type: z.string().optional(),
    config: z
      .object({
        secrets: z.array(z.unknown()).optional(),
        env: z.array(named).optional(),
        parameters: z.object({ properties: z.record(z.string(), z.unknown()).optional() }).optional(),
      })
      .nullish()
      .catch(null),
    run: z
      .object({ volumes: z.array(z.unknown()).optional() })
      .nullish()
      .catch(null),
  })
  .catch({})

export interface PublishedTool {
  readonly server: string
  readonly claims: ToolClaims
  readonly openWorld: boolean | undefined
  readonly reach: ServerReach
}

/** The tools of servers that nobody here wrote, as their registry lists them. */
export function readPublishedTools(): readonly PublishedTool[] {
  return readFileSync(publishedTools, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const { server, server_yaml, tools } = lineSchema.parse(JSON.parse(line))
      const told = serverSchema.parse(parse(server_yaml))
      const settings = [...(told.config?.env ?? []).map((one) => one.name), ...Object.keys(told.config?.parameters?.properties ?? {})]
      const reach: ServerReach = {
        remote: told.type === 'remote',
        holdsKeys: (told.config?.secrets ?? []).length > 0 || settings.some(namesAnotherSystem),
        holdsFolders: (told.run?.volumes ?? []).length > 0,
      }
      return (tools ?? []).map((tool) => ({
        server,
        reach,
        openWorld: tool.annotations?.openWorldHint,
        claims: {
          name: tool.name,
          description: tool.description ?? undefined,
          arguments: [...(tool.arguments ?? []).map((one) => one.name), ...Object.keys(tool.inputSchema?.properties ?? {})],
          annotations: tool.annotations ?? undefined,
          system: server,
        },
      }))
    })
}

/** What we make of one: the powers, where it acts, and whether anything is left open. */
export function judged(tool: PublishedTool) {
  const powers = powersOfTool(tool.claims)
  const place = placeOf({ powers, arguments: tool.claims.arguments ?? [], openWorld: tool.openWorld }, tool.reach)
  return { powers, place, open: powers.some((power) => power.resource === 'unknown') }
}
