import type { SettingField, SignInMethod } from '../../../../shared/domain/connection.ts'

/** The parts of the cloud that share nothing: names, accounts and sign-ins of one are unknown in the others. */
export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn'

export const fields: readonly SettingField[] = [
  {
    key: 'accessKeyId',
    label: 'Access key ID',
    help: 'Of the user or session that may assume the reading role, e.g. in the security account.',
    kind: 'secret',
    required: true,
  },
  {
    key: 'secretAccessKey',
    label: 'Secret access key',
    help: 'Stays in the key store of this computer.',
    kind: 'secret',
    required: true,
  },
  {
    key: 'sessionToken',
    label: 'Session token (optional)',
    help: 'Only with a temporary key, as single sign-on hands out; it ends after some hours.',
    kind: 'secret',
    required: false,
  },
  {
    key: 'roleName',
    label: 'Reading role',
    help: 'Name of the role to assume in every account. Empty: only the account of the key is read, with the key itself.',
    kind: 'text',
    required: false,
    placeholder: 'RollcallAudit',
  },
  {
    key: 'externalId',
    label: 'External ID',
    help: 'What the role’s trust policy asks for, so that nobody else can have it assumed.',
    kind: 'text',
    required: false,
  },
  {
    key: 'accounts',
    label: 'Accounts (optional)',
    help: 'Twelve-digit account numbers, separated by commas. Empty: all accounts of the organisation.',
    kind: 'text',
    required: false,
  },
  {
    key: 'regions',
    label: 'Regions (optional)',
    help: 'Separated by commas. Empty: every region that an account uses. What is left out is named in the coverage.',
    kind: 'text',
    required: false,
  },
  {
    key: 'partition',
    label: 'Part of the cloud',
    help: 'Commercial regions, the United States government’s, or China’s.',
    kind: 'choice',
    required: false,
    default: 'aws',
    choices: [
      { value: 'aws', label: 'Commercial' },
      { value: 'aws-us-gov', label: 'GovCloud (US)' },
      { value: 'aws-cn', label: 'China' },
    ],
  },
  {
    key: 'revokeRoleName',
    label: 'Revoking role (optional)',
    help: 'A second role with the permissions for revoking; it is assumed in a confirmed revocation only.',
    kind: 'text',
    required: false,
    placeholder: 'RollcallRevoke',
  },
  {
    key: 'baseUrl',
    label: 'Address (optional)',
    help: 'Only for a private gateway that stands for all hosts of the provider; {host} in it becomes the host.',
    kind: 'url',
    required: false,
  },
]

export const signIn: readonly SignInMethod[] = [
  {
    id: 'access-key',
    title: 'Access key and a role in each account',
    help: 'A key that may do one thing: assume the reading role.',
    fields: ['accessKeyId', 'secretAccessKey'],
    interactive: false,
  },
]

type Settings = Readonly<Record<string, string>>

export function partitionOf({ partition }: Settings): Partition {
  return partition === 'aws-us-gov' || partition === 'aws-cn' ? partition : 'aws'
}

interface Homes {
  /** The region that the services without regions are signed for. */
  readonly home: string
  readonly organizations: string
  readonly domain: string
  readonly iam: string
}

/** Where the services that know no regions live. Source: the provider's endpoint tables, 2026-11. */
export const homes: Readonly<Record<Partition, Homes>> = {
  aws: { home: 'us-east-1', organizations: 'us-east-1', domain: 'amazonaws.com', iam: 'iam.amazonaws.com' },
  'aws-us-gov': { home: 'us-gov-west-1', organizations: 'us-gov-west-1', domain: 'amazonaws.com', iam: 'iam.us-gov.amazonaws.com' },
  'aws-cn': {
    home: 'cn-north-1',
    organizations: 'cn-northwest-1',
    domain: 'amazonaws.com.cn',
    iam: 'iam.cn-north-1.amazonaws.com.cn',
  },
}

const listed = (text: string | undefined): readonly string[] => (text ?? '').split(/[\s,;]+/).filter((part) => part !== '')

/** The accounts a person named; null: all of the organisation. */
export function chosenAccounts({ accounts }: Settings): readonly string[] | null {
  const found = listed(accounts)
  return found.length === 0 ? null : found
}

/** The regions a person named; null: all that an account uses. */
export function chosenRegions({ regions }: Settings): ReadonlySet<string> | null {
  const found = listed(regions)
  return found.length === 0 ? null : new Set(found)
}
