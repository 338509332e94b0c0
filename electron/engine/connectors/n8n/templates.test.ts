import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import type { Subject } from '../../../../shared/domain/observation.ts'
import type { StepContext } from '../connector.ts'
import { workflowsStep } from './step-workflows.ts'

/**
 * 338 community workflows that nobody on this project wrote. The truth is worked out here from the raw JSON by other, simpler means than
 * the connector uses: what the node types, credentials and addresses literally say.
 */
const file = '../shared/data/n8n-templates/templates.ndjson'

interface Raw {
  readonly name: string
  readonly ai: boolean
  readonly tools: readonly string[]
  readonly models: readonly string[]
}

const vendorKeys =
  /^(openAi|anthropic|azureOpenAi|azureEntraCognitive|googlePalm|mistralCloud|cohere|groq|xAi|deepSeek|openRouter|ollama|huggingFace|vercelAiGateway|mcpOAuth2|humanticAi|perplexity)/
const vendorHosts =
  /^https?:\/\/(api\.openai\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|openrouter\.ai|api\.mistral\.ai|api\.groq\.com|api\.deepseek\.com|api\.x\.ai|api\.cohere\.(ai|com)|api\.perplexity\.ai|api\.replicate\.com|api-inference\.huggingface\.co|api\.voyageai\.com|api\.elevenlabs\.io|queue\.fal\.run|api\.bfl\.(ml|ai)|cloud\.leonardo\.ai|api\.dev\.runwayml\.com|api\.together\.xyz|api\.cloudflare\.com\/.*\/ai\/run|[\w.]+:11434)(\/|$|:)/
const aiNodes =
  /^(@n8n\/n8n-nodes-langchain\.|n8n-nodes-base\.(openAi|mistralAi|perplexity|jinaAi|humanticAi|aiTransform|messageAnAgent)(Tool)?$)/

interface RawNode {
  readonly type?: string
  readonly name: string
  readonly disabled?: boolean
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly credentials?: Readonly<Record<string, unknown>>
}

interface RawLine {
  readonly file: string
  readonly workflow: {
    readonly nodes: readonly RawNode[]
    readonly connections: Readonly<Record<string, { readonly ai_tool?: readonly unknown[][] }>>
  }
}

function truth(line: string): Raw {
  const { workflow, file: name } = JSON.parse(line) as RawLine
  const nodes = workflow.nodes.map((node) => ({ ...node, type: node.type ?? '' }))
  const urls = nodes
    .filter((node) => /ttpRequest/.test(node.type) && !node.disabled)
    .map((node) => String(node.parameters?.url ?? '').replace(/^=/, ''))
  const ai =
    nodes.some((node) => aiNodes.test(node.type)) ||
    nodes.some((node) => Object.keys(node.credentials ?? {}).some((key) => vendorKeys.test(key))) ||
    urls.some((url) => vendorHosts.test(url))
  const enabled = new Set(nodes.filter((node) => !node.disabled).map((node) => node.name))
  const tools = Object.entries(workflow.connections)
    .filter(([from, kinds]) => enabled.has(from) && (kinds.ai_tool ?? []).flat().length > 0)
    .map(([from]) => from)
  const models = nodes
    .filter((node) => !node.disabled && /\.(lm|lmChat|embeddings)[A-Z]|\.openAi$|n8n-nodes-base\.openAi/.test(node.type))
    .map((node) => node.parameters?.model ?? node.parameters?.modelName ?? node.parameters?.modelId)
    .map((model) => (typeof model === 'object' && model !== null && 'value' in model ? model.value : model))
    .filter((model): model is string => typeof model === 'string' && model !== '' && !model.includes('{{'))
    .map((model) => model.replace(/^=/, ''))
  return { name, ai, tools, models }
}

async function observed(): Promise<readonly Subject[]> {
  const context = {
    settings: { export: file },
    record: () => 'call',
    cursor: null,
    seen: function* () {},
  } as unknown as StepContext
  const run = workflowsStep.run(context)
  const subjects: Subject[] = []
  for (;;) {
    const turn = await run.next()
    if (turn.done) {
      expect(turn.value).toEqual({ state: 'complete' })
      return subjects
    }
    subjects.push(...turn.value.observations.filter((one): one is Subject => one.kind === 'subject'))
  }
}

describe.skipIf(!existsSync(file))('the community templates (../shared/data/n8n-templates)', () => {
  it('finds every workflow with AI, with its tools and models, and no other', async () => {
    const lines: string[] = []
    for await (const line of createInterface({ input: createReadStream(file) })) if (line.trim() !== '') lines.push(line)
    const raw = lines.map(truth)
    const subjects = await observed()
    expect(subjects).toHaveLength(raw.length)

    const pairs = raw.map((one, index) => ({ raw: one, subject: subjects[index] as Subject }))
    const missed = pairs.filter(({ raw, subject }) => raw.ai && subject.role !== 'agent').map(({ raw }) => raw.name)
    const wrong = pairs
      .filter(({ raw, subject }) => !raw.ai && subject.role === 'agent')
      .map(({ raw, subject }) => `${raw.name}: ${subject.signals.map((signal) => signal.value).join(', ')}`)
    const named = (subject: Subject) => new Set(subject.tools?.map((tool) => tool.name))
    const agentTools = (subject: Subject) =>
      (subject.tools ?? []).filter((tool) => tool.description?.endsWith('the agent decides')).map((tool) => tool.name)
    const toolsMissed = pairs.flatMap(({ raw, subject }) => raw.tools.filter((tool) => !named(subject).has(tool)))
    const toolsWrong = pairs.flatMap(({ raw, subject }) => agentTools(subject).filter((tool) => !raw.tools.includes(tool)))
    const modelsMissed = pairs.flatMap(({ raw, subject }) =>
      raw.models.filter((model) => !subject.models.some(({ name }) => name === model)).map((model) => `${raw.name}: ${model}`),
    )
    const noVendor = pairs.filter(({ subject }) => subject.models.some((model) => model.vendor === null)).map(({ raw }) => raw.name)

    console.log(
      [
        `workflows ${raw.length}`,
        `with AI ${raw.filter((one) => one.ai).length}, found ${pairs.filter(({ subject }) => subject.role === 'agent').length}, missed ${missed.length}, wrong ${wrong.length}`,
        `tools wired to agents ${raw.reduce((sum, one) => sum + one.tools.length, 0)}, missed ${toolsMissed.length}, wrong ${toolsWrong.length}`,
        `models named ${raw.reduce((sum, one) => sum + new Set(one.models).size, 0)}, missed ${modelsMissed.length}`,
        `agent kinds ${JSON.stringify(countBy(subjects.filter((subject) => subject.role === 'agent').map((subject) => subject.agentKind)))}`,
      ].join('\n'),
    )
    expect({ missed, wrong, toolsMissed, toolsWrong, modelsMissed, noVendor }).toEqual({
      missed: [],
      wrong: [],
      toolsMissed: [],
      toolsWrong: [],
      modelsMissed: [],
      noVendor: [],
    })
  })

  it('keeps nothing of the instructions and no address beyond its host', async () => {
    const kept = JSON.stringify(await observed())
    expect(kept).not.toMatch(/https?:\/\/api\./)
    expect(kept).not.toContain('You are a helpful')
    expect(kept).not.toContain('Bearer ')
  })
})

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
