import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sfntFromWoff } from './sfnt-from-woff.ts'

/** The typeface is embedded, so that the report looks the same everywhere: Roboto (Apache-2.0), three weights. */
export const weights = { light: 'Roboto-Light.woff', regular: 'Roboto-Regular.woff', bold: 'Roboto-Medium.woff' } as const
export type Weight = keyof typeof weights

/**
 * A weight as an OpenType file: taken from beside a bundle in `fonts/` where a build has put them, else from the installed package.
 * @throws Error when neither is there; that is a broken installation.
 */
export function fontBytes(weight: Weight): Buffer {
  const name = weights[weight]
  const beside = join(dirname(fileURLToPath(import.meta.url)), 'fonts', name)
  return sfntFromWoff(
    readFileSync(existsSync(beside) ? beside : createRequire(import.meta.url).resolve(`roboto-fontface/fonts/roboto/${name}`)),
  )
}
