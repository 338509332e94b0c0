import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Connection, ConnectorInfo } from '../../../shared/domain/connection.ts'
import { startScan } from '../../actions/operate.ts'
import { ask } from '../../app/bridge.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { valueOrSay } from '../../components/say-failure.ts'
import { Screen, Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'
import { ConnectForm } from './connect-form.tsx'
import { Source } from './source.tsx'
import './sources.css'

/** What was connected just now stands where the reader looks. */
const freshFirst = (list: readonly Connection[], fresh: string | null): readonly Connection[] => [
  ...list.filter((one) => one.id === fresh),
  ...list.filter((one) => one.id !== fresh),
]

export function SourcesView() {
  const connections = useAsk('connections.list', {})
  const providers = useAsk('connections.providers', {})
  const coverage = useAsk('scans.coverage', {})
  const [choosing, setChoosing] = useState(false)
  const [connector, setConnector] = useState<ConnectorInfo | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const list = connections.value ?? []
  const asking = choosing || (connections.value !== null && list.length === 0)
  return (
    <Screen
      title="Sources"
      says={list.length === 0 ? 'Nothing is connected yet.' : `${many(list.length, 'source')} connected. A scan only reads.`}
      actions={
        list.length > 0 && (
          <>
            <Button variant="default" leftSection={<IconPlus size={14} />} data-testid="source-add" onClick={() => setChoosing(!choosing)}>
              Connect another
            </Button>
            <Button onClick={() => void startScan()}>Scan all</Button>
          </>
        )
      }
    >
      {connector !== null ? (
        <ConnectForm
          key={connector.id}
          connector={connector}
          onBack={() => setConnector(null)}
          onDone={(id) => {
            setConnector(null)
            setChoosing(false)
            setFresh(id)
            connections.again()
          }}
        />
      ) : (
        asking && (
          <Section title="What to connect">
            <Answer of={providers}>
              {(known) => (
                <div className="provider-choices">
                  {known.map((one) => (
                    <button
                      key={one.id}
                      type="button"
                      className="card provider"
                      data-testid={`connect-${one.id}`}
                      onClick={() => setConnector(one)}
                    >
                      <b>{one.title}</b>
                      <span className="quiet">{one.summary}</span>
                    </button>
                  ))}
                  <button
                    type="button"
                    className="card provider"
                    data-testid="connect-demo"
                    onClick={async () => {
                      if (valueOrSay(await ask('connections.openDemo', {})) === null) return
                      setChoosing(false)
                      await startScan()
                    }}
                  >
                    <b>The demo estate</b>
                    <span className="quiet">An invented company that runs on this machine.</span>
                  </button>
                </div>
              )}
            </Answer>
          </Section>
        )
      )}
      <Answer of={connections}>
        {(value) => (
          <div className="sources">
            {freshFirst(value, fresh).map((connection) => (
              <Source
                key={connection.id}
                connection={connection}
                connector={providers.value?.find((one) => one.id === connection.provider) ?? null}
                coverage={coverage.value}
                checkAtOnce={fresh === connection.id}
              />
            ))}
          </div>
        )}
      </Answer>
    </Screen>
  )
}
