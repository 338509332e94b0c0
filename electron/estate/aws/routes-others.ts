import { type AwsRoute, page, refuse, value } from './route.ts'

const missing = refuse('ResourceNotFoundException', 404, 'no such application')
const names = (items: string) => ({ items, max: 'maxResults', token: 'nextToken', most: 50 })

const assistants = (path: string, operation: string, handle: AwsRoute['handle']): AwsRoute => ({
  service: 'qbusiness',
  operation,
  method: 'GET',
  path,
  action: `qbusiness:${operation}`,
  handle,
})

const pairs = (tags: Readonly<Record<string, string>>, key: string, text: string) =>
  Object.entries(tags).map(([name, content]) => ({ [key]: name, [text]: content }))

export const otherRoutes: readonly AwsRoute[] = [
  assistants('/applications', 'ListApplications', ({ content, input }) =>
    page(
      content.applications.map(({ application }) => application),
      input,
      names('applications'),
    ),
  ),
  assistants('/applications/{applicationId}/plugins', 'ListPlugins', ({ content, params, input }) => {
    const record = content.applications.find(({ application }) => application.applicationId === params.applicationId)
    return record === undefined ? missing : page(record.plugins, input, names('plugins'))
  }),
  assistants('/applications/{applicationId}/dataaccessors', 'ListDataAccessors', ({ content, params, input }) => {
    const record = content.applications.find(({ application }) => application.applicationId === params.applicationId)
    return record === undefined ? missing : page(record.accessors, input, names('dataAccessors'))
  }),
  assistants('/v1/tags/{resourceARN}', 'ListTagsForResource', ({ content, params }) => {
    const tags = content.tags.get(params.resourceARN ?? '')
    return tags === undefined ? missing : value({ tags: pairs(tags, 'key', 'value') })
  }),
  {
    service: 'sagemaker',
    operation: 'ListEndpoints',
    action: 'sagemaker:ListEndpoints',
    handle: ({ content, input }) =>
      page(content.endpoints, input, { items: 'Endpoints', max: 'MaxResults', token: 'NextToken', most: 100 }),
  },
  {
    service: 'sagemaker',
    operation: 'ListTags',
    action: 'sagemaker:ListTags',
    handle: ({ content, input }) => value({ Tags: pairs(content.tags.get(String(input.ResourceArn)) ?? {}, 'Key', 'Value') }),
  },
]
