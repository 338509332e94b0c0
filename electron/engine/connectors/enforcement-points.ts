import type { Enforceable, EnforcementMark, EnforcementPoint } from '../../../shared/domain/enforcement.ts'
import { awsBoundary, awsScp } from './aws/enforcement.ts'
import { conditionalAccess, consentPolicy } from './microsoft-365/enforcement.ts'

/** The policy itself, for anything that asks Cedar. */
const cedar: EnforcementPoint = {
  id: 'cedar',
  title: 'Cedar',
  fileName: 'policy.cedar',
  howTo: 'Give it to a Cedar engine with the schema of Rollcall: principals are agents, resources what a capability reaches.',
  write: ({ policy, statements }) => ({
    text: `// ${policy.title.replaceAll(/\s+/g, ' ')}, version ${policy.version}, ${policy.hash}\n${policy.cedar}`,
    marks: statements.map(({ id }) => ({ statement: id, expressed: 'whole', why: 'It is the statement itself.' })),
  }),
}

/** Which tools each agent may call through a gateway: what the policy permits of the tools that are known. */
const mcpGateway: EnforcementPoint = {
  id: 'mcp-gateway',
  title: 'MCP gateway allow-list',
  fileName: 'mcp-allow-list.json',
  howTo: 'Give it to the gateway in front of the MCP servers. What is not listed is denied; export again after a scan.',
  write: ({ policy, statements, agents }) => {
    const list = {
      policy: policy.id,
      version: policy.version,
      hash: policy.hash,
      default: 'deny',
      agents: agents.map(({ id, name, against, tools }) => ({
        id,
        name,
        inService: against.length === 0,
        allow: against.length > 0 ? [] : (tools ?? []).filter((one) => one.permitted).map(({ server, name: tool }) => ({ server, tool })),
        toolsKnown: tools !== null,
      })),
    }
    return { text: `${JSON.stringify(list, null, 2)}\n`, marks: statements.map((one) => atGateway(one, agents)) }
  },
}

function atGateway({ id, actions }: Enforceable['statements'][number], agents: Enforceable['agents']): EnforcementMark {
  const unknown = agents.filter(({ tools }) => tools === null).length
  const left = unknown === 0 ? '' : ` The tools of ${unknown} agents are not known: nothing is allowed to them.`
  return actions.every((action) => action === 'operate')
    ? { statement: id, expressed: 'whole', why: 'An agent that is against it is allowed no tool.' }
    : {
        statement: id,
        expressed: 'partly',
        why: `It is worked out for the tools known now; what does not go through the gateway is not held.${left}`,
      }
}

/** Every place a policy can be handed over to. */
export const enforcementPoints: readonly EnforcementPoint[] = [cedar, awsScp, awsBoundary, conditionalAccess, consentPolicy, mcpGateway]
