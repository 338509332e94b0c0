import type { LoopbackRoute } from '../loopback-server.ts'
import type { Json, Params } from './located-routes.ts'
import type { ProjectPlan } from './plan.ts'
import { notFound, type OrganisationServer, projectRoute } from './routes.ts'

/** Service accounts and their keys, one by one. */
export function accountRoutes(server: OrganisationServer): readonly LoopbackRoute[] {
  const { organisation, state } = server
  const path = '/iam.googleapis.com/v1/projects/{project}/serviceAccounts/{account}'
  const of = (project: ProjectPlan, params: Params) =>
    organisation.accounts.find(({ project: id, email }) => id === project.id && email === params.account)
  const json = (project: ProjectPlan, params: Params): Json | null => {
    const account = of(project, params)
    if (account === undefined) return null
    const disabled = (state.get(`account/${account.email}`) as boolean | undefined) ?? account.disabled
    return {
      name: `projects/${project.id}/serviceAccounts/${account.email}`,
      email: account.email,
      uniqueId: account.uniqueId,
      ...(disabled ? { disabled } : {}),
    }
  }
  const keyJson = (project: ProjectPlan, params: Params): Json | null => {
    const account = of(project, params)
    const key = account?.keys.find(({ id }) => id === params.key)
    if (account === undefined || key === undefined) return null
    const name = `projects/${project.id}/serviceAccounts/${account.email}/keys/${key.id}`
    return {
      name,
      keyType: key.googles ? 'SYSTEM_MANAGED' : 'USER_MANAGED',
      ...(state.get(`key/${key.id}`) === false ? { disabled: true } : {}),
    }
  }
  const route = (
    method: string,
    suffix: string,
    permission: string,
    act: (project: ProjectPlan, params: Params) => Json | null,
  ): LoopbackRoute =>
    projectRoute(server, { method, path: `${path}${suffix}`, permission }, (project, params) => {
      const found = act(project, params)
      return found === null ? notFound : { status: 200, json: found }
    })
  return [
    route('GET', '', 'iam.serviceAccounts.get', json),
    route('GET', '/keys/{key}', 'iam.serviceAccountKeys.get', keyJson),
    ...(['disable', 'enable'] as const).flatMap((verb) => [
      route('POST', `:${verb}`, `iam.serviceAccounts.${verb}`, (project, params) => {
        const found = json(project, params)
        if (found !== null) state.set(`account/${params.account}`, verb === 'disable')
        return found === null ? null : {}
      }),
      route('POST', `/keys/{key}:${verb}`, `iam.serviceAccountKeys.${verb}`, (project, params) => {
        const found = keyJson(project, params)
        if (found !== null) state.set(`key/${params.key}`, verb === 'enable')
        return found === null ? null : {}
      }),
    ]),
  ]
}
