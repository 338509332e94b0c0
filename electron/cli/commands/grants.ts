import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { GrantDocument } from '../../../shared/domain/grant-document.ts'
import { grantDocuments } from '../../engine/connectors/grant-documents.ts'
import { connectorOf, connectors } from '../../engine/connectors/registry.ts'
import { ExpectedFailure } from '../exit.ts'
import { say, sayJson } from '../print.ts'

const extensions: Readonly<Record<GrantDocument['format'], string>> = { json: 'json', yaml: 'yaml', text: 'txt' }

export function grantsCommand(): Command {
  return new Command('grants')
    .description('documents to paste into a provider’s console: they grant exactly what the declared calls take')
    .requiredOption('--provider <name>', `one of: ${connectors.map((connector) => connector.id).join(', ')}`)
    .addOption(
      new Option('--for <purpose>', 'for reading alone, or what revoking needs beside it').choices(['read', 'revoke']).default('read'),
    )
    .option('--out <folder>', 'write each document to a file of its own there')
    .option('--json', 'one JSON object a line')
    .action((options: { provider: string; for: GrantDocument['purpose']; out?: string; json?: boolean }) => {
      const documents = documentsOf(options.provider).filter(({ purpose }) => purpose === options.for)
      if (options.out !== undefined) return write(documents, resolve(options.out))
      for (const document of documents) {
        if (options.json === true) sayJson(document)
        else print(document)
      }
      if (documents.length === 0 && options.json !== true) say('It asks for no permission.')
    })
}

function documentsOf(provider: string): readonly GrantDocument[] {
  const connector = connectorOf(provider)
  if (connector === null)
    throw new ExpectedFailure({
      code: 'invalid-input',
      message: 'There is no provider of this name.',
      subject: provider,
      next: `Choose one of: ${connectors.map(({ id }) => id).join(', ')}.`,
    })
  return grantDocuments(connector)
}

/** What to do stands above, each line marked, so that the rest can be cut out and pasted as it is. */
function print({ title, howTo, text }: GrantDocument): void {
  say(`# ${title}`)
  for (const [index, step] of howTo.entries()) say(`# ${index + 1}. ${step}`)
  say(text)
}

function write(documents: readonly GrantDocument[], folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const { id, format, text } of documents) {
      const path = join(folder, `${id}.${extensions[format]}`)
      writeFileSync(path, text)
      say(path)
    }
  } catch {
    throw new ExpectedFailure({
      code: 'invalid-input',
      message: 'The documents cannot be written there.',
      subject: folder,
      next: 'Choose a folder you may write to.',
    })
  }
}
