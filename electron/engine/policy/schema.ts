import { actions, type Reach, type Sensitivity } from '../../../shared/domain/vocabulary.ts'

/** How sensitive and how far, as numbers that statements can compare. Unknown counts as risk: it stands beside the worse of its neighbours. */
export const sensitivityLevel: Readonly<Record<Sensitivity, number>> = {
  public: 0,
  internal: 1,
  confidential: 2,
  unknown: 2,
  restricted: 3,
}

export const reachLevel: Readonly<Record<Reach, number>> = { self: 0, user: 1, group: 2, tenant: 3, unknown: 3, external: 4 }

/** The action asked for the agent as a whole: may it be in service at all? Statements about owner, exposure or autonomy name it. */
export const operate = 'operate'

/** Cedar's schema: principals are agents with their attributes, actions the vocabulary's, resources what a capability reaches. */
export const schema = `namespace Rollcall {
  entity Agent = {
    kind: String,
    certainty: String,
    autonomyFloor: Long,
    autonomyCeiling: Long,
    exposure: String,
    ownerState: String,
    environment: String,
    traits: Set<String>,
  };
  entity Resource = {
    class: String,
    sensitivity: String,
    sensitivityLevel: Long,
    reach: String,
    reachLevel: Long,
  };
  action ${[...actions, operate].map((action) => `"${action}"`).join(', ')} appliesTo { principal: [Agent], resource: [Resource] };
}
`
