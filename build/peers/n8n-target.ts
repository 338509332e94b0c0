import { n8n } from '../../electron/engine/connectors/n8n/connector.ts'
import { contextFor, type Scanned, scanAll } from './scan.ts'

/** The server as a connection with its key. */
export const n8nContext = (origin: string, apiKey: string, access: 'read' | 'write' = 'read') =>
  contextFor({ connector: n8n, settings: { baseUrl: origin }, secrets: { apiKey }, access })

export const scanN8n = (origin: string, apiKey: string): Promise<Scanned> => scanAll(n8n, n8nContext(origin, apiKey))
