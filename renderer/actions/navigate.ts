import {
  IconBook2,
  IconChecklist,
  IconCompass,
  IconFileAnalytics,
  IconLayoutList,
  IconPlug,
  IconPlugConnectedX,
  IconRubberStamp,
  IconSettings,
  IconShield,
  IconTelescope,
  IconUsers,
} from '@tabler/icons-react'
import { type Screen, visit } from '../app/routes.ts'
import type { Command, CommandIcon } from './command.ts'

/** Each screen once: its word, its icon and its key. */
export const places: readonly { readonly screen: Screen; readonly label: string; readonly icon: CommandIcon; readonly key: string }[] = [
  { screen: 'overview', label: 'Overview', icon: IconCompass, key: 'g h' },
  { screen: 'triage', label: 'Triage', icon: IconChecklist, key: 'g t' },
  { screen: 'inventory', label: 'Inventory', icon: IconLayoutList, key: 'g i' },
  { screen: 'policies', label: 'Policies', icon: IconShield, key: 'g p' },
  { screen: 'audits', label: 'Audits', icon: IconRubberStamp, key: 'g a' },
  { screen: 'decisions', label: 'Decisions', icon: IconBook2, key: 'g d' },
  { screen: 'revocations', label: 'Revocations', icon: IconPlugConnectedX, key: 'g v' },
  { screen: 'people', label: 'People', icon: IconUsers, key: 'g k' },
  { screen: 'reports', label: 'Reports', icon: IconFileAnalytics, key: 'g r' },
  { screen: 'sources', label: 'Sources', icon: IconPlug, key: 'g s' },
  { screen: 'coverage', label: 'Coverage', icon: IconTelescope, key: 'g c' },
  { screen: 'settings', label: 'Settings', icon: IconSettings, key: 'g ,' },
]

export const navigateCommands: readonly Command[] = places.map((place) => ({
  id: `go-${place.screen}`,
  group: 'Go to',
  label: place.label,
  icon: place.icon,
  shortcut: place.key,
  perform: () => visit(place.screen),
}))
