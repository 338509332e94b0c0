import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import type { Connection, ConnectorInfo } from '../../../../shared/domain/connection.ts'
import { startScan } from '../../../actions/operate.ts'
import { ask } from '../../../app/bridge.ts'
import { many } from '../../../app/time.ts'
import { sentence } from '../../../app/words.ts'
import { valueOrSay } from '../../../components/say-failure.ts'
import { categoryWords, findConnectors } from './find-connectors.ts'
import { useWizard } from './store.ts'

/** All that can be connected, by category; the search looks at names and at what each one finds. */
export function Choose({
  connectors,
  connections,
}: {
  readonly connectors: readonly ConnectorInfo[]
  readonly connections: readonly Connection[]
}) {
  const { search, look, choose, close, drafts } = useWizard()
  const list = useRef<HTMLDivElement>(null)
  const groups = findConnectors(connectors, search)
  const count = groups.reduce((sum, group) => sum + group.found.length, 0)
  const demo = !connections.some((one) => one.demo) && 'demo estate try invented'.includes(search.trim().toLowerCase())

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    const inSearch = event.target instanceof HTMLInputElement
    if (step === undefined || (inSearch && event.key !== 'ArrowDown')) return
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('.provider') ?? [])]
    const at = cards.indexOf(document.activeElement as HTMLElement)
    event.preventDefault()
    if (step < 0 && at === 0) document.querySelector<HTMLElement>('[data-testid=connect-search]')?.focus()
    else cards[Math.min(cards.length - 1, Math.max(0, at + step))]?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows lead from the search to the cards and between them; each is a button of its own
    <div className="choose" onKeyDown={move}>
      <TextInput
        data-testid="connect-search"
        data-autofocus
        aria-label="Search what can be connected"
        placeholder="A name, or what you look for: mailboxes, workflows, keys"
        leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
        value={search}
        onChange={(event) => look(event.currentTarget.value)}
        onKeyDown={(event) => {
          const only = groups[0]?.found[0]?.connector
          if (event.key === 'Enter' && count === 1 && only !== undefined) choose(only)
        }}
      />
      <p className="quiet" role="status">
        {search.trim() === ''
          ? `${many(count, 'system')} can be connected.`
          : count === 0
            ? `Nothing here finds “${search.trim()}”.`
            : `${many(count, 'system')} of ${connectors.length}.`}
        {count === 0 && (
          <>
            {' '}
            <button type="button" className="link" onClick={() => look('')}>
              Show all
            </button>
          </>
        )}
      </p>
      <div ref={list}>
        {groups.map(({ category, found }) => (
          <section key={category} aria-label={categoryWords[category]}>
            <h3>{categoryWords[category]}</h3>
            <div className="provider-choices">
              {found.map(({ connector, because }) => {
                const own = connections.filter((one) => one.provider === connector.id).length
                return (
                  <button
                    key={connector.id}
                    type="button"
                    className="provider"
                    data-testid={`connect-${connector.id}`}
                    onClick={() => choose(connector)}
                  >
                    <b>{connector.title}</b>
                    <span className="quiet">{sentence(connector.summary)}</span>
                    {because !== null && <span>Finds {because}.</span>}
                    {(own > 0 || drafts[connector.id] !== undefined) && (
                      <span className="provider-note">
                        {[own > 0 ? `${own} connected` : '', drafts[connector.id] === undefined ? '' : 'begun'].filter(Boolean).join(' · ')}
                      </span>
                    )}
                  </button>
                )
              })}
            </div>
          </section>
        ))}
        {demo && (
          <section aria-label="To try it out">
            <h3>To try it out</h3>
            <div className="provider-choices">
              <button
                type="button"
                className="provider"
                data-testid="connect-demo"
                onClick={async () => {
                  if (valueOrSay(await ask('connections.openDemo', {})) === null) return
                  close()
                  await startScan()
                }}
              >
                <b>The demo estate</b>
                <span className="quiet">An invented company that runs on this machine.</span>
              </button>
            </div>
          </section>
        )}
      </div>
    </div>
  )
}
