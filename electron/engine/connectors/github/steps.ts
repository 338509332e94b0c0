import type { Step } from '../connector.ts'
import { auditLogStep } from './step-audit-log.ts'
import { cloudAgentStep, copilotStep } from './step-copilot.ts'
import { installationsStep } from './step-installations.ts'
import { peopleStep } from './step-people.ts'
import { repositoriesStep } from './step-repositories.ts'
import { secretSteps } from './step-secrets.ts'
import { credentialsStep, tokensStep } from './step-tokens.ts'

export const steps: readonly Step[] = [
  peopleStep,
  installationsStep,
  tokensStep,
  credentialsStep,
  copilotStep,
  cloudAgentStep,
  repositoriesStep,
  ...secretSteps,
  auditLogStep,
]
