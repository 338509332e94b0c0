import type { Activity } from '../../../../../shared/domain/observation.ts'
import type { Step } from '../../connector.ts'
import { instant } from '../directory.ts'
import { readList } from '../list-step.ts'
import { activitySchema } from '../schema.ts'

export const signInActivity: Step = {
  id: 'sign-in-activity',
  title: 'Last use',
  yields: 'when each application last signed in',
  after: [],
  calls: ['sign-in-activity'],
  hides: 'which applications are dormant',
  owns: [{ kind: 'activity', keyPrefix: 'sign-in:' }],
  run: (context) =>
    readList(context, {
      list: { call: 'sign-in-activity', schema: activitySchema, query: { $top: '999' } },
      observe: (entry): readonly [Activity] => [
        {
          kind: 'activity',
          key: `sign-in:${entry.appId}`,
          subjectKey: null,
          nativeId: { kind: 'entra-app-id', value: entry.appId, joins: true },
          lastActive: instant(entry.lastSignInActivity?.lastSignInDateTime),
          calls: null,
          users: null,
          window: 'last sign-in known to the tenant',
        },
      ],
    }),
}
