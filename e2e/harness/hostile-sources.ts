import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hostileCorpus } from '../../shared/base/hostile-corpus.ts'

/** Set by nothing: if it is ever defined, text from outside was run as code. */
export const canary = '__rollcallCanary'

/** A value that stands where secrets stand in the hostile files: it must turn up nowhere. */
export const hostileSecret = 'sk-hostile-0123456789abcdefghijklmnopqrstuv'

/** The shared thousand, and texts that would set the canary if anything ran them. */
export const hostileTexts: readonly string[] = [
  ...hostileCorpus,
  `<img src=x onerror="globalThis.${canary}=1">`,
  `<script>globalThis.${canary}=1</script>`,
  `"><svg onload="top.${canary}=1">`,
  `javascript:globalThis.${canary}=1`,
  `\${globalThis.${canary}=1}`,
  `');globalThis.${canary}=1;('`,
  `<iframe srcdoc="<script>parent.${canary}=1</script>">`,
  `<meta http-equiv="refresh" content="0;url=data:text/html,<script>${canary}=1</script>">`,
  `<link rel=stylesheet href="data:text/css,*{display:none}">`,
  `<form action="https://attacker.invalid"><button autofocus>x</button></form>`,
]

/** What a workflow of an export is called when it has no name of its own: its line. */
export const workflowFile = 'hostile.ndjson'

/** The name the inventory must show for text number `index`, whole. */
export function expectedName(text: string, index: number): string {
  return (text.trim() === '' ? `${workflowFile}:${index + 1}` : text).toWellFormed()
}

export interface HostileSources {
  /** An export of n8n: one workflow a line, hostile in every text. */
  readonly exported: string
  /** A home folder: one server for each text, hostile in name, arguments, environment and headers. */
  readonly home: string
}

/** Writes the two sources below a folder. */
export function writeHostileSources(folder: string, texts: readonly string[] = hostileTexts): HostileSources {
  const exported = join(folder, workflowFile)
  writeFileSync(exported, `${texts.map((_, index) => JSON.stringify(workflow(texts, index))).join('\n')}\n`)
  const home = join(folder, 'home')
  const file = join(home, '.cursor/mcp.json')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ mcpServers: record(texts.map((text, index) => [text, server(texts, index)])) }))
  return { exported, home }
}

function workflow(texts: readonly string[], index: number): unknown {
  const text = (step: number) => texts[(index + step) % texts.length] ?? ''
  const agent = text(1)
  const model = `model ${index} ${text(2)}`
  const tool = `tool ${index} ${text(3)}`
  const node = (type: string, name: string, more: object) => ({ type, name, id: text(4), typeVersion: 1, position: [0, 0], ...more })
  return {
    id: `w${index}`,
    name: text(0),
    description: text(5),
    active: true,
    tags: [{ id: text(6), name: text(6) }],
    shared: [{ role: 'workflow:owner', projectId: text(7), project: { id: text(7), name: text(8), type: 'personal' } }],
    settings: { callerPolicy: text(9), errorWorkflow: text(10), executionOrder: text(11) },
    nodes: [
      node('@n8n/n8n-nodes-langchain.agent', agent, { parameters: { options: { systemMessage: text(12) }, text: text(13) } }),
      node('@n8n/n8n-nodes-langchain.lmChatOpenAi', model, {
        parameters: { model: { value: text(14) }, options: { baseURL: `https://${text(15)}` } },
        credentials: record([
          ['openAiApi', { id: text(16), name: text(17) }],
          [text(18), { id: text(19), name: text(20) }],
        ]),
      }),
      node('n8n-nodes-base.httpRequestTool', tool, {
        parameters: {
          url: `https://api.example/${text(21)}`,
          toolDescription: text(22),
          headerParameters: { parameters: [{ name: text(23), value: hostileSecret }] },
        },
      }),
      node('@n8n/n8n-nodes-langchain.chatTrigger', `chat ${index}`, { parameters: { public: true, authentication: text(24) } }),
      node(text(25).slice(0, 300) || 'community.unknown', text(26), { parameters: record([[text(27), text(28)]]) }),
      node('@n8n/n8n-nodes-langchain.mcpClientTool', `mcp ${index}`, {
        parameters: { endpointUrl: `https://${text(29)}.example/${text(30)}` },
      }),
    ],
    connections: record([
      [model, { ai_languageModel: [[{ node: agent, type: 'ai_languageModel', index: 0 }]] }],
      [tool, { ai_tool: [[{ node: agent, type: 'ai_tool', index: 0 }]] }],
      [`mcp ${index}`, { ai_tool: [[{ node: agent, type: 'ai_tool', index: 0 }]] }],
    ]),
  }
}

function server(texts: readonly string[], index: number): unknown {
  const text = (step: number) => texts[(index + step) % texts.length] ?? ''
  return {
    command: `/opt/tools/server-${index}`,
    args: [text(1), `--${text(2)}`, `--token=${hostileSecret}`],
    env: record([
      [text(3), text(4)],
      [`${text(5)}_API_KEY`, hostileSecret],
    ]),
    headers: record([[text(6), hostileSecret]]),
    cwd: text(7),
  }
}

/** An object whose keys are its own, `__proto__` included. */
function record(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries)
}
