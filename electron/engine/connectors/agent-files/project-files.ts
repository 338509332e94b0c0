import type { Format } from './formats.ts'

/** Files of a repository that name MCP servers, with the clients that read them. */
export const projectFiles: readonly {
  readonly file: string
  readonly client: string
  readonly format: Format
  /** Keys under which the servers stand; `*`: every key. */
  readonly keys: readonly (readonly string[])[]
}[] = [
  { file: '.mcp.json', client: 'claude-code', format: 'json', keys: [['mcpServers'], ['servers']] },
  { file: '.cursor/mcp.json', client: 'cursor', format: 'json', keys: [['mcpServers']] },
  { file: '.vscode/mcp.json', client: 'vscode', format: 'json', keys: [['servers'], ['mcpServers']] },
  { file: '.roo/mcp.json', client: 'roo-code', format: 'json', keys: [['mcpServers']] },
  { file: '.codex/config.toml', client: 'codex', format: 'toml', keys: [['mcp_servers']] },
  { file: '.gemini/settings.json', client: 'gemini-cli', format: 'json', keys: [['mcpServers']] },
  { file: '.kiro/settings/mcp.json', client: 'kiro', format: 'json', keys: [['mcpServers']] },
  { file: '.junie/mcp/mcp.json', client: 'junie', format: 'json', keys: [['mcpServers']] },
]

/** Folders of a repository whose Markdown files define agents. */
export const definitionFolders = /(^|\/)(\.claude\/agents|\.github\/agents|\.github\/chatmodes|\.opencode\/agent|\.cursor\/agents)$/
