import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'
import { hostileNames } from '../hostile-names.ts'
import { hostileServer } from './files.ts'
import type { Organization } from './organization.ts'
import { environments, type StoredSecret, secretStores } from './secrets.ts'

const provider = 'github'

/** What a scan of the organisation must and must not list. */
export function organizationAnswers(organization: Organization): readonly AnswerKeyEntry[] {
  const file = (name: string, path: string, agentKind: string, more: Partial<AnswerKeyEntry> = {}) =>
    answer({ provider, name, nativeId: { kind: 'github-file', value: `${organization.login}/${path}` }, isAgent: true, agentKind, ...more })
  const has = (repository: string): boolean => organization.repositories.some(({ name }) => name === repository)
  return [
    ...organization.installations().map(({ id, clientId, plan }) =>
      answer({
        archetype: plan.archetype,
        provider,
        name: plan.name,
        nativeId: { kind: 'github-installation-id', value: String(id) },
        isAgent: plan.answer === 'agent',
        agentKind: plan.answer === 'agent' ? 'ai-application' : null,
        // The same app in another organisation of the firm is the same agent.
        joins: [{ kind: 'github-client-id', value: clientId }],
        expected: plan.answer === 'agent' ? (plan.expected ?? null) : plan.answer,
      }),
    ),
    ...secretAnswers(organization),
    ...organization.tokens().map((token) =>
      answer({
        provider,
        name: token.name,
        nativeId: { kind: 'github-token-id', value: String(98_000 + token.id) },
        isAgent: false,
        expected: token.answer,
      }),
    ),
    ...organization.credentials().map((credential) =>
      answer({
        provider,
        name: credential.note,
        nativeId: { kind: 'github-credential-id', value: String(credential.id) },
        isAgent: false,
        expected: credential.answer,
      }),
    ),
    answer({
      provider,
      name: 'GitHub Copilot',
      nativeId: { kind: 'github-copilot', value: organization.login },
      isAgent: true,
      agentKind: 'coding-agent',
    }),
    answer({
      provider,
      name: 'Copilot cloud agent',
      nativeId: { kind: 'github-copilot-cloud-agent', value: organization.login },
      isAgent: true,
      agentKind: 'coding-agent',
    }),
    ...(has('order-desk') ? archetypesIn(file) : []),
    file('release-notes', 'platform-agents/.github/agents/release-notes.agent.md', 'coding-agent'),
    file('schema-reviewer', 'platform-agents/.claude/agents/schema-reviewer.md', 'coding-agent'),
  ]
}

function secretAnswers({ login, members, repositories }: Organization): readonly AnswerKeyEntry[] {
  const of = (owner: string, store: string, secrets: readonly StoredSecret[]) =>
    secrets.map(({ name, modelKey }) =>
      answer({
        provider,
        name: `${name} of ${owner}`,
        nativeId: { kind: 'github-secret', value: `${owner}/${store}${name}` },
        isAgent: modelKey,
        agentKind: modelKey ? 'ai-application' : null,
        expected: modelKey ? null : 'not-listed',
      }),
    )
  const first = repositories[0]?.blocked === false ? `${login}/${repositories[0].name}` : null
  return [
    ...secretStores.flatMap(({ id, organization, repository }) => {
      const store = id === 'actions' ? '' : `${id}/`
      return [...(members.length === 0 ? [] : of(login, store, organization)), ...(first === null ? [] : of(first, store, repository))]
    }),
    ...(first === null ? [] : Object.entries(environments).flatMap(([name, kept]) => of(`${first}/${name}`, 'environment/', kept))),
  ]
}

/** What stands in the repositories that have a story. */
function archetypesIn(
  file: (name: string, path: string, agentKind: string, more?: Partial<AnswerKeyEntry>) => AnswerKeyEntry,
): readonly AnswerKeyEntry[] {
  return [
    file('github', 'order-desk/.mcp.json#github', 'mcp-server', { archetype: 29, expectedFactors: ['secret-in-config'] }),
    file('prices', 'pricing-engine/.vscode/mcp.json#prices', 'mcp-server', { expectedFactors: ['secret-in-config', 'owner-left'] }),
    file('warehouse', 'pricing-engine/.vscode/mcp.json#warehouse', 'mcp-server', { expectedFactors: ['provenance'] }),
    file('Issue triage', 'storefront/.github/workflows/issue-triage.md', 'autonomous-agent'),
    file('Fix on mention', 'storefront/.github/workflows/fix-on-mention.yml', 'autonomous-agent'),
    ...hostileNames.map((name, index) =>
      answer({
        archetype: 40,
        provider,
        name,
        nativeId: { kind: 'mcp-server', value: hostileServer(index) },
        isAgent: true,
        agentKind: 'mcp-server',
      }),
    ),
  ]
}
