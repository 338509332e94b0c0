import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AnswerKeyEntry } from '../../../shared/domain/estate.ts'
import { makeRandom } from '../random.ts'
import { archetypeFiles } from './archetypes.ts'
import { crowdFiles } from './crowd.ts'
import type { HomePlaces, HomePlatform } from './home-part.ts'
import { hostileFiles } from './hostile.ts'

const places: Readonly<Record<HomePlatform, HomePlaces>> = {
  darwin: { app: 'Library/Application Support', config: '.config', local: 'Library/Caches' },
  win32: { app: 'AppData/Roaming', config: 'AppData/Roaming', local: 'AppData/Local' },
  linux: { app: '.config', config: '.config', local: '.cache' },
}

/**
 * Lays a believable home folder of an engineer at Meridian Group below `folder` in the layout of a
 * system: archetypes 14, 15, 16 and 29, hostile names (40), broken files (41), and a crowd of ordinary repositories.
 * `settings` are what a person would type to have it scanned. The same seed gives the same home.
 */
export async function makeHome(options: {
  readonly folder: string
  readonly platform: HomePlatform
  readonly seed: number
  /** Lay it anew even where it was laid before: the estate's reset. */
  readonly fresh?: boolean
  readonly size: 'small' | 'default' | 'large' | (string & {})
  /** Somebody else's computer: none of the archetypes, a few repositories. */
  readonly other?: { readonly user: string }
}): Promise<{ readonly home: string; readonly settings: Readonly<Record<string, string>>; readonly entries: readonly AnswerKeyEntry[] }> {
  const home = `${options.folder.replaceAll('\\', '/').replace(/\/$/, '')}/${options.other?.user ?? 'katri.oakenshire'}`
  const random = makeRandom(options.seed).at('this-computer')
  const at = places[options.platform]
  const parts = options.other
    ? [crowdFiles(random.at(options.other.user), 6)]
    : [archetypeFiles(home, at), hostileFiles(at), crowdFiles(random, repositoriesFor(options.size))]
  const settings = { home, platform: options.platform, folders: `${home}/projects` }
  const entries = parts.flatMap((part) => part.entries)
  // A home that was made before stays as it is: what was revoked in it stays revoked until the estate is reset.
  const mark = `${home}/../made.json`
  const made = JSON.stringify({ layout: 1, platform: options.platform, seed: options.seed, size: options.size })
  if (options.fresh !== true && (await readFile(mark, 'utf8').catch(() => '')) === made) return { home, settings, entries }
  await rm(home, { recursive: true, force: true })
  await mkdir(home, { recursive: true })
  for (const { path, text } of parts.flatMap((part) => part.files)) {
    const full = `${home}/${path}`
    await mkdir(dirname(full), { recursive: true })
    if (text === null) await symlink(full, full)
    else await writeFile(full, text)
  }
  await writeFile(mark, made)
  return { home, settings, entries }
}

function repositoriesFor(size: string): number {
  if (size === 'small') return 4
  if (size === 'large') return 120
  const principals = Number(size)
  return Number.isFinite(principals) ? Math.min(120, Math.max(4, Math.round(principals / 200))) : 16
}
