import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describeConnector } from '../electron/engine/connectors/describe.ts'
import { grantDocuments } from '../electron/engine/connectors/grant-documents.ts'
import { connectors } from '../electron/engine/connectors/registry.ts'
import type { ConnectorInfo, PermissionNeed } from '../shared/domain/connection.ts'
import type { GrantDocument } from '../shared/domain/grant-document.ts'
import { root } from './setup/root.mjs'

// Each connector has a guide. What its declaration says is written into it from there (`npm run guides`), below the words of
// a person; a test holds the two together, so that no guide asks for a permission that the gate would not use.

const begin = '<!-- From the declaration of the connector; written by `npm run guides`. -->'
const end = '<!-- End of the declaration. -->'

/** Path of a connector's guide, from the project's folder. */
export function guideOf(id: string): string {
  return `docs/guides/connect-${id}.md`
}

/**
 * The guide with its generated part brought up to date.
 * @throws when the page has no place for it
 */
export function withDeclaration(page: string, connector: ConnectorInfo, documents: readonly GrantDocument[]): string {
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${guideOf(connector.id)} has no place for the declaration; put both marks into it`)
  return `${page.slice(0, from)}${begin}\n\n${declaration(connector, documents)}\n\n${page.slice(to)}`
}

function declaration({ fields, permissions, steps, canRevoke }: ConnectorInfo, documents: readonly GrantDocument[]): string {
  const reading = permissions.filter(({ access }) => access === 'read')
  const writing = permissions.filter(({ access }) => access === 'write')
  return [
    section(
      'What it reads',
      '',
      steps.map(({ title, yields, hides }) => `**${title}**: ${yields}. Not seen without it: ${hides}.`),
    ),
    section(
      'Settings',
      '',
      fields.map(({ key, label, kind, help }) => `\`${key}\` ${label}${kind === 'secret' ? ' (secret)' : ''}. ${help}`),
    ),
    section(
      'Permissions for scanning',
      'Nothing else is asked for, and nothing else is sent, even if the credential could do more.',
      reading.map(need),
    ),
    ...documents.filter(({ purpose }) => purpose === 'read').map(document),
    canRevoke
      ? section(
          'Permissions for revoking',
          'Not needed for an audit. Give them to a second credential, entered for one run and not stored.',
          writing.map(need),
        )
      : '',
    ...documents.filter(({ purpose }) => canRevoke && purpose === 'revoke').map(document),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function section(title: string, says: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return [`## ${title}`, ...(says === '' ? [] : [says]), items.map((item) => `- ${item}`).join('\n')].join('\n\n')
}

/** A document as it is pasted, with what to do with it; in a fence without a language, whose content no formatter touches. */
function document({ title, text, howTo }: GrantDocument): string {
  const steps = howTo.map((step, index) => `${index + 1}. ${step}`).join('\n')
  return [`### ${title}`, steps, `\`\`\`\n${text}\`\`\``].join('\n\n')
}

function need({ permission, why, hides }: PermissionNeed): string {
  return `\`${permission}\`: to ${why}.${hides === '' ? '' : ` Without it stays hidden: ${hides}.`}`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const connector of connectors) {
    const path = join(root, guideOf(connector.id))
    writeFileSync(path, withDeclaration(readFileSync(path, 'utf8'), describeConnector(connector), grantDocuments(connector)))
  }
}
