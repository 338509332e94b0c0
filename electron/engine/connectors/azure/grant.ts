import { type GrantForm, type GrantWish, jsonText } from '../grant-form.ts'

/**
 * Operations inside a resource, which a role names apart from those on it. Source: the provider operations list of
 * Microsoft.CognitiveServices (isDataAction), as used here.
 */
export const isDataAction = (permission: string): boolean =>
  /^Microsoft\.CognitiveServices\/accounts\/(AIServices|OpenAI)\//i.test(permission)

const name = (purpose: GrantWish['purpose'], kind: string): string => `Rollcall ${purpose === 'read' ? 'audit' : 'revoke'} (${kind})`

/** The form in which the portal takes a role: “Start from JSON”. */
const role = ({ permissions, purpose }: GrantWish, kind: 'resources' | 'data', assignableScope: string): string =>
  jsonText({
    properties: {
      roleName: name(purpose, kind),
      description: 'Exactly the calls that Rollcall declares.',
      assignableScopes: [assignableScope],
      permissions: [
        {
          actions: kind === 'resources' ? permissions : [],
          notActions: [],
          dataActions: kind === 'data' ? permissions : [],
          notDataActions: [],
        },
      ],
    },
  })

const assign = ({ purpose }: GrantWish): string =>
  purpose === 'read'
    ? 'Access control (IAM) › Add role assignment: give it to the app registration of the audit.'
    : 'Access control (IAM) › Add role assignment: give it to a second app registration, beside the roles for reading, for the time of the revocation only.'

const resources: GrantForm = {
  id: 'role',
  title: 'Custom role: resources',
  format: 'json',
  takes: (permission) => !isDataAction(permission),
  write: (wish) => role(wish, 'resources', '/providers/Microsoft.Management/managementGroups/MANAGEMENT-GROUP-ID'),
  howTo: (wish) => [
    'Replace MANAGEMENT-GROUP-ID; the tenant’s own id stands for all subscriptions.',
    'Portal › Management groups › the group › Access control (IAM) › Add custom role › Start from JSON: choose the file.',
    assign(wish),
  ],
}

/** A role with data actions cannot be assigned to a management group, so it is one of its own. */
const data: GrantForm = {
  id: 'data-role',
  title: 'Custom role: inside the resources',
  format: 'json',
  takes: isDataAction,
  write: (wish) => role(wish, 'data', '/subscriptions/SUBSCRIPTION-ID'),
  howTo: (wish) => [
    'Replace SUBSCRIPTION-ID, and add a line for each further subscription: such a role is assigned to subscriptions only.',
    'Portal › Subscriptions › the subscription › Access control (IAM) › Add custom role › Start from JSON: choose the file.',
    assign(wish),
  ],
}

export const grants: readonly GrantForm[] = [resources, data]
