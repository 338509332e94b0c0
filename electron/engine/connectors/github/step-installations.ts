import { ok, type Result } from '../../../../shared/base/result.ts'
import type { ConnectorContext, Step } from '../connector.ts'
import { ask, orgOf } from './client.ts'
import { observeInstallation } from './observe-installation.ts'
import { readPages } from './read-pages.ts'
import { type App, appSchema, type Installation, installationSchema } from './schema.ts'

/** Apps installed on the organisation, what they may do, and who publishes them. */
export const installationsStep: Step = {
  id: 'installations',
  title: 'Installed apps',
  yields: 'installed apps with their permissions',
  after: [],
  calls: ['installations', 'app'],
  hides: 'apps that act on repositories by themselves',
  owns: [
    { kind: 'subject', keyPrefix: 'installation/' },
    { kind: 'grant', keyPrefix: 'installation/' },
  ],
  run: (context) =>
    readPages(context, {
      callId: 'installations',
      path: { org: orgOf(context) },
      member: 'installations',
      schema: installationSchema,
      observe: async (installation) => {
        const app = await publicPage(context, installation)
        const ownAppId = context.settings.appId?.trim() || null
        return observeInstallation({ installation, app: app.ok ? app.value : null, organization: orgOf(context), ownAppId })
      },
    }),
}

/** Null for a private app of somebody else: it has no public page. */
async function publicPage(context: ConnectorContext, { app_slug: slug }: Installation): Promise<Result<App | null>> {
  const reply = await ask(context, 'app', { path: { slug }, accept: [403, 404] })
  if (!reply.ok) return reply
  const parsed = appSchema.safeParse(reply.value.json)
  return ok(reply.value.status < 300 && parsed.success ? parsed.data : null)
}
