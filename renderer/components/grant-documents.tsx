import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { GrantDocument } from '../../shared/domain/grant-document.ts'
import { ask, bridge } from '../app/bridge.ts'
import { useAsk } from '../app/use-ask.ts'
import './grant-documents.css'
import { say, sayFailure, valueOrSay } from './say-failure.ts'
import { Answer } from './states.tsx'

const extensions: Readonly<Record<GrantDocument['format'], string>> = { json: 'json', yaml: 'yaml', text: 'txt' }

/**
 * The documents that grant exactly what a provider's connector declares, to copy or to save: for reading, and apart from it for
 * revoking. Draws nothing for a connector that asks for no permission.
 */
export function GrantDocuments({ provider }: { readonly provider: string }) {
  const documents = useAsk('connections.grants', { provider })
  const [purpose, setPurpose] = useState<GrantDocument['purpose']>('read')
  return (
    <Answer of={documents}>
      {(all) => {
        const shown = all.filter((one) => one.purpose === purpose)
        if (all.length === 0) return null
        return (
          <section className="grants" data-testid="grants">
            <h3>Ready to paste</h3>
            <p className="quiet">Each grants exactly what the declared calls take, and nothing else.</p>
            {all.some((one) => one.purpose === 'revoke') && (
              <SegmentedControl
                size="xs"
                aria-label="What the documents are for"
                data-testid="grants-purpose"
                value={purpose}
                onChange={(value) => setPurpose(value === 'revoke' ? 'revoke' : 'read')}
                data={[
                  { value: 'read', label: 'For reading' },
                  { value: 'revoke', label: 'Beside it, for revoking' },
                ]}
              />
            )}
            {shown.map((one) => (
              <Document key={one.id} provider={provider} document={one} />
            ))}
          </section>
        )
      }}
    </Answer>
  )
}

function Document({ provider, document }: { readonly provider: string; readonly document: GrantDocument }) {
  const { id, title, format, text, howTo } = document
  const copy = async () => {
    const copied = await bridge().shell.copyText(text)
    if (copied.ok) say('Copied', title)
    else sayFailure(copied.failure)
  }
  const save = async () => {
    const path = valueOrSay(await bridge().shell.chooseSavePath({ title, defaultName: id, extension: extensions[format] }))
    if (path === null) return
    const saved = await ask('connections.saveGrant', { provider, id, path })
    if (saved.ok) say('Saved', path)
    else sayFailure(saved.failure)
  }
  return (
    <details className="grant" data-testid={`grant-${id}`}>
      <summary>{title}</summary>
      <ol>
        {howTo.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <textarea
        readOnly
        aria-label={title}
        data-testid={`grant-text-${id}`}
        rows={Math.min(16, text.split('\n').length)}
        spellCheck={false}
        wrap="off"
        value={text}
      />
      <div className="grant-buttons">
        <Button size="xs" variant="default" data-testid={`grant-copy-${id}`} onClick={() => void copy()}>
          Copy
        </Button>
        <Button size="xs" variant="default" data-testid={`grant-save-${id}`} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </details>
  )
}
