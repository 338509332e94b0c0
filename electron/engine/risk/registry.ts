import type { Factor } from './factor.ts'
import { autonomy } from './factors/autonomy.ts'
import { consequentialActions } from './factors/consequential-actions.ts'
import { credentialAge } from './factors/credential-age.ts'
import { delegation } from './factors/delegation.ts'
import { dormant } from './factors/dormant.ts'
import { errorHandling } from './factors/error-handling.ts'
import { exposure } from './factors/exposure.ts'
import { lethalTrio } from './factors/lethal-trio.ts'
import { modelVendor } from './factors/model-vendor.ts'
import { noDecision } from './factors/no-decision.ts'
import { noOwner } from './factors/no-owner.ts'
import { noPolicy } from './factors/no-policy.ts'
import { noPurpose } from './factors/no-purpose.ts'
import { nobodyAnswerable } from './factors/nobody-answerable.ts'
import { notLogged } from './factors/not-logged.ts'
import { outsideSanctionedWay } from './factors/outside-sanctioned-way.ts'
import { ownerLeft } from './factors/owner-left.ts'
import { privilege } from './factors/privilege.ts'
import { provenance } from './factors/provenance.ts'
import { secretInConfig } from './factors/secret-in-config.ts'
import { sensitiveData } from './factors/sensitive-data.ts'
import { unverifiedPublisher } from './factors/unverified-publisher.ts'
import { violations } from './factors/violations.ts'

/** Every factor there is: danger first, then governance. A test proves that the folder says the same. */
export const factors: readonly Factor[] = [
  privilege,
  sensitiveData,
  consequentialActions,
  exposure,
  autonomy,
  lethalTrio,
  credentialAge,
  provenance,
  delegation,
  modelVendor,
  noOwner,
  ownerLeft,
  nobodyAnswerable,
  noDecision,
  noPolicy,
  violations,
  dormant,
  notLogged,
  unverifiedPublisher,
  noPurpose,
  errorHandling,
  outsideSanctionedWay,
  secretInConfig,
]
