import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { answer } from '../answer-key.ts'

export const billName = 'claims-desk.cdx.json'

/** The bill of materials of an application that holds a model and a vendor's library, beside a service that is none of it. */
export function makeBillOfMaterials(asOf: string): { readonly text: string; readonly entries: readonly AnswerKeyEntry[] } {
  const application = 'pkg:generic/meridian/claims-desk@4.2.0'
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: `${asOf}T02:00:00Z`,
      component: { type: 'application', 'bom-ref': 'claims-desk', name: 'Claims Desk', version: '4.2.0', purl: application },
    },
    components: [
      { type: 'machine-learning-model', name: 'mistral-large-latest', version: '2411' },
      { type: 'library', name: 'sdk', group: '@anthropic-ai', version: '0.60.0', purl: 'pkg:npm/%40anthropic-ai/sdk@0.60.0' },
      { type: 'library', name: 'fastify', version: '5.2.1', purl: 'pkg:npm/fastify@5.2.1' },
    ],
    services: [
      {
        'bom-ref': 'drafting',
        name: 'Claims drafting model',
        endpoints: ['https://api.mistral.ai/v1/chat/completions'],
        authenticated: true,
      },
      { 'bom-ref': 'post', name: 'Postal codes', endpoints: ['https://post.meridian.example'], authenticated: true },
    ],
  }
  const entry = (name: string, kind: string, value: string, isAgent: boolean) =>
    answer({ provider: 'files', name, nativeId: { kind, value }, isAgent, ...(isAgent ? { agentKind: 'ai-application' } : {}) })
  return {
    text: JSON.stringify(bom, null, 1),
    entries: [
      entry('Claims Desk', 'bom-component', application, true),
      entry('Claims drafting model', 'bom-service', `Claims drafting model in ${billName}`, true),
      entry('Postal codes', 'bom-service', `Postal codes in ${billName}`, false),
    ],
  }
}
