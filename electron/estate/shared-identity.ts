import { guidAt } from './ids.ts'

/** The one application that five workflows of another system sign in as: archetype 37. */
export function sharedIdentity(seed: number): { readonly appId: string; readonly name: string } {
  return { appId: guidAt(seed, 'meridian.example/app', 900_001), name: 'Workflow Automation Account' }
}

/** The service account whose key somebody carried out of the cloud and gave to another system: archetype 25. */
export function exportedKey(seed: number): {
  readonly project: string
  readonly account: string
  readonly email: string
  readonly keyId: string
} {
  const [project, account] = ['meridian-data', 'ledger-reader'] as const
  const keyId = guidAt(seed, 'n8n/key', 0).replaceAll('-', '').padEnd(40, '7')
  return { project, account, email: `${account}@${project}.iam.gserviceaccount.com`, keyId }
}
