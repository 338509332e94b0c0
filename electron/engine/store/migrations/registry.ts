import { workspace } from './0001-workspace.ts'
import { inventory } from './0002-inventory.ts'
import { peopleByMail } from './0003-people-by-mail.ts'
import { places } from './0004-places.ts'
import { checkpoints } from './0005-checkpoints.ts'
import { audits } from './0006-audits.ts'
import { governance } from './0007-governance.ts'
import { policies } from './0008-policies.ts'
import { attestations } from './0009-attestations.ts'
import { waiting } from './0010-waiting.ts'
import { policyDrafts } from './0011-policy-drafts.ts'
import { decisionsOnce } from './0012-decisions-once.ts'
import type { Migration } from './migration.ts'

/** Every migration in order; a test holds the folder and this list together. */
export const migrations: readonly Migration[] = [
  workspace,
  inventory,
  peopleByMail,
  places,
  checkpoints,
  audits,
  governance,
  policies,
  attestations,
  waiting,
  policyDrafts,
  decisionsOnce,
]
