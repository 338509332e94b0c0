import { z } from 'zod'
import { method, nothing } from './method.ts'

export const reportFormats = ['pdf', 'html', 'csv', 'json'] as const

export interface ReportInfo {
  readonly id: string
  readonly title: string
  readonly summary: string
}

export const reports = {
  list: method(nothing)<readonly ReportInfo[]>(),
  /** The report as one self-contained HTML page without scripts, for a sandboxed frame. */
  preview: method(z.object({ report: z.string() }).strict())<{ readonly html: string }>(),
  /** Writes the file; `path` comes from a save dialog or the command line. */
  export: method(z.object({ report: z.string(), format: z.enum(reportFormats), path: z.string().min(1) }).strict())<{
    readonly path: string
    readonly bytes: number
    readonly sha256: string
  }>(),
}
