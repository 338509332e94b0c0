import type { Credential, Signal } from '../../../shared/domain/observation.ts'

/** Names of settings under which programs look for the key of a model vendor. Source: the vendors' own libraries, 2026-11. */
const keyNames: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: 'OpenAI',
  OPENAI_KEY: 'OpenAI',
  AZURE_OPENAI_API_KEY: 'Microsoft',
  AZURE_OPENAI_KEY: 'Microsoft',
  ANTHROPIC_API_KEY: 'Anthropic',
  CLAUDE_API_KEY: 'Anthropic',
  GEMINI_API_KEY: 'Google',
  GOOGLE_GENAI_API_KEY: 'Google',
  GOOGLE_AI_API_KEY: 'Google',
  MISTRAL_API_KEY: 'Mistral AI',
  COHERE_API_KEY: 'Cohere',
  CO_API_KEY: 'Cohere',
  GROQ_API_KEY: 'Groq',
  XAI_API_KEY: 'xAI',
  DEEPSEEK_API_KEY: 'DeepSeek',
  PERPLEXITY_API_KEY: 'Perplexity',
  TOGETHER_API_KEY: 'Together AI',
  FIREWORKS_API_KEY: 'Fireworks AI',
  OPENROUTER_API_KEY: 'OpenRouter',
  HUGGINGFACEHUB_API_TOKEN: 'Hugging Face',
  HF_TOKEN: 'Hugging Face',
  REPLICATE_API_TOKEN: 'Replicate',
  VOYAGE_API_KEY: 'Voyage AI',
  AWS_BEARER_TOKEN_BEDROCK: 'Amazon',
}

/** Also where a name says more: `PROD_OPENAI_API_KEY`, `OPENAI_API_KEY_ARN`. */
function keyVendor(name: string): string | null {
  const upper = name.toUpperCase()
  const found = Object.entries(keyNames).find(([known]) => upper === known || new RegExp(`(^|_)${known}(_|$)`).test(upper))
  return found?.[1] ?? null
}

export interface KeysByName {
  readonly signals: readonly Signal[]
  readonly credentials: readonly Credential[]
  readonly vendors: readonly string[]
}

/** What the names of a program's settings say of the models it calls. Values are never handed in. */
export function keysByName(names: readonly string[]): KeysByName {
  const found = names.flatMap((name) => {
    const vendor = keyVendor(name)
    return vendor === null ? [] : [{ name: name.slice(0, 200), vendor }]
  })
  return {
    signals: found.map(({ name, vendor }) => ({ by: 'credential', value: name, certainty: 'certain', vendor })),
    credentials: found.map(({ name }) => ({ kind: 'environment', name, createdAt: null, expiresAt: null })),
    vendors: [...new Set(found.map(({ vendor }) => vendor))],
  }
}
