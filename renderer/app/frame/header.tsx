import { ActionIcon, Kbd, Tooltip, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { openSpotlight } from '@mantine/spotlight'
import { IconKeyboard, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useHelp } from '../../actions/help.ts'
import { AuditChip } from '../../components/audit-chip.tsx'
import { CoverageChip } from '../../components/coverage-chip.tsx'
import { Plain } from '../../components/plain.tsx'
import { bridge } from '../bridge.ts'
import { useAsk } from '../use-ask.ts'
import './header.css'

export function Header() {
  const info = useAsk('workspace.info', {})
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <header className="head">
      <div className="head-name">
        <Mark />
        <b>Rollcall</b>
        {info.value !== null && info.value.organisation !== '' && (
          <span className="quiet">
            <Plain text={info.value.organisation} max={48} still />
          </span>
        )}
      </div>
      <UnstyledButton className="head-search" onClick={() => openSpotlight()} data-testid="search-everything">
        <IconSearch size={14} stroke={1.75} aria-hidden />
        <span>Search everything</span>
        <span className="caps">
          <Kbd size="xs">{bridge().platform === 'darwin' ? '⌘' : 'Ctrl'}</Kbd>
          <Kbd size="xs">K</Kbd>
        </span>
      </UnstyledButton>
      <div className="head-end">
        <CoverageChip />
        <AuditChip />
        {info.value !== null && (
          <Tooltip label="Decisions are signed in this name">
            <span className="quiet head-you">
              <Plain text={info.value.actor} max={32} still />
            </span>
          </Tooltip>
        )}
        <Tooltip label="Keys">
          <ActionIcon aria-label="Show the keys" onClick={() => useHelp.getState().toggle()}>
            <IconKeyboard size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`Draw it ${other}`}>
          <ActionIcon aria-label={`Switch to ${other}`} data-testid="theme-toggle" onClick={() => setColorScheme(other)}>
            {scheme === 'dark' ? <IconSun size={16} stroke={1.5} /> : <IconMoon size={16} stroke={1.5} />}
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  )
}

/** The product's mark: a roll of names, one of them called. */
export function Mark({ size = 18 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true" className="mark">
      <rect x="1" y="2.5" width="10" height="2.5" rx="1.25" opacity="0.4" />
      <rect x="1" y="7.75" width="16" height="2.5" rx="1.25" />
      <rect x="1" y="13" width="7" height="2.5" rx="1.25" opacity="0.4" />
    </svg>
  )
}
