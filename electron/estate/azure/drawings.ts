import type { Drawing } from './resource-plans.ts'

// Workflow definitions as the designer writes them (schema 2016-06-01). Connections stand under names of their own; the workflow's
// parameters say which connector each is.

const schema = 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#'

const through = (connection: string, method: string, path: string, more: object = {}) => ({
  type: 'ApiConnection',
  inputs: { host: { connection: { name: `@parameters('$connections')['${connection}']['connectionId']` } }, method, path, ...more },
})

const mailTrigger = {
  When_a_new_email_arrives: {
    type: 'ApiConnectionNotification',
    inputs: {
      host: { connection: { name: "@parameters('$connections')['office365']['connectionId']" } },
      fetch: { method: 'get', pathTemplate: { template: '/v3/Mail' } },
    },
    splitOn: "@triggerBody()?['value']",
  },
}

const completion = (retryPolicy?: object) =>
  through('model', 'post', "/deployments/@{encodeURIComponent('gpt-4o')}/chat/completions", {
    queries: { 'api-version': '2024-02-15-preview' },
    body: {
      messages: [
        { role: 'system', content: 'You sort mails into claims, orders and complaints.' },
        { role: 'user', content: "@triggerBody()?['body']" },
      ],
    },
    ...(retryPolicy === undefined ? {} : { retryPolicy }),
  })

const none = { type: 'none' }

const agentAction = (tools: object, runAfter: object = {}) => ({
  type: 'Agent',
  limit: { count: 20, timeout: 'PT1H' },
  inputs: {
    parameters: {
      deploymentId: 'gpt-5-mini',
      messages: [{ role: 'system', content: 'You work on one case at a time and stop when it is done.' }],
      agentModelType: 'AzureOpenAI',
      agentModelSettings: { deploymentModelProperties: { name: 'gpt-5-mini', format: 'OpenAI', version: '2025-08-07' } },
    },
    modelConfigurations: { model1: { referenceName: 'agent' } },
  },
  tools,
  runAfter,
})

const definitions: Readonly<Record<Drawing, object>> = {
  'brittle-ai': {
    triggers: mailTrigger,
    actions: {
      Sort_with_a_model: { ...completion(none), runAfter: {} },
      Write_claim: {
        ...through('crm', 'post', '/datasets/default/tables/claims/items', { retryPolicy: none }),
        runAfter: { Sort_with_a_model: ['Succeeded'] },
      },
      Answer_the_customer: { ...through('office365', 'post', '/v2/Mail', { retryPolicy: none }), runAfter: { Write_claim: ['Succeeded'] } },
    },
  },
  'good-agent': {
    triggers: { Every_hour: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
    actions: {
      Work: {
        type: 'Scope',
        actions: {
          Match: agentAction({
            Find_order: {
              description: 'Finds the order of an invoice',
              agentParameterSchema: { type: 'object' },
              actions: { Read_order: through('crm', 'get', '/datasets/default/tables/orders/items') },
            },
          }),
          Ask_a_person: { ...through('approvals', 'post', '/approvals/create'), runAfter: { Match: ['Succeeded'] } },
          Book: {
            ...through('crm', 'post', '/datasets/default/tables/matches/items', {
              retryPolicy: { type: 'exponential', count: 6, interval: 'PT10S' },
            }),
            runAfter: { Ask_a_person: ['Succeeded'] },
          },
        },
        runAfter: {},
      },
      Roll_back_the_booking: {
        ...through('crm', 'delete', '/datasets/default/tables/matches/items/last'),
        runAfter: { Work: ['Failed', 'TimedOut'] },
      },
      Tell_the_team: {
        ...through('teams', 'post', '/beta/teams/conversation/message/poster/User/location/Channel'),
        runAfter: { Roll_back_the_booking: ['Succeeded', 'Failed'] },
      },
    },
  },
  'plain-http-model': {
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
    actions: {
      Ask: {
        type: 'Http',
        inputs: {
          method: 'POST',
          uri: 'https://api.openai.com/v1/chat/completions',
          headers: { authorization: "@parameters('key')" },
          body: { model: 'gpt-4o', messages: [{ role: 'user', content: '@triggerBody()' }] },
        },
        runAfter: {},
      },
      Response: { type: 'Response', kind: 'Http', inputs: { statusCode: 200, body: "@body('Ask')" }, runAfter: { Ask: ['Succeeded'] } },
    },
  },
  'standard-agent': {
    triggers: {
      When_a_message_arrives: {
        type: 'ServiceProvider',
        inputs: {
          parameters: { queueName: 'returns' },
          serviceProviderConfiguration: {
            connectionName: 'serviceBus',
            operationId: 'receiveQueueMessages',
            serviceProviderId: '/serviceProviders/serviceBus',
          },
        },
      },
    },
    actions: {
      Returns_agent: agentAction({
        Read_the_order: {
          type: 'Tool',
          description: 'Reads an order',
          actions: {
            Query: {
              type: 'ServiceProvider',
              inputs: {
                serviceProviderConfiguration: {
                  connectionName: 'sql',
                  operationId: 'executeQuery',
                  serviceProviderId: '/serviceProviders/sql',
                },
              },
            },
          },
        },
        Write_to_the_customer: {
          type: 'Tool',
          description: 'Sends a mail',
          actions: {
            Send: {
              type: 'ApiConnection',
              inputs: { host: { connection: { referenceName: 'office365' } }, method: 'post', path: '/v2/Mail' },
            },
          },
        },
      }),
    },
  },
  'chat-agent': {
    triggers: { When_a_new_chat_session_starts: { type: 'Request', kind: 'Agent' } },
    actions: { Answer: agentAction({}) },
  },
  'no-ai': {
    triggers: { Every_night: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } },
    actions: {
      Copy: through('azureblob', 'get', '/datasets/default/files'),
      Fulfillment_Agent_Report: through('office365', 'post', '/v2/Mail'),
    },
  },
}

const connectors: Readonly<Record<string, string>> = {
  office365: 'office365',
  model: 'azureopenai',
  crm: 'sql',
  approvals: 'approvals',
  teams: 'teams',
  azureblob: 'azureblob',
}

export const definitionOf = (drawing: Drawing): object => ({
  $schema: schema,
  contentVersion: '1.0.0.0',
  parameters: { $connections: { type: 'Object', defaultValue: {} } },
  outputs: {},
  ...definitions[drawing],
})

/** Which connector each name in a drawing is. */
export function connectionParameters(subscription: string, location: string): object {
  return {
    $connections: {
      value: Object.fromEntries(
        Object.entries(connectors).map(([name, connector]) => [
          name,
          {
            connectionId: `/subscriptions/${subscription}/resourceGroups/rg-connections/providers/Microsoft.Web/connections/${name}`,
            connectionName: name,
            id: `/subscriptions/${subscription}/providers/Microsoft.Web/locations/${location}/managedApis/${connector}`,
          },
        ]),
      ),
    },
  }
}
