import { Button, SegmentedControl, TextInput, useMantineColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { WorkspaceInfo } from '../../../shared/contract/workspace.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { useAsk } from '../../app/use-ask.ts'
import { say, valueOrSay } from '../../components/say-failure.ts'
import { Screen, Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'
import { Factors } from './factors.tsx'
import { Reminders } from './reminders.tsx'
import { ServiceLevelsForm } from './service-levels.tsx'
import { TriageRules } from './triage-rules.tsx'
import './settings.css'

export function SettingsView() {
  const info = useAsk('workspace.info', {})
  return (
    <Screen title="Settings">
      <Answer of={info}>
        {(value) => (
          <>
            <Organisation info={value} onSaved={info.again} />
            <Look />
            <Secrets info={value} />
            <Workspace info={value} />
            <ServiceLevelsForm />
            <Reminders />
            <TriageRules />
            <Factors />
          </>
        )}
      </Answer>
    </Screen>
  )
}

function Organisation({ info, onSaved }: { readonly info: WorkspaceInfo; readonly onSaved: () => void }) {
  const [name, setName] = useState(info.organisation)
  useEffect(() => setName(info.organisation), [info.organisation])
  return (
    <Section title="Organisation">
      <form
        className="settings-line"
        onSubmit={async (event) => {
          event.preventDefault()
          const result = await ask('workspace.rename', { organisation: name.trim() })
          if (result.ok) {
            say('The organisation’s name is saved')
            onSaved()
          } else valueOrSay(result)
        }}
      >
        <TextInput
          aria-label="Name of the organisation"
          description="Stands in the header and on every report"
          inputWrapperOrder={['label', 'input', 'description']}
          data-testid="settings-organisation"
          w={320}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" data-testid="settings-save" disabled={name.trim() === '' || name === info.organisation}>
          Save
        </Button>
      </form>
    </Section>
  )
}

const looks = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
] as const

function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section title="Appearance">
      <SegmentedControl
        aria-label="Appearance"
        data-testid="settings-theme"
        value={colorScheme}
        onChange={(value) => setColorScheme(looks.find((look) => look.value === value)?.value ?? 'auto')}
        data={[...looks]}
      />
    </Section>
  )
}

const secretWords: Readonly<Record<WorkspaceInfo['secrets']['kind'], string>> = {
  'os-key-store': 'Secrets and the signing key are kept in the operating system’s key store.',
  memory: 'Secrets and the signing key are kept in memory only. They are gone when Rollcall closes, and you are asked for them again.',
  file: 'Secrets and the signing key are kept in a file beside the workspace, readable by your account only.',
}

function Secrets({ info }: { readonly info: WorkspaceInfo }) {
  return (
    <Section title="Secrets">
      <p className="prose">{secretWords[info.secrets.kind]}</p>
      {info.secrets.why !== '' && <p className="prose quiet">{info.secrets.why}</p>}
    </Section>
  )
}

function Workspace({ info }: { readonly info: WorkspaceInfo }) {
  const { versions, platform, shell } = bridge()
  const lines: readonly (readonly [string, string])[] = [
    ['File', info.path],
    ['Layout version', String(info.schemaVersion)],
    ['Decisions signed by', info.actor],
    ['Signing key', info.keyId ?? 'Made with the first decision'],
    ['Rollcall', info.version],
    [
      'Runtime',
      `Electron ${versions.electron} on ${platform}${versions.runtime === 'fallback' ? ', the fallback for restricted networks: for development and tests only' : ''}`,
    ],
    ['Demo estate', info.estateOpen ? 'Running on this machine' : 'Not running'],
  ]
  return (
    <Section title="Workspace">
      <dl className="settings-facts">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={label === 'File' || label === 'Signing key' ? 'mono' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" onClick={async () => valueOrSay(await shell.showInFolder(info.path))}>
        Show the file
      </Button>
    </Section>
  )
}
