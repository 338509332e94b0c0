import type { AcceptingAction, ApprovalSubject } from './approval.ts'

/** What somebody is asked to agree to: a headline, and under it everything that its hash covers, line by line. */
export interface SubjectWords {
  readonly title: string
  readonly lines: readonly string[]
}

const accepting: Readonly<Record<AcceptingAction, string>> = {
  'accept-risk': 'Accept the risk of',
  approve: 'Approve',
  policy: 'Bring under policy',
  'not-ai': 'Set aside as no AI agent:',
}

export function wordsOfSubject(subject: ApprovalSubject): SubjectWords {
  switch (subject.kind) {
    case 'revocation':
      return {
        title: `Revoke ${named(subject.plans.map(({ agentName }) => agentName))}`,
        lines: subject.plans.flatMap(({ agentName, calls, manual }) => [
          `${agentName}:`,
          ...calls.map(
            ({ title, method, path, body, effect, reversible }) =>
              `  ${title}: ${method} ${path}${body === null ? '' : ` ${body}`}. ${effect} ${reversible ? 'It can be undone.' : 'It cannot be undone.'}`,
          ),
          ...manual.map(({ title, where, how }) => `  By hand, in ${where}: ${title}. ${how.join(' ')}`),
        ]),
      }
    case 'accept-risk': {
      const { action, agents, until, conditions, policyId, reason, control } = subject
      return {
        title: `${accepting[action]} ${named(agents.map(({ agentName }) => agentName))}`,
        lines: [
          ...agents.map(
            ({ agentName, factsHash }) => `${agentName}, of critical risk or decided together with such, on facts ${factsHash}`,
          ),
          until === null ? 'Without an end.' : `Until ${until}.`,
          ...(policyId === null ? [] : [`Policy: ${policyId}.`]),
          ...(conditions === null ? [] : [`Conditions: ${conditions}`]),
          ...(control === undefined ? [] : [`Compensating control until ${control.ends}, by ${control.by}: ${control.what}`]),
          `Reason: ${reason}`,
        ],
      }
    }
    case 'conflict': {
      const { conflict, stands, reason } = subject
      const { id, name, field, said } = conflict
      const chosen = said.find(({ manifest, agentId }) => manifest === stands.manifest && agentId === stands.agentId)
      return {
        title: `Let stand what ${chosen?.organisation ?? 'nobody'} says of ${name}, which somebody calls critical: ${chosen?.value ?? 'nothing'}`,
        lines: [
          `Conflict ${id}: bundles say different things of its ${field}.`,
          ...said.map(
            (one) =>
              `${one === chosen ? 'Stands: ' : ''}${one.organisation} says ${one.value}, of agent ${one.agentId}, on facts ${one.factsHash}, in bundle ${one.manifest} of ledger ${one.origin}.`,
          ),
          `Reason: ${reason}`,
        ],
      }
    }
    case 'policy':
      return subject.after === ''
        ? { title: `Withdraw the policy ${subject.title}`, lines: [...subject.says, `Withdrawn: ${subject.before}.`] }
        : { title: `Change the policy ${subject.title}`, lines: [...subject.says, `From ${subject.before} to ${subject.after}.`] }
    case 'people':
      return {
        title: subject.says.join(' ') || 'Change who may decide, with which key',
        lines: [`Written as ${subject.entryKind}: ${subject.entryBody}`],
      }
  }
}

function named(names: readonly string[]): string {
  const [first = 'nothing', second] = names
  if (names.length === 1) return first
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} more`
}
