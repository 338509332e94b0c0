/** Whose model a name is, by the vendors' own naming; the first row that fits wins. Source: the vendors' model lists, 2026-11. */
const families: readonly (readonly [RegExp, string])[] = [
  [
    /^(gpt|chatgpt|o[1345](-|$)|davinci|babbage|text-embedding-(3|ada)|text-davinci|dall-e|whisper|tts-|omni-moderation|codex|computer-use|sora|ft:gpt)/,
    'OpenAI',
  ],
  [/^claude/, 'Anthropic'],
  [
    /^(gemini|gemma|palm|text-bison|chat-bison|text-embedding-00|embedding-00|imagen|veo|learnlm|models\/(gemini|embedding|text-embedding|gemma|imagen|veo))/,
    'Google',
  ],
  [/^(mistral|mixtral|ministral|codestral|pixtral|magistral|devstral|voxtral|open-mi[sx]tral)/, 'Mistral AI'],
  [/^(command|c4ai|embed-(english|multilingual)|rerank|aya)/, 'Cohere'],
  [/^grok/, 'xAI'],
  [/^deepseek/, 'DeepSeek'],
  [/^(sonar|pplx)/, 'Perplexity'],
  [/^(llama|meta-llama|codellama)/, 'Meta'],
  [/^(qwen|qwq|qvq)/, 'Alibaba Cloud'],
  [/^(kimi|moonshot)/, 'Moonshot AI'],
  [/^(glm|chatglm)/, 'Zhipu AI'],
  [/^(phi|mai)-?\d/, 'Microsoft'],
  [/^(nova|titan)-/, 'Amazon'],
  [/^(jamba|j2)/, 'AI21 Labs'],
  [/^nemotron/, 'NVIDIA'],
  [/^granite/, 'IBM'],
  [/^(minimax|abab)/, 'MiniMax'],
  [/^(flux)/, 'Black Forest Labs'],
  [/^(stable-diffusion|sd3|sdxl)/, 'Stability AI'],
  [/^eleven_/, 'ElevenLabs'],
  [/^voyage/, 'Voyage AI'],
]

const owners: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  mistralai: 'Mistral AI',
  mistral: 'Mistral AI',
  cohere: 'Cohere',
  'x-ai': 'xAI',
  deepseek: 'DeepSeek',
  'deepseek-ai': 'DeepSeek',
  perplexity: 'Perplexity',
  meta: 'Meta',
  'meta-llama': 'Meta',
  qwen: 'Alibaba Cloud',
  moonshotai: 'Moonshot AI',
  'z-ai': 'Zhipu AI',
  microsoft: 'Microsoft',
  amazon: 'Amazon',
  nvidia: 'NVIDIA',
  minimax: 'MiniMax',
}

/** The vendor of a model by its name, e.g. `gpt-4o`, `anthropic/claude-sonnet-4`, `eu.anthropic.claude-…`; null when the name does not tell. */
export function vendorOfModel(model: string): string | null {
  const name = model.slice(0, 200).trim().toLowerCase()
  const slash = /^([a-z0-9-]+)\/(.+)$/.exec(name)
  const owner = slash?.[1] === undefined ? undefined : owners[slash[1]]
  if (owner !== undefined) return owner
  const dotted = /^(?:(?:us|eu|apac|ap|global|jp|au)\.)?([a-z0-9]+)\.(.+)$/.exec(name)
  const platform = dotted?.[1] === undefined ? undefined : owners[dotted[1]]
  if (platform !== undefined) return platform
  const bare = slash?.[2] !== undefined && slash[1] !== 'models' ? slash[2] : name
  return families.find(([pattern]) => pattern.test(bare))?.[1] ?? null
}
