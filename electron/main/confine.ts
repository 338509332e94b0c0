import type { Session, WebContents } from 'electron'
import type { Guards } from './guards.ts'

/** Keeps contents where they are: no navigation, no new window, no guest view. */
export function confineContents(contents: WebContents, guards: Guards): void {
  contents.on('will-navigate', (event) => {
    if (!guards.navigationAllowed(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!guards.navigationAllowed(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!guards.navigationAllowed(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => ({ action: guards.newWindowAllowed(url) ? 'allow' : 'deny' }))
}

/** Denies every permission a page can ask for or look up, and every device. */
export function confineSession(session: Session, guards: Guards): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(guards.permissionAllowed(permission)))
  session.setPermissionCheckHandler((_contents, permission) => guards.permissionAllowed(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}
