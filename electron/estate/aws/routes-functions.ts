import type { FunctionRecord } from './organisation.ts'
import { type AwsRoute, page, type Question, refuse, type Told, value } from './route.ts'

const missing = refuse('ResourceNotFoundException', 404, 'Function not found')

const route = (method: string, path: string, operation: string, handle: AwsRoute['handle']): AwsRoute => ({
  service: 'lambda',
  operation,
  method,
  path,
  action: `lambda:${operation}`,
  handle,
})

const withFunction = (handle: (record: FunctionRecord, question: Question) => Told) => (question: Question) => {
  const record = question.content.functions.find(({ configuration }) => configuration.FunctionName === question.params.FunctionName)
  return record === undefined ? missing : handle(record, question)
}

export const functionRoutes: readonly AwsRoute[] = [
  route('GET', '/2015-03-31/functions', 'ListFunctions', ({ content, input }) => {
    const told = page(
      content.functions.map(({ configuration }) => configuration),
      input,
      { items: 'Functions', max: 'MaxItems', token: 'Marker', most: 50 },
    )
    if ('error' in told) return told
    const { Marker, ...rest } = told.value
    return value(Marker === undefined ? rest : { ...rest, NextMarker: Marker })
  }),
  route(
    'GET',
    '/2015-03-31/functions/{FunctionName}/configuration',
    'GetFunctionConfiguration',
    // What a list leaves out: how far the last change has come.
    withFunction(({ configuration }) => value({ ...configuration, State: 'Active', LastUpdateStatus: 'Successful' })),
  ),
  route(
    'GET',
    '/2021-10-31/functions/{FunctionName}/urls',
    'ListFunctionUrlConfigs',
    withFunction(({ url, configuration }) =>
      value({
        FunctionUrlConfigs:
          url === null
            ? []
            : [
                {
                  ...url,
                  FunctionArn: configuration.FunctionArn,
                  CreationTime: '2026-01-01T00:00:00Z',
                  LastModifiedTime: '2026-01-01T00:00:00Z',
                },
              ],
      }),
    ),
  ),
  route('GET', '/2017-03-31/tags/{Resource}', 'ListTags', ({ content, params }) => {
    const tags = content.tags.get(params.Resource ?? '')
    return tags === undefined ? missing : value({ Tags: tags })
  }),
]
