import type { PolicyAttribute } from '../../../shared/domain/policy-schema.ts'
import { policyActions, principalAttributes, resourceAttributes } from '../../../shared/domain/policy-schema.ts'
import type { Reach, Sensitivity } from '../../../shared/domain/vocabulary.ts'

/** How sensitive and how far, as numbers that statements can compare. Unknown counts as risk: it stands beside the worse of its neighbours. */
export const sensitivityLevel: Readonly<Record<Sensitivity, number>> = {
  public: 0,
  internal: 1,
  confidential: 2,
  unknown: 2,
  restricted: 3,
}

export const reachLevel: Readonly<Record<Reach, number>> = { self: 0, user: 1, group: 2, tenant: 3, unknown: 3, external: 4 }

/** Cedar's schema: principals are agents with their attributes, actions the vocabulary's, resources what a capability reaches. */
export const schema = `namespace Rollcall {
  entity Agent = {
${shapeOf(principalAttributes)}
  };
  entity Resource = {
${shapeOf(resourceAttributes)}
  };
  action ${policyActions.map((action) => `"${action}"`).join(', ')} appliesTo { principal: [Agent], resource: [Resource] };
}
`

function shapeOf(attributes: readonly PolicyAttribute[]): string {
  return attributes.map(({ name, type }) => `    ${name}: ${type},`).join('\n')
}
