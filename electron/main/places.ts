import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { app } from 'electron'

export interface Places {
  readonly page: string
  readonly preload: string
  readonly engine: string
  readonly estate: string | null
  readonly icon: string | null
  readonly database: string
  readonly secrets: string
}

/** Where everything lies: the built files beside this one, the workspace where `--workspace=FILE` says or in the user's data. */
export function findPlaces(built: string): Places {
  const asked = app.commandLine.getSwitchValue('workspace')
  const database = asked ? resolve(asked) : join(app.getPath('userData'), 'workspace.rollcall')
  mkdirSync(dirname(database), { recursive: true })
  // A thread of Node does not see into an archive.
  const estate = join(built.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'), 'estate.cjs')
  const icon = join(built, 'icon.png')
  return {
    page: join(built, 'renderer'),
    preload: join(built, 'preload.cjs'),
    engine: join(built, 'engine.cjs'),
    estate: existsSync(estate) ? estate : null,
    icon: existsSync(icon) ? icon : null,
    database,
    secrets: `${database}-secrets`,
  }
}
