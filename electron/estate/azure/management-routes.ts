import type { LoopbackRoute } from '../loopback-server.ts'
import { graphRoute } from './graph-route.ts'
import { account, accountOf, cognitive, host, managed, notFound, type Server, same } from './managed.ts'
import { managedPage } from './page.ts'
import { accountRecord, deploymentRecord, subscriptionRecord } from './records.ts'

/** Subscriptions, accounts and their models, and the inventory of the whole tenant. */
export function managementRoutes(server: Server): readonly LoopbackRoute[] {
  const { cloud } = server
  return [
    managed(server, 'GET', `${host}/subscriptions`, 'Microsoft.Resources/subscriptions/read', (request) =>
      managedPage(
        request,
        cloud.subscriptions.map((one) => subscriptionRecord(cloud, one)),
        50,
      ),
    ),
    graphRoute(server),
    managed(server, 'GET', `${host}/subscriptions/{s}/providers/${cognitive}`, `${cognitive}/read`, (request, { s }) =>
      managedPage(
        request,
        cloud.accounts.filter(({ subscription }) => same(subscription.id, s)).map((one) => accountRecord(cloud, one)),
        50,
      ),
    ),
    managed(server, 'GET', account, `${cognitive}/read`, (_request, params) => {
      const found = accountOf(cloud, params)
      return found === null ? notFound(params.a ?? '') : { status: 200, json: accountRecord(cloud, found) }
    }),
    managed(server, 'GET', `${account}/deployments`, `${cognitive}/deployments/read`, (request, params) => {
      const found = accountOf(cloud, params)
      return found === null
        ? notFound(params.a ?? '')
        : managedPage(
            request,
            found.plan.models.map((_model, index) => deploymentRecord(cloud, found, index)),
            50,
          )
    }),
  ]
}
