import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { newKeyFile } from '../../electron/engine/governance/ledger/key-file.ts'
import type { Input } from '../../shared/contract/contract.ts'
import type { TwoKeyRule } from '../../shared/domain/people.ts'
import { asked } from './small-estate.ts'

/** The second of two leads, with a key file of their own that lies outside the workspace. */
export interface SecondLead {
  readonly keyFile: string
  readonly publicKey: string
  readonly keyId: string
  /** Signs an open request in the window, as a person does who sits down at this desk for a moment. */
  agrees(within: Page | Locator): Promise<void>
  /** Takes the key file away. */
  leaves(): void
}

const passphrase = 'a passphrase'

export function secondLead(): SecondLead {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-second-'))
  const { pem, signer } = newKeyFile(passphrase)
  const keyFile = join(folder, 'second.key')
  writeFileSync(keyFile, pem)
  return {
    keyFile,
    publicKey: signer.publicKey,
    keyId: signer.keyId,
    agrees: async (within) => {
      await within.getByTestId('request-sign').click()
      await within.getByTestId('sign-key').setInputFiles(keyFile)
      await within.getByTestId('sign-passphrase').fill(passphrase)
      await within.getByTestId('sign-agree').click()
    },
    leaves: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Adds two leads, this device's and `second`, and asks for both where `rule` says, past the screen that the journey of two keys walks through. */
export async function addTwoLeads(page: Page, second: SecondLead, rule: Partial<TwoKeyRule>): Promise<void> {
  const change = (wanted: Input<'people.change'>['change']) => asked(page, 'people.change', { change: wanted })
  const lead = { role: 'lead' as const, businessUnits: [] }
  const here = await asked(page, 'people.list', {})
  await change({ kind: 'person-added', body: { personId: 'one', name: 'Lead One', ...lead } })
  await change({ kind: 'person-key-added', body: { ...keyOf('one', here), home: 'this-device', label: 'this device' } })
  await change({ kind: 'person-added', body: { personId: 'two', name: 'Lead Two', ...lead } })
  await change({ kind: 'person-key-added', body: { ...keyOf('two', second), home: 'other-device', label: 'a key file' } })
  await change({ kind: 'two-key-rule', body: { ...here.rule, ...rule } })
}

const keyOf = (personId: string, { keyId, publicKey }: Pick<SecondLead, 'keyId' | 'publicKey'>) => ({ personId, keyId, publicKey })
