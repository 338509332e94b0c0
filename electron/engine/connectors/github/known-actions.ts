/** What a workflow step with AI is: an agent that acts on the repository, or one question to a model. */
export interface KnownAction {
  readonly vendor: string
  readonly sort: 'agent' | 'model'
}

/** Actions that run a coding agent or ask a model. Source: the actions' own repositories, 2026-11. */
const actions: Readonly<Record<string, KnownAction>> = {
  'anthropics/claude-code-action': { vendor: 'Anthropic', sort: 'agent' },
  'anthropics/claude-code-base-action': { vendor: 'Anthropic', sort: 'agent' },
  'anthropics/claude-code-security-review': { vendor: 'Anthropic', sort: 'agent' },
  'openai/codex-action': { vendor: 'OpenAI', sort: 'agent' },
  'google-github-actions/run-gemini-cli': { vendor: 'Google', sort: 'agent' },
  'actions/ai-inference': { vendor: 'GitHub', sort: 'model' },
  'coderabbitai/ai-pr-reviewer': { vendor: 'CodeRabbit', sort: 'agent' },
  'qodo-ai/pr-agent': { vendor: 'Qodo', sort: 'agent' },
  'codium-ai/pr-agent': { vendor: 'Qodo', sort: 'agent' },
}

/** The AI action behind `owner/name@version`; null when it is none we know. */
export function knownAction(uses: string): KnownAction | null {
  const name = (uses.split('@')[0] ?? '').split('/').slice(0, 2).join('/').toLowerCase()
  return Object.hasOwn(actions, name) ? (actions[name] ?? null) : null
}

/** Whose model an agentic workflow's `engine` is. */
export const engineVendors: Readonly<Record<string, string>> = { copilot: 'GitHub', claude: 'Anthropic', codex: 'OpenAI', gemini: 'Google' }
