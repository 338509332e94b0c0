import { answer } from '../answer-key.ts'
import type { HomePart, HomePlaces } from './home-part.ts'

const provider = 'this-computer'
const server = (value: string) => ({ kind: 'mcp-server', value })
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** Values that stand where secrets stand in real homes. They must never be seen again: tests search for `planted`. */
const planted = {
  password: 'planted-Pa55word',
  token: 'ghp_plantedplantedplantedplanted0001',
  key: 'sk-planted-0123456789abcdef0123456789',
}

/** Archetypes 14, 15, 16 and 29, and the tools that an engineer has beside them. */
export function archetypeFiles(home: string, at: HomePlaces): HomePart {
  return {
    files: [
      {
        // 14: a coding agent with the whole home, a production database and a browser.
        path: '.claude.json',
        text: json({
          numStartups: 412,
          mcpServers: {
            filesystem: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem@2025.8.21', home] },
            browser: { command: 'npx', args: ['@playwright/mcp@0.0.41'] },
          },
          projects: {
            [`${home}/projects/order-desk`]: {
              mcpServers: {
                orders: {
                  command: 'npx',
                  args: [
                    '-y',
                    '@modelcontextprotocol/server-postgres@0.6.2',
                    `postgresql://svc_orders:${planted.password}@db.prod.meridian.example:5432/orders`,
                  ],
                },
              },
            },
          },
        }),
      },
      { path: '.claude/settings.json', text: json({ permissions: { defaultMode: 'default', allow: ['Bash(git status)'] } }) },
      {
        path: '.claude/agents/release-notes.md',
        text: '---\nname: release-notes\ndescription: Writes the release notes from merged pull requests.\ntools: Read, Grep, Bash\nmodel: sonnet\n---\nRead the merged pull requests and write the notes.\n',
      },
      {
        // 15: package runners without a version; comments and a trailing comma, as people leave them.
        path: '.cursor/mcp.json',
        text: `{
  // team default, do not edit
  "mcpServers": {
    "search": { "command": "npx", "args": ["-y", "tavily-mcp"], "env": { "TAVILY_API_KEY": "\${TAVILY_API_KEY}" } },
    "git": { "command": "uvx", "args": ["mcp-server-git", "--repository", "${home}/projects/order-desk"] },
  },
}
`,
      },
      {
        // 16: plain http inside the house, nobody signs in.
        path: `${at.app}/Claude/claude_desktop_config.json`,
        text: json({
          mcpServers: {
            warehouse: { command: 'npx', args: ['mcp-remote@0.1.29', 'http://warehouse-tools.meridian.example:8931/mcp', '--allow-http'] },
            tickets: { type: 'http', url: 'https://mcp.atlassian.com/v1/mcp' },
          },
        }),
      },
      {
        // 29: a token in the configuration of a repository.
        path: 'projects/order-desk/.mcp.json',
        text: json({
          mcpServers: {
            github: {
              command: 'docker',
              args: ['run', '-i', '--rm', '-e', 'GITHUB_PERSONAL_ACCESS_TOKEN', 'ghcr.io/github/github-mcp-server:v0.18.0'],
              env: { GITHUB_PERSONAL_ACCESS_TOKEN: planted.token },
            },
          },
        }),
      },
      {
        path: '.codex/config.toml',
        text: `model = "gpt-5"\napproval_policy = "never"\n\n[mcp_servers.docs]\ncommand = "npx"\nargs = ["-y", "@upstash/context7-mcp@1.0.17", "--api-key", "${planted.key}"]\n`,
      },
      { path: '.gemini/settings.json', text: json({ theme: 'Atom One', selectedAuthType: 'oauth-personal' }) },
      { path: `${at.app}/Code/User/settings.json`, text: '{\n  // no assistant here\n  "editor.fontSize": 13,\n}\n' },
      { path: '.ollama/models/manifests/registry.ollama.ai/library/llama3.2/3b', text: '{"schemaVersion":2}' },
      { path: '.ollama/models/manifests/registry.ollama.ai/library/qwen2.5-coder/7b', text: '{"schemaVersion":2}' },
      { path: '.zshrc', text: 'export EDITOR=vim\nexport OLLAMA_HOST=0.0.0.0:11434\n' },
    ],
    entries: [
      answer({
        archetype: 14,
        provider,
        name: 'Claude Code',
        nativeId: { kind: 'client', value: 'claude-code' },
        isAgent: true,
        agentKind: 'coding-agent',
        expectedFactors: ['autonomy', 'lethal-trio', 'sensitive-data', 'consequential-actions'],
        expected: 'high',
      }),
      answer({
        archetype: 14,
        provider,
        name: 'Filesystem',
        nativeId: server('npm:@modelcontextprotocol/server-filesystem'),
        isAgent: true,
        agentKind: 'mcp-server',
        expectedFactors: ['sensitive-data'],
      }),
      answer({
        archetype: 14,
        provider,
        name: 'PostgreSQL',
        nativeId: server('npm:@modelcontextprotocol/server-postgres'),
        isAgent: true,
        agentKind: 'mcp-server',
        expectedFactors: ['credential-age', 'secret-in-config'],
      }),
      answer({
        archetype: 14,
        provider,
        name: 'Playwright',
        nativeId: server('npm:@playwright/mcp'),
        isAgent: true,
        agentKind: 'mcp-server',
      }),
      answer({
        archetype: 15,
        provider,
        name: 'Tavily',
        nativeId: server('npm:tavily-mcp'),
        isAgent: true,
        agentKind: 'mcp-server',
        expectedFactors: ['provenance'],
      }),
      answer({
        archetype: 15,
        provider,
        name: 'Git',
        nativeId: server('pypi:mcp-server-git'),
        isAgent: true,
        agentKind: 'mcp-server',
        expectedFactors: ['provenance'],
      }),
      answer({
        archetype: 16,
        provider,
        name: 'warehouse',
        nativeId: server('http://warehouse-tools.meridian.example:8931/mcp'),
        isAgent: true,
        agentKind: 'mcp-server',
        expectedFactors: ['provenance', 'exposure'],
      }),
      answer({ provider, name: 'Atlassian', nativeId: server('https://mcp.atlassian.com/v1/mcp'), isAgent: true, agentKind: 'mcp-server' }),
      answer({
        archetype: 29,
        provider,
        name: 'GitHub',
        nativeId: server('docker:ghcr.io/github/github-mcp-server'),
        isAgent: true,
        agentKind: 'mcp-server',
        expectedFactors: ['secret-in-config'],
      }),
      answer({ provider, name: 'Context7', nativeId: server('npm:@upstash/context7-mcp'), isAgent: true, agentKind: 'mcp-server' }),
      answer({ provider, name: 'Cursor', nativeId: { kind: 'client', value: 'cursor' }, isAgent: true, agentKind: 'coding-agent' }),
      answer({
        provider,
        name: 'Codex',
        nativeId: { kind: 'client', value: 'codex' },
        isAgent: true,
        agentKind: 'coding-agent',
        expectedFactors: ['autonomy'],
      }),
      answer({ provider, name: 'Gemini CLI', nativeId: { kind: 'client', value: 'gemini-cli' }, isAgent: true, agentKind: 'coding-agent' }),
      answer({
        provider,
        name: 'Claude Desktop',
        nativeId: { kind: 'client', value: 'claude-desktop' },
        isAgent: true,
        agentKind: 'assistant',
      }),
      answer({
        provider,
        name: 'release-notes',
        nativeId: { kind: 'agent-definition', value: '~/.claude/agents/release-notes.md' },
        isAgent: true,
        agentKind: 'coding-agent',
      }),
      answer({
        provider,
        name: 'Ollama',
        nativeId: { kind: 'model-server', value: 'ollama' },
        isAgent: true,
        agentKind: 'model-endpoint',
        expectedFactors: ['exposure'],
      }),
      answer({ provider, name: 'Visual Studio Code', nativeId: { kind: 'client', value: 'vscode' }, isAgent: false }),
    ],
  }
}
