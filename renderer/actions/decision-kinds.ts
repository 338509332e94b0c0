import {
  IconBan,
  IconCircleCheck,
  IconEye,
  IconHourglass,
  IconPlugConnectedX,
  IconRobotOff,
  IconShieldCheck,
  IconUser,
} from '@tabler/icons-react'
import type { DecisionAction } from '../../shared/domain/decision.ts'
import type { CommandIcon } from './command.ts'

export type DecisionField = 'owner' | 'policy' | 'until' | 'conditions' | 'control'

/** What a decision asks for and how it is spoken of. The forms, the buttons and the keys derive from this. */
export interface DecisionKind {
  readonly action: Exclude<DecisionAction, 'undo-revoke'>
  readonly label: string
  /** One or two words, for the row of buttons. */
  readonly short: string
  readonly shortcut: string
  readonly icon: CommandIcon
  /** In words: what it means. */
  readonly means: string
  readonly reasonLabel: string
  readonly reasonHint: string
  readonly fields: readonly DecisionField[]
  readonly required: readonly DecisionField[]
  /** Days from today offered as the end; null: none. */
  readonly days: number | null
  /** Only one agent at a time: it has a plan of its own. */
  readonly single: boolean
}

export const decisionKinds: readonly DecisionKind[] = [
  {
    action: 'approve',
    label: 'Approve',
    short: 'Approve',
    shortcut: 'a',
    icon: IconCircleCheck,
    means: 'It may run as it is now. If its facts change, or the date passes, the approval lapses.',
    reasonLabel: 'Why is it acceptable?',
    reasonHint: 'Who needs it, what it is used for, what was checked',
    fields: ['until', 'conditions'],
    required: [],
    days: 365,
    single: false,
  },
  {
    action: 'policy',
    label: 'Bring under policy',
    short: 'Policy',
    shortcut: 'p',
    icon: IconShieldCheck,
    means: 'It may run within a policy. What it can do beyond the policy is shown as a violation.',
    reasonLabel: 'Why this policy?',
    reasonHint: 'What it should be limited to, and why',
    fields: ['policy', 'until'],
    required: ['policy'],
    days: 365,
    single: false,
  },
  {
    action: 'accept-risk',
    label: 'Accept the risk',
    short: 'Accept risk',
    shortcut: 'e',
    icon: IconHourglass,
    means: 'An exception with an end. When the date passes it is on your list again.',
    reasonLabel: 'Why is the risk worth it until then?',
    reasonHint: 'What is gained, what will have changed by then',
    fields: ['until', 'conditions', 'control'],
    required: ['until'],
    days: 90,
    single: false,
  },
  {
    action: 'assign-owner',
    label: 'Assign an owner',
    short: 'Owner',
    shortcut: 'o',
    icon: IconUser,
    means: 'A named person answers for it. Your word wins over what the provider says.',
    reasonLabel: 'Why this person?',
    reasonHint: 'How you know that they answer for it',
    fields: ['owner'],
    required: ['owner'],
    days: null,
    single: false,
  },
  {
    action: 'review',
    label: 'Take into review',
    short: 'Review',
    shortcut: 'v',
    icon: IconEye,
    means: 'Somebody is looking into it. It stays on your list.',
    reasonLabel: 'What is to be found out?',
    reasonHint: 'Who was asked, and what',
    fields: [],
    required: [],
    days: null,
    single: false,
  },
  {
    action: 'reject',
    label: 'Reject',
    short: 'Reject',
    shortcut: 'x',
    icon: IconBan,
    means: 'It must not run. Nothing is changed at the provider; revoke it to switch it off.',
    reasonLabel: 'Why must it not run?',
    reasonHint: 'The rule or the danger',
    fields: [],
    required: [],
    days: null,
    single: false,
  },
  {
    action: 'not-ai',
    label: 'Not an AI agent',
    short: 'Not AI',
    shortcut: 'n',
    icon: IconRobotOff,
    means: 'It was taken for an agent and is none. It leaves the counts and stays in the ledger.',
    reasonLabel: 'How do you know?',
    reasonHint: 'What it really is',
    fields: [],
    required: [],
    days: null,
    single: false,
  },
  {
    action: 'revoke',
    label: 'Revoke',
    short: 'Revoke',
    shortcut: 'r',
    icon: IconPlugConnectedX,
    means: 'Switch it off at the provider: plan, rehearse, confirm, prove.',
    reasonLabel: 'Why is it revoked?',
    reasonHint: 'Stands in the ledger and in the report',
    fields: [],
    required: [],
    days: null,
    single: true,
  },
]

export const decisionKind = (action: DecisionKind['action']): DecisionKind => {
  const kind = decisionKinds.find((known) => known.action === action)
  if (kind === undefined) throw new Error(`no decision kind for ${action}`)
  return kind
}
