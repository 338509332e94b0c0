import type { Enforceable, EnforceableStatement, EnforcementMark, EnforcementPoint } from '../../../../shared/domain/enforcement.ts'

/** Ids by which a sign-in is known here: the object id of the service principal. */
const signInIds: ReadonlySet<string> = new Set(['entra-object-id'])

/** Agents that the policy keeps from being in service are kept from signing in; nothing else of a policy can be said at a sign-in. */
export const conditionalAccess: EnforcementPoint = {
  id: 'entra-conditional-access',
  title: 'Entra Conditional Access, a draft',
  fileName: 'conditional-access.json',
  howTo:
    'Post it to /identity/conditionalAccess/policies. It only reports until somebody sets its state to enabled; workload identities need their own licence.',
  write: ({ policy, statements, agents }: Enforceable) => {
    const blocked = agents.filter(({ against }) => against.length > 0)
    const ids = blocked.flatMap(({ nativeIds }) => nativeIds.filter(({ kind }) => signInIds.has(kind)).map(({ value }) => value))
    const draft = {
      displayName: `Rollcall: ${policy.title}, version ${policy.version}`,
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        applications: { includeApplications: ['All'] },
        clientApplications: { includeServicePrincipals: ids.length === 0 ? ['None'] : [...new Set(ids)].sort() },
        locations: { includeLocations: ['All'] },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    }
    const without = blocked.filter(({ nativeIds }) => !nativeIds.some(({ kind }) => signInIds.has(kind))).length
    return { text: `${JSON.stringify(draft, null, 2)}\n`, marks: statements.map((one) => atSignIn(one, blocked.length, without)) }

    function atSignIn({ id, effect, actions }: EnforceableStatement, all: number, unseen: number): EnforcementMark {
      if (effect === 'permit') return { statement: id, expressed: 'not', why: 'It permits; a draft that blocks grants nothing.' }
      if (!actions.includes('operate'))
        return { statement: id, expressed: 'not', why: 'A sign-in does not know what is done after it, nor with which data.' }
      const hit = agents.filter(({ against }) => against.includes(id)).length
      const rest = unseen === 0 ? '' : ` ${unseen} of the ${all} that are against the policy have no service principal here.`
      return {
        statement: id,
        expressed: 'partly',
        why: `It blocks the ${hit} agents that are against it now, by name; one that comes later needs a new export.${rest}`,
      }
    }
  },
}

/** Delegated permissions by what they let an application do. Only those that read for the person who consents are ever listed. */
const readsForItsUser: Readonly<Record<string, readonly string[]>> = {
  mail: ['Mail.Read'],
  files: ['Files.Read'],
  calendar: ['Calendars.Read'],
  contacts: ['Contacts.Read'],
  tasks: ['Tasks.Read'],
  notes: ['Notes.Read'],
  profile: ['User.Read'],
}

/** What people may consent to for themselves: reading what is theirs, in classes of data that no forbid takes away. */
export const consentPolicy: EnforcementPoint = {
  id: 'entra-consent-policy',
  title: 'Entra consent policy, a draft',
  fileName: 'consent-policy.json',
  howTo: 'Post it to /policies/permissionGrantPolicies, name each permission by its id in permissions, and give it to the role of users.',
  write: ({ policy, statements }: Enforceable) => {
    const forbidden = statements.filter((one) => one.effect === 'forbid' && one.actions.includes('read'))
    const permits = statements.filter((one) => one.effect === 'permit' && one.actions.includes('read'))
    const classes = Object.keys(readsForItsUser).filter(
      (kind) => permits.some((one) => covers(one, kind)) && !forbidden.some((one) => covers(one, kind) && one.dependsOn.length === 0),
    )
    const draft = {
      id: `rollcall-${policy.id}`,
      displayName: `Rollcall: ${policy.title}, version ${policy.version}`,
      description: 'What people may consent to for themselves. Everything else waits for an administrator.',
      includes: [
        {
          permissionType: 'delegated',
          clientApplicationsFromVerifiedPublisherOnly: true,
          permissions: classes.flatMap((kind) => readsForItsUser[kind] ?? []).sort(),
        },
      ],
    }
    return { text: `${JSON.stringify(draft, null, 2)}\n`, marks: statements.map((one) => atConsent(one)) }
  },
}

function covers({ classes }: EnforceableStatement, kind: string): boolean {
  return classes === null || classes.includes(kind)
}

function atConsent({ id, effect, actions, dependsOn }: EnforceableStatement): EnforcementMark {
  if (actions.every((action) => action === 'operate'))
    return dependsOn.length === 1 && dependsOn[0] === 'principal.publisher' && effect === 'forbid'
      ? { statement: id, expressed: 'whole', why: 'Only applications of verified publishers are listed.' }
      : {
          statement: id,
          expressed: 'not',
          why: 'It is about the agent as a whole; at consent only its permissions and its publisher are known.',
        }
  if (!actions.includes('read'))
    return effect === 'forbid'
      ? {
          statement: id,
          expressed: 'partly',
          why: 'Nobody can consent to it alone: only reading is listed. What an administrator grants stays.',
        }
      : { statement: id, expressed: 'not', why: 'What goes beyond reading is left to an administrator.' }
  return {
    statement: id,
    expressed: 'partly',
    why: `It holds for consent that people give for themselves, by class of data${dependsOn.length === 0 ? '' : `; ${dependsOn.join(', ')} is not known at consent`}.`,
  }
}
