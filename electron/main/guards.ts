import type { WebPreferences } from 'electron'
import { containedFile } from './contained-file.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { externalLinkAllowed } from './external-link.ts'
import { pageOrigin } from './origin.ts'
import { limitOf } from './page-limits.ts'
import { type Sender, senderAllowed } from './sender.ts'

/**
 * Every wall around the page, as one value. The product passes `guards` and nothing else; a test builds a copy of the
 * app with one wall replaced, to show that the check behind it can fail.
 */
export interface Guards {
  readonly webPreferences: Pick<
    WebPreferences,
    'sandbox' | 'contextIsolation' | 'nodeIntegration' | 'webSecurity' | 'webviewTag' | 'nodeIntegrationInSubFrames' | 'navigateOnDragDrop'
  >
  readonly contentSecurityPolicy: (nonce: string) => string | null
  readonly resolveFile: (root: string, address: string) => Promise<string | null>
  readonly senderAllowed: (sender: Sender) => boolean
  readonly limitOf: typeof limitOf
  readonly navigationAllowed: (address: string) => boolean
  readonly newWindowAllowed: (address: string) => boolean
  readonly permissionAllowed: (permission: string) => boolean
  readonly externalLinkAllowed: (address: string) => boolean
}

export const guards: Guards = {
  webPreferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
  },
  contentSecurityPolicy,
  resolveFile: containedFile,
  senderAllowed,
  limitOf,
  // The page changes its route without a navigation; the report's preview is a frame with a document of its own.
  navigationAllowed: (address) => address === 'about:srcdoc' || address.startsWith(`${pageOrigin}/index.html`),
  newWindowAllowed: () => false,
  permissionAllowed: () => false,
  externalLinkAllowed,
}
