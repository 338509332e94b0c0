import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog, shell } from 'electron'
import { fail, ok, type Result } from '../../shared/base/result.ts'
import { type ShellArgument, type ShellCallName, shellArguments } from '../../shared/contract/shell.ts'
import type { ChosenPaths } from './chosen-paths.ts'
import type { Guards } from './guards.ts'
import { plainName } from './plain-name.ts'
import { canNotify } from './reminders.ts'

interface Caller {
  readonly window: BrowserWindow
  readonly guards: Pick<Guards, 'externalLinkAllowed'>
  readonly paths: Pick<ChosenPaths, 'add' | 'addFile' | 'addFolder' | 'mayBeShown'>
}

type ShellCallTable = { readonly [Name in ShellCallName]: (argument: ShellArgument<Name>, caller: Caller) => Promise<Result<unknown>> }

const calls: ShellCallTable = {
  chooseSavePath: async ({ title, defaultName, extension }, { window, paths }) => {
    const chosen = await dialog.showSaveDialog(window, {
      title,
      defaultPath: join(documents(), plainName(defaultName, extension)),
      filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    if (chosen.canceled || !chosen.filePath) return ok(null)
    paths.add(chosen.filePath)
    return ok(chosen.filePath)
  },
  chooseFolder: async ({ title }, { window, paths }) => {
    const chosen = await dialog.showOpenDialog(window, { title, properties: ['openDirectory', 'createDirectory'] })
    const folder = chosen.canceled ? null : (chosen.filePaths[0] ?? null)
    if (folder !== null) paths.addFolder(folder)
    return ok(folder)
  },
  chooseFile: async ({ title }, { window, paths }) => {
    const chosen = await dialog.showOpenDialog(window, { title, properties: ['openFile'] })
    const file = chosen.canceled ? null : (chosen.filePaths[0] ?? null)
    if (file !== null) paths.addFile(file)
    return ok(file)
  },
  copyText: async (text) => {
    clipboard.writeText(text)
    return ok(null)
  },
  showInFolder: async (path, { paths }) => {
    // Looking at a path can already reach another computer (`\\host\share`), so an unknown one is not even looked at.
    const there =
      paths.mayBeShown(path) &&
      (await access(path).then(
        () => true,
        () => false,
      ))
    if (!there) return fail('not-found', 'The file is no longer there.', { subject: path })
    shell.showItemInFolder(path)
    return ok(null)
  },
  openExternal: async (address, { guards }) => {
    if (!guards.externalLinkAllowed(address)) {
      const next = 'Copy the link and open it yourself if you trust it.'
      return fail('invalid-input', 'Rollcall opens only https links to the systems it knows.', { next })
    }
    await shell.openExternal(address)
    return ok(null)
  },
  canNotify: async () => ok(canNotify()),
}

/** Does what the page asked of the shell; name and argument are the page's words and are checked. */
export async function callShell(name: unknown, argument: unknown, caller: Caller): Promise<Result<unknown>> {
  if (!isShellCall(name)) return misread(String(name).slice(0, 40))
  return perform(name, argument, caller)
}

async function perform<Name extends ShellCallName>(name: Name, argument: unknown, caller: Caller): Promise<Result<unknown>> {
  const checked = shellArguments[name].safeParse(argument)
  return checked.success ? calls[name](checked.data as ShellArgument<Name>, caller) : misread(name)
}

function isShellCall(name: unknown): name is ShellCallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
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
