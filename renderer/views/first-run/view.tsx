import { Button } from '@mantine/core'
import { IconBuildingFactory2, IconDeviceLaptop, IconPlugConnected } from '@tabler/icons-react'
import { useState } from 'react'
import type { CommandIcon } from '../../actions/command.ts'
import { startScan } from '../../actions/operate.ts'
import { ask } from '../../app/bridge.ts'
import { Mark } from '../../app/frame/header.tsx'
import { visit } from '../../app/routes.ts'
import { useAsk } from '../../app/use-ask.ts'
import { valueOrSay } from '../../components/say-failure.ts'
import './first-run.css'

interface Start {
  readonly id: 'computer' | 'demo' | 'connect'
  readonly icon: CommandIcon
  readonly title: string
  readonly says: string
  readonly button: string
}

const starts: readonly Start[] = [
  {
    id: 'computer',
    icon: IconDeviceLaptop,
    title: 'This computer',
    says: 'Coding agents, MCP servers and local models found in the settings files of this machine. Reads files, runs nothing, sends nothing.',
    button: 'Look at this computer',
  },
  {
    id: 'demo',
    icon: IconBuildingFactory2,
    title: 'The demo estate',
    says: 'An invented company of 4,000 people with sanctioned and shadow agents. It runs on this machine and answers as the real systems do.',
    button: 'Explore the demo estate',
  },
  {
    id: 'connect',
    icon: IconPlugConnected,
    title: 'A tenant of yours',
    says: 'A cloud tenant or an automation server, with a credential that may only read. You see what each permission is for first.',
    button: 'Connect a tenant',
  },
]

/** The first screen: nothing is connected, three ways to begin. */
export function FirstRun() {
  const [busy, setBusy] = useState<Start['id'] | null>(null)
  const providers = useAsk('connections.providers', {})

  const begin = async (id: Start['id']) => {
    if (id === 'connect') return visit('sources')
    setBusy(id)
    const local = providers.value?.find((provider) => provider.category === 'computer')
    const connected =
      id === 'demo'
        ? valueOrSay(await ask('connections.openDemo', {}))
        : local === undefined
          ? null
          : valueOrSay(await ask('connections.add', { provider: local.id, label: local.title }))
    setBusy(null)
    if (connected === null) return
    await startScan()
    visit('overview')
  }

  return (
    <section className="first" aria-label="Begin">
      <Mark size={28} />
      <h1>Which agents run here, and who answers for them?</h1>
      <p className="quiet">Everything stays in one file on this machine. Begin with any of these; add the others later.</p>
      <div className="first-choices">
        {starts.map((start) => (
          <article key={start.id} className="card first-choice">
            <start.icon size={22} stroke={1.4} />
            <h2>{start.title}</h2>
            <p>{start.says}</p>
            <Button
              size="sm"
              variant={start.id === 'connect' ? 'default' : 'filled'}
              data-testid={`first-run-${start.id}`}
              loading={busy === start.id}
              disabled={busy !== null && busy !== start.id}
              onClick={() => void begin(start.id)}
            >
              {start.button}
            </Button>
          </article>
        ))}
      </div>
      <p className="quiet first-other">
        Did a business unit hand you its audit?{' '}
        <button type="button" className="link" data-testid="first-run-bundle" onClick={() => visit('audits')}>
          Merge its file under Audits
        </button>
      </p>
    </section>
  )
}
