import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, extname, isAbsolute, join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { z } from 'zod'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { type ShellCallName, shellCallNames } from '../../shared/contract/channels.ts'
import type { Guards } from './guards.ts'

const savePath = z
  .object({ title: z.string().max(200), defaultName: z.string().max(200), extension: z.string().regex(/^[a-z0-9]{1,8}$/) })
  .strict()
const folder = z.object({ title: z.string().max(200) }).strict()

type ShellCall = (argument: unknown, window: BrowserWindow, guards: Pick<Guards, 'externalLinkAllowed'>) => Promise<Result<unknown>>

const calls: Readonly<Record<ShellCallName, ShellCall>> = {
  chooseSavePath: async (argument, window) => {
    const asked = savePath.safeParse(argument)
    if (!asked.success) return misread('chooseSavePath')
    const { title, defaultName, extension } = asked.data
    const chosen = await dialog.showSaveDialog(window, {
      title,
      defaultPath: join(documents(), plainName(defaultName, extension)),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    return ok(chosen.canceled || !chosen.filePath ? null : chosen.filePath)
  },
  chooseFolder: async (argument, window) => {
    const asked = folder.safeParse(argument)
    if (!asked.success) return misread('chooseFolder')
    const chosen = await dialog.showOpenDialog(window, { title: asked.data.title, properties: ['openDirectory', 'createDirectory'] })
    return ok(chosen.canceled ? null : (chosen.filePaths[0] ?? null))
  },
  showInFolder: async (argument) => {
    if (typeof argument !== 'string' || !isAbsolute(argument)) return misread('showInFolder')
    try {
      await access(argument)
    } catch {
      return fail('not-found', 'The file is no longer there.', { subject: argument })
    }
    shell.showItemInFolder(argument)
    return ok(null)
  },
  openExternal: async (argument, _window, guards) => {
    if (typeof argument !== 'string' || !guards.externalLinkAllowed(argument)) {
      return fail('invalid-input', 'Rollcall opens only https links to the systems it knows.', {
        next: 'Copy the link and open it yourself if you trust it.',
      })
    }
    await shell.openExternal(argument)
    return ok(null)
  },
}

/** Does what the page asked of the shell; arguments are the page's words and are checked. */
export function callShell(
  name: unknown,
  argument: unknown,
  window: BrowserWindow,
  guards: Pick<Guards, 'externalLinkAllowed'>,
): Promise<Result<unknown>> {
  const known = shellCallNames.find((call) => call === name)
  return known === undefined ? Promise.resolve(misread(String(name).slice(0, 40))) : calls[known](argument, window, guards)
}

function misread(subject: string): Result<never> {
  return fail('invalid-input', 'The window asked the shell for something it does not understand.', { subject })
}

function documents(): string {
  try {
    return app.getPath('documents')
  } catch {
    return homedir()
  }
}

/** A file name without folders and with the right ending, whatever was suggested. */
export function plainName(suggested: string, extension: string): string {
  const name = basename(suggested.replaceAll('\\', '/'))
    .replace(/[^\p{L}\p{N} ._()-]/gu, '')
    .replace(/^\.+/, '')
  const stem = extname(name) === `.${extension}` ? name.slice(0, -extension.length - 1) : name
  return `${stem || 'rollcall'}.${extension}`
}
