import { basename, extname } from 'node:path'

/** A file name without folders, control or direction characters, and with the right ending, whatever was suggested. */
export function plainName(suggested: string, extension: string): string {
  const name = basename(suggested.replaceAll('\\', '/'))
    .replace(/[^\p{L}\p{N} ._()-]/gu, '')
    .replace(/^\.+/, '')
  const stem = extname(name) === `.${extension}` ? name.slice(0, -extension.length - 1) : name
  return `${stem || 'rollcall'}.${extension}`
}
