import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../../../shared/base/result.ts'
import { formats } from './formats/registry.ts'
import { reports } from './registry.ts'
import type { RenderOptions, ReportInput } from './report.ts'

export interface RenderedReport {
  readonly bytes: Uint8Array
  /** Hex SHA-256 of `bytes`. */
  readonly sha256: string
  readonly mediaType: string
  readonly extension: string
}

/**
 * Builds a report and renders it. The same input gives the same bytes.
 * @returns `not-found` for a report or format nobody registered.
 */
export async function renderReport(
  reportId: string,
  formatId: string,
  input: ReportInput,
  options: RenderOptions = {},
): Promise<Result<RenderedReport>> {
  const report = reports.find((candidate) => candidate.id === reportId)
  if (report === undefined) return missing('report', reportId, reports)
  const format = formats.find((candidate) => candidate.id === formatId)
  if (format === undefined) return missing('format', formatId, formats)
  const bytes = await format.render(report.build(input), input, options)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return ok({ bytes, sha256, mediaType: format.mediaType, extension: format.extension })
}

function missing(what: string, id: string, known: readonly { readonly id: string }[]) {
  return fail('not-found', `There is no ${what} of this name.`, {
    subject: id,
    next: `Choose one of: ${known.map((item) => item.id).join(', ')}.`,
  })
}
