import { z } from 'zod'

const title = z.string().max(200)

/** What the shell does for the page (see `ShellCalls`), and how each call's argument is checked. */
export const shellArguments = {
  chooseSavePath: z.object({ title, defaultName: z.string().max(200), extension: z.string().regex(/^[a-z0-9]{1,8}$/) }).strict(),
  chooseFolder: z.object({ title }).strict(),
  chooseFile: z.object({ title }).strict(),
  copyText: z.string().min(1).max(200_000),
  showInFolder: z.string().min(1).max(4_096),
  openExternal: z.string().max(4_096),
  canNotify: z.object({}).strict(),
} as const

export type ShellCallName = keyof typeof shellArguments
export type ShellArgument<Name extends ShellCallName> = z.output<(typeof shellArguments)[Name]>
