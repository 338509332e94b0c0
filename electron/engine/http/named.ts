import type { CallDeclaration, RequestParams } from '../connectors/connector.ts'

/** Whether a request carries the operation its call declares, exactly once: where one path carries many, the path says nothing. */
export function carriesName({ named }: CallDeclaration, url: URL, params: RequestParams): boolean {
  if (named === undefined) return true
  const values = valuesOf(named, url, params)
  return values.length === 1 && values[0] === named.value
}

function valuesOf({ by, name }: NonNullable<CallDeclaration['named']>, url: URL, { headers = {}, body }: RequestParams): readonly string[] {
  switch (by) {
    case 'header':
      return Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name.toLowerCase() ? [value] : []))
    case 'query':
      return url.searchParams.getAll(name)
    case 'form':
      return typeof body === 'string' ? new URLSearchParams(body).getAll(name) : []
  }
}
