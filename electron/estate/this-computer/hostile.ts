import { answer } from '../answer-key.ts'
import { hostileNames } from '../hostile-names.ts'
import type { HomePart, HomePlaces } from './home-part.ts'

/** Archetypes 40 and 41: servers under hostile names, and files that are broken, endless or led in circles. */
export function hostileFiles(at: HomePlaces): HomePart {
  const servers = hostileNames.map((name, index) => `${JSON.stringify(name)}: {"command": "/opt/tools/hostile-${index}"}`)
  return {
    files: [
      // Written by hand: an object literal would lose `__proto__`.
      { path: '.codeium/windsurf/mcp_config.json', text: `{"mcpServers": {${servers.join(',\n')}}}` },
      { path: '.trae/mcp.json', text: '{"mcpServers": {"cut": {"command": "np' },
      { path: '.kiro/settings/mcp.json', text: null },
      { path: `${at.app}/amp-not-json/settings.json`, text: 'no configuration of ours' },
    ],
    entries: [
      ...hostileNames.map((name, index) =>
        answer({
          archetype: 40,
          provider: 'this-computer',
          name,
          nativeId: { kind: 'mcp-server', value: `program:/opt/tools/hostile-${index}` },
          isAgent: true,
          agentKind: 'mcp-server',
        }),
      ),
      answer({
        archetype: 40,
        provider: 'this-computer',
        name: 'Windsurf',
        nativeId: { kind: 'client', value: 'windsurf' },
        isAgent: true,
        agentKind: 'coding-agent',
      }),
      answer({
        archetype: 41,
        provider: 'this-computer',
        name: 'Trae',
        nativeId: { kind: 'client', value: 'trae' },
        isAgent: true,
        agentKind: 'coding-agent',
      }),
      answer({
        archetype: 41,
        provider: 'this-computer',
        name: 'Kiro',
        nativeId: { kind: 'client', value: 'kiro' },
        isAgent: true,
        agentKind: 'coding-agent',
      }),
    ],
  }
}
