import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { judgeTool } from './judge-tool.ts'
import { repositoryLayout } from './layout.ts'
import { originOf } from './origin.ts'
import type { ToolClaims } from './powers.ts'
import { namesAnotherSystem, type ServerReach } from './tool-place.ts'

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
    image: z.string().optional(),
    remote: z.object({ url: z.string() }).optional(),
    config: z
      .object({
        secrets: z.array(z.unknown()).optional(),
        env: z.array(named).optional(),
        parameters: z.object({ properties: z.record(z.string(), z.unknown()).optional() }).nullish(),
        volumes: z.array(z.unknown()).optional(),
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
  /** Who it is by its configuration, as the scan of a computer tells it. */
  readonly identity: string
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
        holdsFolders: (told.run?.volumes ?? told.config?.volumes ?? []).length > 0,
      }
      const asks = { command: told.image === undefined ? null : 'docker', args: ['run', told.image ?? ''], env: {}, headers: {} }
      const identity = originOf({ ...asks, url: told.remote?.url ?? null }, repositoryLayout)?.identity ?? server
      return (tools ?? []).map((tool) => ({
        server,
        identity,
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

/** What we make of one: the powers, where it acts, who says so, and whether anything is left open. */
export function judged(tool: PublishedTool) {
  const verdict = judgeTool(tool, tool.reach)
  return { ...verdict, open: verdict.powers.some((power) => power.resource === 'unknown') }
}
