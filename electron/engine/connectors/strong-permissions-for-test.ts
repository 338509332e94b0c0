/** Words by which providers name a permission that changes something or rules over everything; a last word `read` takes it back. */
const strongWords = /write|delete|manage|modify|update|create|full|owner|admin|security$/i

/** Where a permission names one operation, what is not plainly a read is strong: a new verb is noticed. */
const operations: readonly { readonly form: RegExp; readonly reads: RegExp }[] = [
  { form: /^[a-z0-9-]+:[A-Z]\w+$/, reads: /:(List|Get|BatchGet|Describe|Lookup|Query|Search|Simulate)[A-Z]/ },
  { form: /^Microsoft\.\w+\//, reads: /\/read$/ },
  { form: /^[a-z]\w*(\.\w+){2,}$/, reads: /\.(list|get|search|read|getIamPolicy|listEffectiveTags|search[A-Z]\w*|query[A-Z]?\w*)$/ },
]

export function isStrong(permission: string): boolean {
  const operation = operations.find(({ form }) => form.test(permission))
  if (operation !== undefined && !operation.reads.test(permission)) return true
  return operation === undefined && strongWords.test(permission) && !/[.:]read(only)?$/i.test(permission)
}

/** Strong permissions that reading takes all the same, with the reason: the provider has no narrower one for the call. */
export const unavoidable: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'google-workspace': {
    'https://www.googleapis.com/auth/admin.directory.user.security':
      'the only scope of tokens.list and tokens.get; it has no read-only twin',
  },
  aws: {
    'iam:GenerateServiceLastAccessedDetails':
      'orders the report of what an identity used; it changes nothing, and the provider itself counts it among the reads',
  },
  slack: { admin: 'the only scope of team.integrationLogs' },
  anthropic: {
    'Admin API key': 'the kind of key that these calls take; it carries no scopes',
    'org:admin': 'the only scope that lists service accounts',
  },
}
