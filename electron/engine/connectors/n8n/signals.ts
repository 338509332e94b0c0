import type { Model, Signal } from '../../../../shared/domain/observation.ts'
import { vendorOfModel } from '../catalogue/models.ts'
import { nodeVendor } from '../catalogue/n8n-types.ts'
import { recognise } from '../catalogue/recognise.ts'
import { heldAddresses, plainCalls } from './http-nodes.ts'
import { shortType } from './node-powers.ts'
import { literal, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'

export interface Detection {
  readonly signals: readonly Signal[]
  readonly models: readonly Model[]
  /** A model vendor is called without an AI node or an AI vendor's credential on that very node. */
  readonly plainModelCall: boolean
}

const mostSignals = 40

/** Why a workflow is AI, and which models it uses: by node types, by credentials, by plain HTTP calls. */
export function detect(nodes: readonly WorkflowNode[]): Detection {
  const signals = new Map<string, Signal>()
  const models = new Map<string, Model>()
  const held = heldAddresses(nodes)
  let plainModelCall = false
  const note = (signal: Signal) => {
    if (signals.size < mostSignals) signals.set(`${signal.by}/${signal.value}`, signal)
  }
  const use = (vendor: string | null, name: string | null) => models.set(`${vendor ?? ''}/${name ?? ''}`, { vendor, name })

  for (const node of nodes) {
    for (const signal of recognise({ nodeType: node.type })) note(signal)
    for (const type of Object.keys(node.credentials)) for (const signal of recognise({ credentialType: type })) note(signal)
    if (node.disabled) continue
    const bound = modelOf(node)
    if (bound !== null) use(bound.vendor, bound.name)
    for (const call of plainCalls(node, held).models) {
      note({ by: 'host', value: call.host, certainty: 'certain', vendor: call.vendor })
      use((call.model === null ? null : vendorOfModel(call.model)) ?? call.vendor, call.model)
      plainModelCall = true
    }
  }
  return { signals: [...signals.values()], models: dropUnnamed([...models.values()]), plainModelCall }
}

/** The model a node binds; null when it binds none. The vendor is the model's maker where its name tells, else the service asked. */
function modelOf(node: WorkflowNode): Model | null {
  const vendor = nodeVendor(node.type)
  if (vendor === undefined) return null
  const short = shortType(node.type)
  const binds = vendor !== null && /^(lm|embeddings|reranker)/.test(short)
  const calls =
    vendor !== null &&
    /^(openAi|anthropic|googleGemini|alibabaCloud|minimax|moonshot|ollama|mistralAi|perplexity)(Tool|Assistant)?$/.test(short)
  if (!binds && !calls) return null
  const name = ['model', 'modelId', 'modelName', 'chatModel', 'imageModel', 'engine']
    .map((parameter) => literal(own(node.parameters, parameter)))
    .find((value) => value !== null)
  return { vendor: (name === undefined ? null : vendorOfModel(name)) ?? vendor, name: name ?? null }
}

/** A vendor without a model's name says nothing more once one of its models is named. */
function dropUnnamed(models: readonly Model[]): readonly Model[] {
  const named = new Set(models.filter((model) => model.name !== null).map((model) => model.vendor))
  return models.filter((model) => model.name !== null || !named.has(model.vendor))
}
