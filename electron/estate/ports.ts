/** Names of the ports that `EstateOptions.ports` may fix and `Estate.ports` tells. */
const estatePorts = [
  'microsoft-365',
  'microsoft-365-acquisition',
  'n8n',
  'google-workspace',
  'slack',
  'github',
  'openai',
  'anthropic',
  'azure',
  'aws',
  'n8n-care',
  'n8n-acquisition',
  'google-workspace-acquisition',
  'google-cloud',
  'slack-acquisition',
  'github-acquisition',
  'openai-sales',
  'anthropic-engineering',
] as const
export type EstatePortName = (typeof estatePorts)[number]
