import { guidAt } from './ids.ts'

/** The one application that five workflows of another system sign in as: archetype 37. */
export function sharedIdentity(seed: number): { readonly appId: string; readonly name: string } {
  return { appId: guidAt(seed, 'meridian.example/app', 900_001), name: 'Workflow Automation Account' }
}
