/**
 * Which node and credential types of the n8n automation server belong to an AI vendor, by the type's own name.
 * Source: the node and credential lists shipped in the packages n8n-nodes-base 2.41.2 and @n8n/n8n-nodes-langchain 2.41.1; 2026-11.
 */

const aiPackage = '@n8n/n8n-nodes-langchain.'
const basePackage = 'n8n-nodes-base.'

/** Vendor by the tail of an AI node's name: `lmChatOpenAi`, `embeddingsOpenAi` and `openAi` all end in `openai`. Longest first where one ends in another. */
const vendorTails: readonly (readonly [string, string])[] = [
  ['azureopenai', 'Microsoft'],
  ['microsoftagent365trigger', 'Microsoft'],
  ['azureaisearch', 'Microsoft'],
  ['openaiassistant', 'OpenAI'],
  ['openai', 'OpenAI'],
  ['anthropic', 'Anthropic'],
  ['googlegemini', 'Google'],
  ['googlevertex', 'Google'],
  ['googlepalm', 'Google'],
  ['awsbedrock', 'Amazon'],
  ['mistralcloud', 'Mistral AI'],
  ['cohere', 'Cohere'],
  ['groq', 'Groq'],
  ['xaigrok', 'xAI'],
  ['deepseek', 'DeepSeek'],
  ['openrouter', 'OpenRouter'],
  ['vercelaigateway', 'Vercel'],
  ['huggingfaceinference', 'Hugging Face'],
  ['ollama', 'Ollama'],
  ['alibabacloud', 'Alibaba Cloud'],
  ['minimax', 'MiniMax'],
  ['moonshot', 'Moonshot AI'],
  ['nvidia', 'NVIDIA'],
  ['databricks', 'Databricks'],
  ['lemonade', 'Lemonade'],
]

/** Nodes of the base package that call a model or an agent; null where the vendor is not fixed. */
const baseNodes: Readonly<Record<string, string | null>> = {
  openAi: 'OpenAI',
  mistralAi: 'Mistral AI',
  perplexity: 'Perplexity',
  jinaAi: 'Jina AI',
  humanticAi: 'Humantic AI',
  aiTransform: null,
  messageAnAgent: null,
}

const credentialVendors: Readonly<Record<string, string>> = {
  openAiApi: 'OpenAI',
  anthropicApi: 'Anthropic',
  azureOpenAiApi: 'Microsoft',
  azureEntraCognitiveServicesOAuth2Api: 'Microsoft',
  azureAiSearchApi: 'Microsoft',
  microsoftAgent365Api: 'Microsoft',
  googlePalmApi: 'Google',
  mistralCloudApi: 'Mistral AI',
  cohereApi: 'Cohere',
  groqApi: 'Groq',
  xAiApi: 'xAI',
  deepSeekApi: 'DeepSeek',
  openRouterApi: 'OpenRouter',
  vercelAiGatewayApi: 'Vercel',
  huggingFaceApi: 'Hugging Face',
  ollamaApi: 'Ollama',
  alibabaCloudApi: 'Alibaba Cloud',
  minimaxApi: 'MiniMax',
  moonshotApi: 'Moonshot AI',
  nvidiaApi: 'NVIDIA',
  lemonadeApi: 'Lemonade',
  perplexityApi: 'Perplexity',
  jinaAiApi: 'Jina AI',
  humanticAiApi: 'Humantic AI',
  mcpOAuth2Api: 'Model Context Protocol',
  motorheadApi: 'Motorhead',
  zepApi: 'Zep',
}

/** Vendor of an AI node type; null: an AI node of no fixed vendor; undefined: not an AI node. A tool variant (`…Tool`) counts as its node. */
export function nodeVendor(type: string): string | null | undefined {
  if (type.startsWith(aiPackage)) return tailVendor(type.slice(aiPackage.length))
  if (type.startsWith(basePackage)) {
    const name = type.slice(basePackage.length).replace(/Tool$/, '')
    return Object.hasOwn(baseNodes, name) ? (baseNodes[name] ?? null) : undefined
  }
  // A community package is AI when its node says so in its own name, e.g. `n8n-nodes-foo.lmChatFoo`.
  return /\.(lmChat|lm[A-Z]|embeddings[A-Z]|agent[A-Z]?|mcpClient)/.test(type)
    ? tailVendor(type.slice(type.lastIndexOf('.') + 1))
    : undefined
}

function tailVendor(name: string): string | null {
  const lower = name.toLowerCase().replace(/tool$/, '')
  return vendorTails.find(([tail]) => lower.endsWith(tail))?.[1] ?? null
}

/** Vendor of a credential type that holds the key of an AI service; undefined: not one. */
export function credentialVendor(type: string): string | undefined {
  return Object.hasOwn(credentialVendors, type) ? credentialVendors[type] : undefined
}
