import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { startScan } from '../../actions/operate.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sentence } from '../../app/words.ts'
import { coverageLine } from '../../components/coverage-words.ts'
import { Screen, Section } from '../../components/screen.tsx'
import { Answer, Empty } from '../../components/states.tsx'
import { groupSources } from './model.ts'
import { Source } from './source.tsx'
import { useWizard } from './wizard/store.ts'
import { ConnectWizard } from './wizard/wizard.tsx'
import './sources.css'

const manySources = 6

/** What is connected, and the way to connect more. */
export function SourcesView() {
  const connections = useAsk('connections.list', {})
  const providers = useAsk('connections.providers', {})
  const coverage = useAsk('scans.coverage', {})
  const absent = useAsk('scans.notConnected', {})
  const { step, open } = useWizard()
  const [text, setText] = useState('')
  const list = connections.value
  const none = list !== null && list.length === 0

  useEffect(() => {
    if (none && useWizard.getState().step === null) open()
  }, [none, open])

  if (step !== null && list !== null)
    return <Answer of={providers}>{(known) => <ConnectWizard connectors={known} connections={list} />}</Answer>
  const seen = coverage.value === null || list === null ? '' : ` ${sentence(coverageLine(coverage.value, absent.value ?? []).words)}`
  return (
    <Screen
      title="Sources"
      says={list === null ? 'What is connected.' : `${many(list.length, 'source')} connected.${seen} A scan only reads.`}
      actions={
        <>
          <Button variant="default" leftSection={<IconPlus size={14} />} data-testid="source-add" onClick={open}>
            Connect another
          </Button>
          <Button onClick={() => void startScan()}>Scan all</Button>
        </>
      }
    >
      <Answer of={connections}>
        {(value) => {
          const groups = groupSources(value, providers.value ?? [], coverage.value, text)
          return (
            <>
              {value.length > manySources && (
                <TextInput
                  w={320}
                  aria-label="Narrow the sources"
                  placeholder="Name, system or unit"
                  data-testid="source-search"
                  leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
              )}
              {groups.map((group) => (
                <Section key={group.title} title={group.title} aside={many(group.rows.length, 'source')}>
                  <div className="sources">
                    {group.rows.map((row) => (
                      <Source key={row.connection.id} row={row} />
                    ))}
                  </div>
                </Section>
              ))}
              {groups.length === 0 && text !== '' && (
                <Empty title={`No source is called “${text}”.`}>
                  <Button variant="default" onClick={() => setText('')}>
                    Show all
                  </Button>
                </Empty>
              )}
            </>
          )
        }}
      </Answer>
    </Screen>
  )
}
