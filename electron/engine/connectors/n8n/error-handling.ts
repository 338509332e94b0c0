import type { Subject } from '../../../../shared/domain/observation.ts'
import { literal, own } from './record.ts'
import type { WorkflowNode } from './schema.ts'

/** Retry on a node; escalation by an error workflow, an error branch or a person who is asked. A way back cannot be seen in a drawing. */
export function errorHandlingOf(nodes: readonly WorkflowNode[], settings: unknown): Subject['errorHandling'] {
  const enabled = nodes.filter((node) => !node.disabled)
  return {
    retry: enabled.some((node) => node.retryOnFail),
    escalation:
      literal(own(settings, 'errorWorkflow')) !== null ||
      enabled.some((node) => node.onError === 'continueErrorOutput' || literal(own(node.parameters, 'operation')) === 'sendAndWait'),
    rollback: enabled.some((node) => /\b(rollback|roll back|compensat\w*|undo)\b/i.test(node.name)) ? true : null,
  }
}
