import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { hostileNames } from '../hostile-names.ts'

export const shadowscanName = 'shadowscan-build-servers.json'

/** What another scanner said of the build servers: sure, unsure, and no agent at all. */
const found = [
  { kind: 'agent', title: 'Nightly refactoring agent', resource: 'build-07:/srv/agents/refactor', likelihood: 'confirmed', agent: true },
  { kind: 'mcp-server', title: 'Artifact store MCP server', resource: 'build-03:/srv/mcp/artifacts', likelihood: 'strong', agent: true },
  { kind: 'local-model', title: 'Local code model', resource: 'build-02:11434', likelihood: 'strong', agent: true },
  { kind: 'framework-usage', title: 'Release notes writer', resource: 'repo/release-notes', likelihood: 'possible', agent: false },
  { kind: 'secret', title: 'Model key in a build log', resource: 'build-07:log/8812', likelihood: 'confirmed', agent: false },
] as const

/** A report of ShadowScan over Meridian Group's build servers, as that program writes it, hostile titles included. */
export function makeShadowscanReport(asOf: string): { readonly text: string; readonly entries: readonly AnswerKeyEntry[] } {
  const hostile = hostileNames.map((title, index) => ({
    kind: 'agent',
    title,
    resource: `build-09:/srv/odd/${index}`,
    likelihood: 'strong',
    agent: true,
  }))
  const all = [...found, ...hostile]
  const report = {
    version: '0.1.4',
    finished_at: `${asOf}T04:00:00Z`,
    findings: all.map(({ agent: _, ...finding }, index) => ({
      ...finding,
      id: `sha-${index}`,
      surface: 'runtime',
      connector: 'host',
      resource_type: 'host',
      provider: 'Build servers',
      shadow: true,
    })),
  }
  return {
    text: JSON.stringify(report, null, 1),
    entries: all.map(({ title, resource, agent }, index) =>
      answer({
        archetype: index < found.length ? null : 40,
        provider: 'files',
        name: title,
        nativeId: { kind: 'shadowscan-resource', value: `runtime: ${resource}` },
        isAgent: agent,
        ...(agent ? {} : { expected: all[index]?.kind === 'secret' ? ('not-listed' as const) : ('suggested' as const) }),
      }),
    ),
  }
}
