/** Keys of what is seen, each below the account and region it lives in, so that a place can say what is gone from it. */
export const keyIn = (kind: string, account: string, region: string, id: string): string => `${kind}/${account}/${region}/${id}`
export const principalKey = (account: string, type: 'role' | 'user', name: string): string => `principal/${account}/${type}/${name}`

interface Arn {
  readonly service: string
  readonly region: string
  readonly account: string
  /** Everything after the account: `role/service/Name`. */
  readonly resource: string
}

/** The parts of a resource name; null for anything else. */
export function parseArn(text: string | null | undefined): Arn | null {
  const [arn, , service = '', region = '', account = '', ...rest] = (text ?? '').slice(0, 2_048).split(':')
  return arn === 'arn' && service !== '' && rest.length > 0 ? { service, region, account, resource: rest.join(':') } : null
}

/** Key of the role or user of a resource name; a path before the name does not count. */
export function principalOf(arn: string | null | undefined): string | null {
  const parts = parseArn(arn)
  const [type, ...rest] = parts?.resource.split('/') ?? []
  const name = rest.at(-1)
  return parts?.service === 'iam' && (type === 'role' || type === 'user') && name ? principalKey(parts.account, type, name) : null
}

/** The last word of a resource name, for people. */
export const lastWord = (arn: string): string => arn.split(/[/:]/).at(-1) ?? arn

/** A model's name out of its id or full name. Its version may hold a colon: `anthropic.claude-sonnet-4-20250514-v1:0`. */
export const modelName = (model: string): string => model.slice(model.lastIndexOf('/') + 1)
