import type { Instant } from '../base/time.ts'
import type { Environment } from './vocabulary.ts'

/** One configured account, tenant, organisation or computer. Secrets are never part of it. */
export interface Connection {
  readonly id: string
  readonly provider: string
  readonly label: string
  readonly businessUnit: string | null
  readonly environment: Environment
  readonly settings: Readonly<Record<string, string>>
  /** Which secret settings have a stored value; the values live in the key store or in the named environment variable. */
  readonly secretKeys: readonly string[]
  /** Part of the demo estate. */
  readonly demo: boolean
  readonly createdAt: Instant
  readonly lastScanId: string | null
  readonly lastScanAt: Instant | null
}

export interface SettingField {
  readonly key: string
  readonly label: string
  readonly help: string
  readonly kind: 'text' | 'url' | 'secret' | 'path' | 'choice' | 'boolean'
  readonly required: boolean
  /** Its value has several lines, as a key file or a list does; a field of one line would lose the line breaks. */
  readonly lines?: true
  readonly placeholder?: string
  /** What stands for it when nothing was given. */
  readonly default?: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

/** Settings that let a scan start other people's programs: the shell asks the person itself before the window switches one on. */
export const settingsThatRunCode = ['askServers'] as const

export interface SignInMethod {
  readonly id: string
  readonly title: string
  readonly help: string
  /** Setting keys this method needs beyond the common ones. */
  readonly fields: readonly string[]
  /** Keys of which one is enough, e.g. a key's text or the path of its file. Every other key of `fields` is needed. */
  readonly oneOf?: readonly string[]
  /** Needs a person at a browser. */
  readonly interactive: boolean
}

/** One permission the scan asks the customer to grant, and why. Generated from the declared calls. */
export interface PermissionNeed {
  readonly permission: string
  readonly why: string
  readonly hides: string
  readonly access: 'read' | 'write'
  /** One sentence: how to grant it. */
  readonly fix: string
}

/** One call a connector may make, as a person reads it before trusting it. */
export interface DeclaredCall {
  readonly method: string
  readonly path: string
  readonly why: string
  readonly access: 'read' | 'write' | 'sign-in'
}

/** What the window and the guides need to know of a connector; derived from its declaration. */
export interface ConnectorInfo {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly category: 'computer' | 'saas' | 'cloud' | 'automation' | 'file'
  readonly fields: readonly SettingField[]
  readonly signIn: readonly SignInMethod[]
  readonly permissions: readonly PermissionNeed[]
  /** Every call there is; the gate lets nothing else out. Empty for sources that are files. */
  readonly calls: readonly DeclaredCall[]
  /** What it leaves alone, in words. */
  readonly neverReads: readonly string[]
  readonly steps: readonly { readonly id: string; readonly title: string; readonly yields: string; readonly hides: string }[]
  readonly canRevoke: boolean
}

export interface ProbeReport {
  readonly reached: boolean
  /** Who the credential is, in the provider's words. */
  readonly identity: string | null
  readonly checks: readonly {
    readonly permission: string
    readonly state: 'granted' | 'missing' | 'unknown'
    readonly why: string
    readonly hides: string
  }[]
  /** Shown to a person who must act elsewhere, e.g. a device code. */
  readonly notice: string | null
}
