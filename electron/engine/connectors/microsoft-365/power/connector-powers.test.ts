import { expect, it } from 'vitest'
import { aiSignals, toolOfUse } from './connector-powers.ts'
import { connectorGroups } from './connector-table.ts'

const can = (connector: string, operation: string | null) =>
  toolOfUse(connector, operation).powers.map(({ action, resource }) => `${action} ${resource}`)

it('narrows a connector to what the operation says', () => {
  expect(can('shared_office365', null)).toEqual(['read mail', 'send mail', 'write mail', 'delete mail'])
  expect(can('shared_office365', 'GetEmailsV3')).toEqual(['read mail'])
  expect(can('/providers/Microsoft.PowerApps/apis/shared_office365', 'SendEmailV2')).toEqual(['send mail'])
  expect(can('shared_office365', 'OnNewEmailV3')).toEqual(['receive mail', 'read mail'])
  expect(can('sql', 'DeleteItem_V2')).toEqual(['delete database'])
})

it('leaves everything where the operation’s name says nothing, and a gap where nobody knows the connector', () => {
  expect(can('shared_sql', 'ExecutePassThroughNativeQuery_V2')).toEqual(['read database', 'write database', 'delete database'])
  for (const id of ['shared_acmewarehouse-5f2e8a9b1c3d4e5f', 'constructor', '__proto__', ''])
    expect(can(id, 'GetItems')).toEqual(['execute unknown'])
})

it('takes a step of AI for one by its operation or connector, and a name for no proof', () => {
  const certain = (connector: string, operation: string | null) =>
    aiSignals(connector, operation).some(({ certainty }) => certainty === 'certain')
  expect(certain('shared_commondataserviceforapps', 'aibuilderpredict_customprompt')).toBe(true)
  expect(can('shared_commondataserviceforapps', 'aibuilderpredict_customprompt')).toEqual(['invoke model'])
  expect(certain('shared_azureopenai', 'ChatCompletions_Create')).toBe(true)
  expect(certain('shared_commondataserviceforapps', 'ListRecords')).toBe(false)
  expect(certain('shared_claude-5f2e8a9b1c3d4e5f', 'Ask')).toBe(false)
})

it('names each connector once', () => {
  const names = connectorGroups.flatMap(({ connectors }) => connectors.split(' '))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
