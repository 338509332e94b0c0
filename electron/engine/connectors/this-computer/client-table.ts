import type { Format } from '../agent-files/formats.ts'
import type { Place } from './layout.ts'

/** A file in which a client keeps MCP servers: where, in which form, and under which keys (`*`: every key). */
export interface ServerFile {
  readonly at: Place
  readonly format: Format
  readonly keys: readonly (readonly string[])[]
}

/** A setting that lets an agent act without asking: it counts when the value at `key` is one of `values`, or is there at all. */
export interface ApprovalSetting {
  readonly at: Place
  readonly format: Format
  readonly key: readonly string[]
  readonly values?: readonly (string | boolean | number)[]
}

/** One client or coding agent. Adding one is one row; everything that is read follows from it. */
export interface ClientRow {
  readonly id: string
  readonly title: string
  readonly vendor: string
  readonly kind: 'coding-agent' | 'assistant'
  /** Places whose existence shows that it is or was set up here. */
  readonly marks: readonly Place[]
  readonly files: readonly ServerFile[]
  readonly approvals?: readonly ApprovalSetting[]
  /** Names of its processes. */
  readonly processes?: readonly string[]
  /** Folder of its own agent definitions: Markdown with a head of YAML. */
  readonly agents?: Place
}

const mcpServers = [['mcpServers']] as const
const json = (at: Place, keys: ServerFile['keys'] = mcpServers): ServerFile => ({ at, format: 'json', keys })

/** A folder of each system's own place for application data. */
const app = (path: string): Place => ({ darwin: `{library}/${path}`, win32: `{appdata}/${path}`, linux: `{config}/${path}` })
/** A VS Code extension keeps its settings below the editor's storage. */
const extension = (id: string, file: string): Place => app(`Code/User/globalStorage/${id}/settings/${file}`)

/** Locations: each client's documentation and community lists as of November 2026. */
export const clientTable: readonly ClientRow[] = [
  {
    id: 'claude-desktop',
    title: 'Claude Desktop',
    vendor: 'Anthropic',
    kind: 'assistant',
    marks: [app('Claude/claude_desktop_config.json')],
    files: [json(app('Claude/claude_desktop_config.json'))],
    processes: ['claude-desktop'],
  },
  {
    id: 'claude-code',
    title: 'Claude Code',
    vendor: 'Anthropic',
    kind: 'coding-agent',
    marks: ['~/.claude.json', '~/.claude'],
    files: [
      json('~/.claude.json', [['mcpServers'], ['projects', '*', 'mcpServers']]),
      json('~/.claude/settings.json'),
      json({
        darwin: '/Library/Application Support/ClaudeCode/managed-mcp.json',
        win32: 'C:/Program Files/ClaudeCode/managed-mcp.json',
        linux: '/etc/claude-code/managed-mcp.json',
      }),
      json({ win32: 'C:/ProgramData/ClaudeCode/managed-mcp.json' }),
    ],
    approvals: [
      {
        at: '~/.claude/settings.json',
        format: 'json',
        key: ['permissions', 'defaultMode'],
        values: ['bypassPermissions', 'acceptEdits', 'dontAsk', 'auto'],
      },
      { at: '~/.claude/settings.json', format: 'json', key: ['enableAllProjectMcpServers'], values: [true] },
      { at: '~/.claude/settings.json', format: 'json', key: ['skipDangerousModePermissionPrompt'], values: [true] },
      { at: '~/.claude.json', format: 'json', key: ['bypassPermissionsModeAccepted'], values: [true] },
    ],
    processes: ['claude'],
    agents: '~/.claude/agents',
  },
  {
    id: 'cursor',
    title: 'Cursor',
    vendor: 'Anysphere',
    kind: 'coding-agent',
    marks: ['~/.cursor', app('Cursor/User')],
    files: [json('~/.cursor/mcp.json')],
    approvals: [
      { at: app('Cursor/User/settings.json'), format: 'json', key: ['cursor.agent.autoRun'], values: [true] },
      { at: '~/.cursor/cli-config.json', format: 'json', key: ['approvalMode'], values: ['unrestricted'] },
    ],
    processes: ['cursor', 'cursor-agent'],
  },
  {
    id: 'vscode',
    title: 'Visual Studio Code with Copilot',
    vendor: 'Microsoft',
    kind: 'coding-agent',
    marks: [app('Code/User/mcp.json')],
    files: [
      json(app('Code/User/mcp.json'), [['servers'], ['mcpServers']]),
      json(app('Code/User/profiles/*/mcp.json'), [['servers']]),
      json(app('Code/User/settings.json'), [['mcp', 'servers']]),
      json(app('Code - Insiders/User/mcp.json'), [['servers']]),
    ],
    approvals: [
      { at: app('Code/User/settings.json'), format: 'json', key: ['chat.tools.autoApprove'], values: [true] },
      { at: app('Code/User/settings.json'), format: 'json', key: ['chat.tools.global.autoApprove'], values: [true] },
    ],
  },
  {
    id: 'copilot-cli',
    title: 'GitHub Copilot CLI',
    vendor: 'GitHub',
    kind: 'coding-agent',
    marks: ['~/.copilot'],
    files: [json('~/.copilot/mcp-config.json')],
    processes: ['copilot'],
    agents: '~/.copilot/agents',
  },
  {
    id: 'windsurf',
    title: 'Windsurf',
    vendor: 'Cognition',
    kind: 'coding-agent',
    marks: ['~/.codeium/windsurf', '~/.codeium/mcp_config.json'],
    files: [json('~/.codeium/windsurf/mcp_config.json'), json('~/.codeium/mcp_config.json')],
    approvals: [
      { at: app('Windsurf/User/settings.json'), format: 'json', key: ['windsurf.cascadeCommandsAutoExecution'], values: ['turbo'] },
    ],
    processes: ['windsurf'],
  },
  {
    id: 'cline',
    title: 'Cline',
    vendor: 'Cline',
    kind: 'coding-agent',
    marks: [app('Code/User/globalStorage/saoudrizwan.claude-dev')],
    files: [json(extension('saoudrizwan.claude-dev', 'cline_mcp_settings.json')), json('~/.cline/data/settings/cline_mcp_settings.json')],
  },
  {
    id: 'roo-code',
    title: 'Roo Code',
    vendor: 'Roo Code',
    kind: 'coding-agent',
    marks: [app('Code/User/globalStorage/rooveterinaryinc.roo-cline')],
    files: [json(extension('rooveterinaryinc.roo-cline', 'mcp_settings.json'))],
  },
  {
    id: 'kilo-code',
    title: 'Kilo Code',
    vendor: 'Kilo Code',
    kind: 'coding-agent',
    marks: [app('Code/User/globalStorage/kilocode.kilo-code')],
    files: [json(extension('kilocode.kilo-code', 'mcp_settings.json'))],
  },
  {
    id: 'codex',
    title: 'Codex',
    vendor: 'OpenAI',
    kind: 'coding-agent',
    marks: ['~/.codex'],
    files: [{ at: '~/.codex/config.toml', format: 'toml', keys: [['mcp_servers']] }],
    approvals: [
      { at: '~/.codex/config.toml', format: 'toml', key: ['approval_policy'], values: ['never', 'on-failure'] },
      { at: '~/.codex/config.toml', format: 'toml', key: ['sandbox_mode'], values: ['danger-full-access'] },
    ],
    processes: ['codex'],
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI',
    vendor: 'Google',
    kind: 'coding-agent',
    marks: ['~/.gemini/settings.json'],
    files: [json('~/.gemini/settings.json')],
    approvals: [
      { at: '~/.gemini/settings.json', format: 'json', key: ['autoAccept'], values: [true] },
      { at: '~/.gemini/settings.json', format: 'json', key: ['tools', 'autoAccept'], values: [true] },
      { at: '~/.gemini/settings.json', format: 'json', key: ['general', 'defaultApprovalMode'], values: ['yolo', 'auto_edit'] },
    ],
    processes: ['gemini'],
  },
  {
    id: 'goose',
    title: 'Goose',
    vendor: 'Block',
    kind: 'coding-agent',
    marks: [{ darwin: '{config}/goose', linux: '{config}/goose', win32: '{appdata}/Block/goose/config' }],
    files: [
      {
        at: {
          darwin: '{config}/goose/config.yaml',
          linux: '{config}/goose/config.yaml',
          win32: '{appdata}/Block/goose/config/config.yaml',
        },
        format: 'yaml',
        keys: [['extensions']],
      },
    ],
    approvals: [
      {
        at: {
          darwin: '{config}/goose/config.yaml',
          linux: '{config}/goose/config.yaml',
          win32: '{appdata}/Block/goose/config/config.yaml',
        },
        format: 'yaml',
        key: ['GOOSE_MODE'],
        values: ['auto'],
      },
    ],
    processes: ['goose', 'goosed'],
  },
  {
    id: 'continue',
    title: 'Continue',
    vendor: 'Continue',
    kind: 'coding-agent',
    marks: ['~/.continue'],
    files: [
      { at: '~/.continue/config.yaml', format: 'yaml', keys: [['mcpServers']] },
      json('~/.continue/config.json', [['mcpServers'], ['experimental', 'modelContextProtocolServers']]),
      { at: '~/.continue/mcpServers/*.yaml', format: 'yaml', keys: [['mcpServers']] },
    ],
  },
  {
    id: 'zed',
    title: 'Zed',
    vendor: 'Zed Industries',
    kind: 'coding-agent',
    marks: [{ darwin: '{config}/zed', linux: '{config}/zed', win32: '{appdata}/Zed' }],
    files: [
      json({ darwin: '{config}/zed/settings.json', linux: '{config}/zed/settings.json', win32: '{appdata}/Zed/settings.json' }, [
        ['context_servers'],
      ]),
    ],
    approvals: [
      {
        at: { darwin: '{config}/zed/settings.json', linux: '{config}/zed/settings.json', win32: '{appdata}/Zed/settings.json' },
        format: 'json',
        key: ['agent', 'always_allow_tool_actions'],
        values: [true],
      },
    ],
    processes: ['zed', 'zed-editor'],
  },
  {
    id: 'jetbrains-copilot',
    title: 'GitHub Copilot in JetBrains',
    vendor: 'GitHub',
    kind: 'coding-agent',
    marks: [
      { darwin: '{config}/github-copilot/intellij', linux: '{config}/github-copilot/intellij', win32: '{local}/github-copilot/intellij' },
    ],
    files: [
      json(
        {
          darwin: '{config}/github-copilot/intellij/mcp.json',
          linux: '{config}/github-copilot/intellij/mcp.json',
          win32: '{local}/github-copilot/intellij/mcp.json',
        },
        [['servers'], ['mcpServers']],
      ),
    ],
  },
  {
    id: 'junie',
    title: 'JetBrains Junie',
    vendor: 'JetBrains',
    kind: 'coding-agent',
    marks: ['~/.junie'],
    files: [json('~/.junie/mcp/mcp.json')],
  },
  {
    id: 'docker-mcp',
    title: 'Docker MCP Toolkit',
    vendor: 'Docker',
    kind: 'assistant',
    marks: ['~/.docker/mcp/registry.yaml'],
    files: [{ at: '~/.docker/mcp/registry.yaml', format: 'yaml', keys: [['registry']] }],
  },
  {
    id: 'cortex',
    title: 'Snowflake Cortex',
    vendor: 'Snowflake',
    kind: 'coding-agent',
    marks: ['~/.snowflake/cortex'],
    files: [json('~/.snowflake/cortex/mcp.json')],
  },
  {
    id: 'openclaw',
    title: 'OpenClaw',
    vendor: 'OpenClaw',
    kind: 'assistant',
    marks: ['~/.openclaw'],
    files: [json('~/.openclaw/openclaw.json', [['mcpServers'], ['mcp', 'servers']])],
    processes: ['openclaw'],
  },
  { id: 'trae', title: 'Trae', vendor: 'ByteDance', kind: 'coding-agent', marks: ['~/.trae'], files: [json('~/.trae/mcp.json')] },
  {
    id: 'amazon-q',
    title: 'Amazon Q Developer',
    vendor: 'Amazon',
    kind: 'coding-agent',
    marks: ['~/.aws/amazonq'],
    files: [json('~/.aws/amazonq/mcp.json'), json('~/.aws/amazonq/agents/*.json')],
    processes: ['q'],
  },
  {
    id: 'kiro',
    title: 'Kiro',
    vendor: 'Amazon',
    kind: 'coding-agent',
    marks: ['~/.kiro'],
    files: [json('~/.kiro/settings/mcp.json')],
    processes: ['kiro', 'kiro-cli'],
  },
  {
    id: 'lm-studio',
    title: 'LM Studio',
    vendor: 'Element Labs',
    kind: 'assistant',
    marks: ['~/.lmstudio'],
    files: [json('~/.lmstudio/mcp.json')],
    processes: ['lm-studio', 'lmstudio'],
  },
  {
    id: 'opencode',
    title: 'opencode',
    vendor: 'SST',
    kind: 'coding-agent',
    marks: ['{config}/opencode'],
    files: [json('{config}/opencode/opencode.json', [['mcp']]), json('{config}/opencode/opencode.jsonc', [['mcp']])],
    approvals: [
      { at: '{config}/opencode/opencode.json', format: 'json', key: ['permission'], values: ['allow'] },
      { at: '{config}/opencode/opencode.json', format: 'json', key: ['permission', 'bash'], values: ['allow'] },
    ],
    processes: ['opencode'],
    agents: '{config}/opencode/agent',
  },
  {
    id: 'aider',
    title: 'Aider',
    vendor: 'Aider',
    kind: 'coding-agent',
    marks: ['~/.aider.conf.yml', '~/.aider'],
    files: [],
    approvals: [{ at: '~/.aider.conf.yml', format: 'yaml', key: ['yes-always'], values: [true] }],
    processes: ['aider'],
  },
  {
    id: 'amp',
    title: 'Amp',
    vendor: 'Sourcegraph',
    kind: 'coding-agent',
    marks: ['{config}/amp'],
    files: [json('{config}/amp/settings.json', [['amp.mcpServers']])],
    approvals: [{ at: '{config}/amp/settings.json', format: 'json', key: ['amp.dangerouslyAllowAll'], values: [true] }],
    processes: ['amp'],
  },
  {
    id: 'qwen-code',
    title: 'Qwen Code',
    vendor: 'Alibaba',
    kind: 'coding-agent',
    marks: ['~/.qwen/settings.json'],
    files: [json('~/.qwen/settings.json')],
    processes: ['qwen'],
  },
  {
    id: 'warp',
    title: 'Warp',
    vendor: 'Warp',
    kind: 'coding-agent',
    marks: ['~/.warp'],
    files: [json('~/.warp/mcp.json')],
    processes: ['warp-terminal'],
  },
]
