import { type AwsCall, form, post, target } from './aws-call.ts'

/** Signing in, and where there is anything to look at. */
export const organisationCalls: readonly AwsCall[] = [
  form(
    'assume-role',
    'sts',
    'AssumeRole',
    async () => (await import('@aws-sdk/client-sts')).AssumeRoleCommand,
    'sts:AssumeRole',
    'read each account with the role made for it',
    { access: 'sign-in' },
  ),
  // Nobody can be refused this one.
  form(
    'caller',
    'sts',
    'GetCallerIdentity',
    async () => (await import('@aws-sdk/client-sts')).GetCallerIdentityCommand,
    '',
    'say whose credential this is',
    { permissions: [] },
  ),
  target(
    'accounts',
    'organizations',
    'AWSOrganizationsV20161128',
    'ListAccounts',
    async () => (await import('@aws-sdk/client-organizations')).ListAccountsCommand,
    'organizations:ListAccounts',
    'list the accounts of the organisation',
  ),
  post(
    'regions',
    'account',
    'ListRegions',
    async () => (await import('@aws-sdk/client-account')).ListRegionsCommand,
    '/listRegions',
    'account:ListRegions',
    'say which regions an account uses',
  ),
]
