import type { StateSection } from '../state-file.ts'
import type { Access } from './access.ts'
import type { Domain } from './domain.ts'

/** What the domain's routes and its audit log are made from. */
export interface DomainServer {
  readonly domain: Domain
  readonly access: Access
  readonly state: StateSection
  readonly asOf: string
}
