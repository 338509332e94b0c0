/**
 * What a person was asked to do elsewhere for a connection, e.g. to enter a code in a browser. It lives as long as somebody waits
 * for it, and is never stored.
 */
export interface Notices {
  readonly of: (connectionId: string) => string | null
  readonly post: (connectionId: string, text: string) => void
  /** Nobody waits for it any more. */
  readonly clear: (connectionId: string) => void
}

/** @param changed is told the connection whose notice came or went */
export function openNotices(changed: (connectionId: string) => void): Notices {
  const notices = new Map<string, string>()
  return {
    of: (connectionId) => notices.get(connectionId) ?? null,
    post: (connectionId, text) => {
      notices.set(connectionId, text)
      changed(connectionId)
    },
    clear: (connectionId) => {
      if (notices.delete(connectionId)) changed(connectionId)
    },
  }
}
