import type { Factor } from '../factor.ts'
import { recordEvidence } from '../judge-capability.ts'

export const modelVendor: Factor = {
  id: 'model-vendor',
  version: 1,
  family: 'danger',
  title: 'Model vendor and region',
  explains: 'Whether data goes to a third party, and whether the vendor and the region of its model are known.',
  evaluate(agent) {
    if (agent.traits.includes('third-party')) {
      const who = agent.publisher?.name
      return {
        share: 1,
        reason: 'data goes to a third party',
        evidence: [recordEvidence(agent, who === undefined ? 'Published by somebody else.' : `Published by ${who}.`)],
        lowers: 'Agree on data use, retention and region with the vendor, or use one already agreed on.',
      }
    }
    const unknown = agent.models.length === 0 || agent.models.some((model) => model.vendor === null)
    if (unknown) {
      return {
        share: agent.kind === 'mcp-server' ? 0 : 0.4,
        reason: 'its model is not known',
        evidence: [recordEvidence(agent, 'No model, or a model without a vendor, was seen.')],
        lowers: 'Find out which model it calls.',
        unknown: true,
      }
    }
    if (agent.models.every((model) => model.region !== undefined)) return null
    return {
      share: 0.3,
      reason: 'the region of its model is not known',
      evidence: agent.models.slice(0, 3).map((model) => recordEvidence(agent, `${model.vendor ?? ''} ${model.name ?? ''}`.trim())),
      lowers: 'Pin the model to a region that is allowed.',
      unknown: true,
    }
  },
}
