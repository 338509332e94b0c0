import type { Result } from '../base/result.ts'
import type { Invoke } from './contract.ts'
import type { EngineEvent } from './events.ts'

/** What the shell itself does for the window; it holds no data. */
export interface ShellCalls {
  /** Asks where to save; null when the person cancels. */
  chooseSavePath(options: {
    readonly title: string
    readonly defaultName: string
    readonly extension: string
  }): Promise<Result<string | null>>
  chooseFolder(options: { readonly title: string }): Promise<Result<string | null>>
  /** Only its path: the page never gets to read it. */
  chooseFile(options: { readonly title: string }): Promise<Result<string | null>>
  /** Puts a text on the clipboard; the page itself may not reach it. */
  copyText(text: string): Promise<Result<null>>
  showInFolder(path: string): Promise<Result<null>>
  openExternal(url: string): Promise<Result<null>>
  /** Whether this computer shows notifications of programs. */
  canNotify(): Promise<Result<boolean>>
}

/** The whole of what the page can reach: `window.rollcall`. */
export interface Bridge {
  readonly invoke: Invoke
  on(listener: (event: EngineEvent) => void): () => void
  readonly shell: ShellCalls
  readonly platform: string
  readonly versions: { readonly app: string; readonly electron: string; readonly runtime: 'official' | 'fallback' }
}
