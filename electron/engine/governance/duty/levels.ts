import { serviceLevels } from '../../../../shared/contract/duty.ts'
import { defaultServiceLevels, type ServiceLevels } from '../../../../shared/domain/service-level.ts'
import type { SetByLedger } from '../set-by-ledger.ts'

/** How long a decision may wait: ships with defaults, changed by signed entries. */
export const levelsDocument: SetByLedger<ServiceLevels> = { kind: 'service-levels', ships: defaultServiceLevels, schema: serviceLevels }
