import { expect, it } from 'vitest'
import { flowDefinition } from './flow-definition.ts'

const host = (connector: string, operationId: string) => ({
  inputs: { host: { apiId: `/providers/Microsoft.PowerApps/apis/${connector}`, connectionName: connector, operationId } },
})
const flow = (definition: unknown, connectionReferences: unknown = {}) =>
  JSON.stringify({ properties: { connectionReferences, definition } })

it('looks into conditions, switches and loops', () => {
  const built = flowDefinition(
    flow({
      triggers: { start: { type: 'Recurrence' } },
      actions: {
        Check: {
          type: 'If',
          actions: {
            Loop: { type: 'Foreach', actions: { Ask: host('shared_commondataserviceforapps', 'aibuilderpredict_customprompt') } },
          },
          else: { actions: { Tell: host('shared_teams', 'PostMessageToConversation') } },
        },
        Choose: { type: 'Switch', cases: { one: { actions: { Drop: host('shared_sql', 'DeleteItem_V2') } } }, default: { actions: {} } },
      },
    }),
  )
  expect(built?.tools.map(({ name }) => name)).toEqual([
    'commondataserviceforapps · aibuilderpredict_customprompt',
    'teams · PostMessageToConversation',
    'sql · DeleteItem_V2',
  ])
  expect(built).toMatchObject({ unattended: true, signals: [{ by: 'node-type', certainty: 'certain' }] })
})

it('tells who starts it, and whether a failure leads anywhere', () => {
  const built = flowDefinition(
    flow({
      triggers: { manual: { type: 'Request', kind: 'Skills' } },
      actions: { A: { type: 'Compose' }, B: { type: 'Compose', runAfter: { A: ['Failed'] } } },
    }),
  )
  expect(built).toMatchObject({ unattended: false, handlesFailure: true, signals: [] })
})

it('finds a model called by plain HTTP, and keeps the host alone', () => {
  const built = flowDefinition(
    flow({
      triggers: {},
      actions: {
        Ask: { type: 'Http', inputs: { method: 'POST', uri: 'https://api.openai.com/v1/x?key=sk-secret', headers: { a: 'sk-secret' } } },
      },
    }),
  )
  expect(built).toMatchObject({ plainModelCall: true, unattended: null, signals: [{ by: 'host', value: 'api.openai.com' }] })
  expect(JSON.stringify(built)).not.toContain('sk-secret')
})

it('says nothing of what is no definition', () => {
  for (const text of [null, '', '{', '[]', '{"properties":{}}', '{"properties":{"definition":null}}'])
    expect(flowDefinition(text)).toBeNull()
  expect(flowDefinition(flow({ actions: { __proto__: 1, A: null, B: [1] } }))).toMatchObject({ tools: [], unattended: null })
})
