import { blankSubject, type Subject } from '../../../../shared/domain/observation.ts'
import type { Exposure } from '../../../../shared/domain/vocabulary.ts'
import { instant } from './directory.ts'
import type { Package } from './schema.ts'

const availability: Readonly<Record<string, Exposure>> = { all: 'tenant', some: 'group', none: 'owner' }

/** An entry of the tenant's catalogue of agents. */
export function observePackage(entry: Package): Subject {
  const blocked = entry.isBlocked === true
  return {
    ...blankSubject,
    key: `package:${entry.id}`,
    role: 'agent',
    name: entry.displayName ?? entry.id,
    nativeIds: [
      { kind: 'copilot-package-id', value: entry.id, joins: false },
      ...(entry.appId ? [{ kind: 'entra-app-id', value: entry.appId, joins: true }] : []),
    ],
    agentKind: 'assistant',
    platform: 'Microsoft 365 Copilot',
    signals: [{ by: 'provider', value: entry.elementTypes.join(', ') || 'catalogue of agents', certainty: 'certain' }],
    purpose: entry.shortDescription || null,
    publisher: entry.publisher ? { name: entry.publisher, verified: null } : null,
    enabled: entry.isBlocked === null || entry.isBlocked === undefined ? null : !blocked,
    changedAt: instant(entry.lastModifiedDateTime),
    exposure: availability[entry.availableTo ?? ''] ?? 'unknown',
    traits: [...(blocked ? (['blocked'] as const) : []), ...(entry.type === 'external' ? (['third-party'] as const) : [])],
    details: Object.fromEntries(
      [
        ['Type', entry.type],
        ['Version', entry.version],
        ['Elements', entry.elementTypes.join(', ')],
      ].filter((pair): pair is [string, string] => Boolean(pair[1])),
    ),
  }
}
