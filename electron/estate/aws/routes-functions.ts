import { type AwsRoute, refuse, value } from './route.ts'

export const functionRoutes: readonly AwsRoute[] = [
  {
    service: 'lambda',
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: '/2015-03-31/functions/{FunctionName}/configuration',
    action: 'lambda:GetFunctionConfiguration',
    handle: ({ content, params }) => {
      const found = content.functions.find(({ FunctionName }) => FunctionName === params.FunctionName)
      return found === undefined ? refuse('ResourceNotFoundException') : value(found)
    },
  },
]
