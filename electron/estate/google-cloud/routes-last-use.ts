import type { LoopbackRoute } from '../loopback-server.ts'
import { daysBefore, engineName } from './inventory.ts'
import { type Json, list } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import { type OrganisationServer, page, projectNamed } from './routes.ts'

/** When accounts and keys were last used, and by the audit log. */
export function lastUseRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, asOf, access } = server
  const types = '/policyanalyzer.googleapis.com/v1/projects/{project}/locations/global/activityTypes'
  const observationPeriod = { startTime: daysBefore(asOf, 400), endTime: daysBefore(asOf, 1) }
  const use = (type: string, fullResourceName: string, daysAgo: number): Json => ({
    fullResourceName,
    activityType: type,
    observationPeriod,
    activity: { lastAuthenticatedTime: daysBefore(asOf, daysAgo) },
  })
  const name = (project: ProjectPlan, email: string): string => `//iam.googleapis.com/projects/${project.id}/serviceAccounts/${email}`
  const of = (project: ProjectPlan) => organisation.accounts.filter((account) => account.project === project.id)
  const [accountType, keyType] = ['serviceAccountLastAuthentication', 'serviceAccountKeyLastAuthentication'] as const
  return [
    list(
      server,
      `${types}/${accountType}/activities:query`,
      'policyanalyzer.serviceAccountLastAuthenticationActivities.query',
      'activities',
      (project) =>
        of(project).flatMap(({ email, usedDaysAgo }) =>
          usedDaysAgo === null ? [] : [use(accountType, name(project, email), usedDaysAgo)],
        ),
    ),
    list(
      server,
      `${types}/${keyType}/activities:query`,
      'policyanalyzer.serviceAccountKeyLastAuthenticationActivities.query',
      'activities',
      (project) =>
        of(project).flatMap(({ email, keys }) =>
          keys.flatMap((key) =>
            key.usedDaysAgo === null ? [] : [use(keyType, `${name(project, email)}/keys/${key.id}`, key.usedDaysAgo)],
          ),
        ),
    ),
    {
      method: 'POST',
      path: '/logging.googleapis.com/v2/entries:list',
      handle: (request) => {
        const { resourceNames = [] } = JSON.parse(request.body || '{}') as { resourceNames?: readonly string[] }
        const asked = resourceNames.map((one) => projectNamed(organisation, one.replace('projects/', '')))
        const refusal = access.check(request, { permission: 'logging.logEntries.list', project: asked[0] ?? null, quota: 'log' })
        if (refusal !== null) return refusal
        const entries = organisation.engines.flatMap((engine, index) => {
          const project = asked.find((one) => one?.id === engine.project)
          if (!project) return []
          const maker =
            index % 3 === 0
              ? `deployer@${project.id}.iam.gserviceaccount.com`
              : `${project.owners[0]?.replace(/^.*:/, '').replace(/\?.*$/, '')}`
          return [
            {
              protoPayload: {
                methodName: 'google.cloud.aiplatform.v1.ReasoningEngineService.CreateReasoningEngine',
                resourceName: `projects/${project.number}/locations/${engine.location}`,
                authenticationInfo: { principalEmail: maker },
                response: { name: engineName(project, engine.location, engine.id) },
              },
            },
          ]
        })
        return page(request, 'entries', entries, 1_000, 50)
      },
    },
  ]
}
