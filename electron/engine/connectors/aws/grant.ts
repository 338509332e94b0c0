import { stringify } from 'yaml'
import { type GrantForm, type GrantWish, jsonText } from '../grant-form.ts'

const version = '2012-10-17'

const roleName = ({ purpose }: GrantWish): string => (purpose === 'read' ? 'RollcallAudit' : 'RollcallRevoke')

/** `bedrock-agentcore` → `BedrockAgentcore`: a statement's id takes letters and digits only. */
const words = (service: string): string =>
  service
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')

/** One statement for each service, so that a reader sees whose calls they are. */
function policyOf({ permissions, purpose }: GrantWish) {
  const byService = Map.groupBy(permissions.toSorted(), (action) => action.slice(0, action.indexOf(':')))
  return {
    Version: version,
    Statement: [...byService].map(([service, actions]) => ({
      Sid: `${purpose === 'read' ? 'Read' : 'Revoke'}${words(service)}`,
      Effect: 'Allow',
      Action: actions,
      Resource: '*',
    })),
  }
}

const trustOf = (principal: unknown, externalId: unknown) => ({
  Version: version,
  Statement: [
    {
      Sid: 'TrustRollcall',
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
})

const beside = ({ purpose }: GrantWish): readonly string[] =>
  purpose === 'revoke' ? ['Keep this role apart from the one for reading, and attach the policy for reading to it as well.'] : []

/** The role in every account of an organisation at once. */
const stackSet: GrantForm = {
  id: 'stack-set',
  title: 'CloudFormation template: the role in every account',
  format: 'yaml',
  write: (wish) =>
    stringify(
      {
        AWSTemplateFormatVersion: '2010-09-09',
        Description: `The role ${roleName(wish)}, with exactly the calls that Rollcall declares.`,
        Parameters: {
          Principal: { Type: 'String', Description: 'ARN of the user or role that Rollcall signs in with' },
          ExternalId: { Type: 'String', Description: 'A long random text; the connection gives the same', MinLength: 16, NoEcho: true },
        },
        Resources: {
          Role: {
            Type: 'AWS::IAM::Role',
            Properties: {
              RoleName: roleName(wish),
              AssumeRolePolicyDocument: trustOf({ Ref: 'Principal' }, { Ref: 'ExternalId' }),
              Policies: [{ PolicyName: roleName(wish), PolicyDocument: policyOf(wish) }],
            },
          },
        },
      },
      { lineWidth: 0 },
    ),
  howTo: (wish) => [
    'CloudFormation › StackSets › Create StackSet, in the management account or a delegated one: upload the file.',
    'Give Principal and ExternalId, deploy to the organisation, in one region: a role is there in all.',
    'A stack set leaves the management account out: create the same stack there as well.',
    ...beside(wish),
  ],
}

const policy: GrantForm = {
  id: 'policy',
  title: 'IAM policy of the role, for one account by hand',
  format: 'json',
  write: (wish) => jsonText(policyOf(wish)),
  howTo: (wish) => [
    'IAM › Policies › Create policy › JSON: paste it.',
    `IAM › Roles › Create role › Custom trust policy: paste the trust policy, attach this policy, and call the role ${roleName(wish)}.`,
    ...beside(wish),
  ],
}

/** Grants nothing by itself: it says who may take the role. */
const trust: GrantForm = {
  id: 'trust-policy',
  title: 'Trust policy of the role: who may take it',
  format: 'json',
  write: () => jsonText(trustOf('arn:aws:iam::ACCOUNT-ID:role/ROLE-NAME', 'EXTERNAL-ID')),
  howTo: () => [
    'Replace ACCOUNT-ID and ROLE-NAME by the user or role that Rollcall signs in with, and EXTERNAL-ID by a long random text.',
    'Give the same text as the connection’s external id: nobody who only guesses the role’s name can take it.',
  ],
}

/** What the identity that Rollcall signs in with needs, and nothing more. */
const hub: GrantForm = {
  id: 'hub-policy',
  title: 'Policy of the identity that Rollcall signs in with: it may take the role, no more',
  format: 'json',
  write: (wish) =>
    jsonText({
      Version: version,
      Statement: [{ Sid: 'TakeTheRole', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: `arn:aws:iam::*:role/${roleName(wish)}` }],
    }),
  howTo: () => ['IAM › the user or role that Rollcall signs in with › Add permissions › Create inline policy › JSON: paste it.'],
}

export const grants: readonly GrantForm[] = [stackSet, policy, trust, hub]
