import type { Signal } from '../../../../shared/domain/observation.ts'

/**
 * AI products by the name of their app on github.com, where such a name belongs to one app only. Source: the accounts `name[bot]`
 * that write on public pull requests, and the vendors' own set-up pages; 2026-11. On an own server anybody may take these names.
 */
const apps: Readonly<Record<string, string>> = {
  claude: 'Anthropic',
  'chatgpt-codex-connector': 'OpenAI',
  'copilot-swe-agent': 'GitHub',
  'copilot-pull-request-reviewer': 'GitHub',
  cursor: 'Anysphere',
  coderabbitai: 'CodeRabbit',
  'devin-ai-integration': 'Cognition',
  'gemini-code-assist': 'Google',
  'google-labs-jules': 'Google',
  'amazon-q-developer': 'Amazon',
  'sourcery-ai': 'Sourcery',
  'qodo-merge-pro': 'Qodo',
  'ellipsis-dev': 'Ellipsis',
  'greptile-apps': 'Greptile',
  'sweep-ai': 'Sweep AI',
}

/** The vendor behind an app's name; a signal only where the name is github.com's own. */
export function knownApp(slug: string, htmlUrl: string | null): readonly Signal[] {
  const vendor = Object.hasOwn(apps, slug) ? apps[slug] : undefined
  if (vendor === undefined) return []
  return [{ by: 'client-id', value: `github app ${slug}`, certainty: isPublicGitHub(htmlUrl) ? 'certain' : 'suggested', vendor }]
}

function isPublicGitHub(htmlUrl: string | null): boolean {
  if (htmlUrl === null || !URL.canParse(htmlUrl)) return false
  const { hostname } = new URL(htmlUrl)
  return hostname === 'github.com' || hostname.endsWith('.ghe.com')
}
