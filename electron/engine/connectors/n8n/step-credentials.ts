import { blankSubject, type Subject } from '../../../../shared/domain/observation.ts'
import { credentialVendor } from '../catalogue/n8n-types.ts'
import { complete, partial, type Step, skipped } from '../connector.ts'
import { keep } from '../keep.ts'
import { endOf, list } from './client.ts'
import { foreignIds, toCredential } from './credentials.ts'
import { type CredentialRecord, credentialSchema } from './schema.ts'

/** Stored credentials as identities: kind and name. What acts with one of them points here, so that a shared one is seen. */
export const credentialsStep: Step = {
  id: 'credentials',
  title: 'Credentials',
  yields: 'stored credentials by kind and name, never values',
  after: [],
  calls: ['credentials'],
  hides: 'credentials that several workflows share',
  owns: [{ kind: 'subject', keyPrefix: 'credential/' }],
  async *run(context) {
    if (context.settings.export) return skipped('not-asked', 'an export names credentials inside the nodes only')
    let seen = context.cursor !== null
    let aside = 0
    for await (const page of list(context, 'credentials', {}, context.cursor)) {
      if (!page.ok && page.failure.code === 'not-found' && !seen)
        return skipped('no-service', 'this version of n8n cannot list credentials; those in use stand with each workflow')
      if (!page.ok) return endOf(page, 'credential:list (and a key of the instance owner or an administrator)', seen)
      const { kept, keptAside } = keep(credentialSchema, page.value.elements)
      seen = true
      aside += keptAside
      yield { observations: kept.map(observeCredential), call: page.value.call, cursor: page.value.cursor, keptAside }
    }
    return aside === 0 ? complete : partial(`${aside} credentials could not be read and were kept aside`)
  },
}

/** A credential is an identity, not an agent: it carries no sign of AI, whatever service it opens. */
function observeCredential(record: CredentialRecord): Subject {
  const vendor = credentialVendor(record.type)
  return {
    ...blankSubject,
    key: `credential/${record.id}`,
    role: 'identity',
    name: record.name === '' ? record.type : record.name.slice(0, 2_000),
    nativeIds: [{ kind: 'n8n-credential-id', value: record.id, joins: false }, ...foreignIds(record)],
    agentKind: 'automation-identity',
    platform: 'n8n',
    createdAt: record.createdAt ?? null,
    changedAt: record.updatedAt ?? null,
    credentials: [toCredential({ id: record.id, type: record.type, name: record.name }, record.createdAt ?? null)],
    details: { Kind: record.type, ...(vendor === undefined ? {} : { Service: vendor }) },
  }
}
