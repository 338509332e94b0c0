import { guidAt } from '../ids.ts'
import { exportedKey, sharedIdentity } from '../shared-identity.ts'

/** A stored credential as the list shows it: never a value. */
export interface StoredCredential {
  readonly id: string
  readonly name: string
  readonly type: string
}

export type CredentialName = keyof ReturnType<typeof storedCredentials>

/** What the makers of Meridian Group stored on their automation server. */
export function storedCredentials(seed: number) {
  const shared = sharedIdentity(seed)
  const carried = exportedKey(seed)
  const all = {
    openAi: { type: 'openAiApi', name: 'OpenAI production' },
    openAiPrivate: { type: 'openAiApi', name: 'OpenAI (private card)' },
    anthropic: { type: 'anthropicApi', name: 'Anthropic team key' },
    gemini: { type: 'googlePalmApi', name: 'Gemini' },
    mistral: { type: 'mistralCloudApi', name: 'Mistral' },
    gmail: { type: 'gmailOAuth2', name: 'Sales inbox' },
    hubspot: { type: 'hubspotOAuth2Api', name: 'HubSpot' },
    slack: { type: 'slackOAuth2Api', name: 'Slack bot' },
    sheets: { type: 'googleSheetsOAuth2Api', name: 'Sheets' },
    postgres: { type: 'postgres', name: 'Orders database' },
    jira: { type: 'jiraSoftwareCloudApi', name: 'Jira' },
    telegram: { type: 'telegramApi', name: 'Telegram bot' },
    header: { type: 'httpHeaderAuth', name: 'API header' },
    // The administrators of this firm write the identity into the name: the only place where n8n shows it.
    sharedGraph: { type: 'microsoftOAuth2Api', name: `${shared.name} (${shared.appId})` },
    serviceAccount: { type: 'googleApi', name: `${carried.email} key ${carried.keyId}` },
  } as const
  return Object.fromEntries(
    Object.entries(all).map(([key, value], index) => [
      key,
      { id: guidAt(seed, 'n8n/credential', index).replaceAll('-', '').slice(0, 16), ...value },
    ]),
  ) as { readonly [K in keyof typeof all]: StoredCredential }
}
