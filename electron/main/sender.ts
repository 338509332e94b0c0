import { pageOrigin } from './origin.ts'

/** What is known of a frame that called: enough to decide, and easy to make in a test. */
export interface Sender {
  /** Whether the call came from the contents of our own window. */
  readonly knownWindow: boolean
  /** Whether the frame is the window's main frame. */
  readonly mainFrame: boolean
  /** The frame's origin; null when the frame has already gone. */
  readonly origin: string | null
}

/** Whether a call is ours: our window, its main frame, our origin. A frame that has gone is refused. */
export function senderAllowed(sender: Sender): boolean {
  return sender.knownWindow && sender.mainFrame && sender.origin === pageOrigin
}
