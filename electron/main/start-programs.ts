import { type BrowserWindow, dialog } from 'electron'

/** Asks in the system's own dialog, which no page can answer, whether a scan may start programs; the safe answer is the default. */
export async function letsProgramsStart(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Let this scan start other programs?',
    detail:
      'Each server that is configured in the folder of this source is started as its client would start it, with its credentials, and asked for its tools. Allow this only for a folder that you trust.',
    buttons: ['Do not start them', 'Let them start'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
