import { createHash } from 'node:crypto'
import { ok } from '../../../shared/base/result.ts'
import type { EngineHandlers } from '../../../shared/contract/contract.ts'
import { reports } from '../reports/registry.ts'
import { renderReport } from '../reports/render-report.ts'
import type { EngineContext } from './engine-context.ts'
import { gatherReportInput } from './report-input.ts'
import { saveFile } from './save-file.ts'

export function reportMethods(context: EngineContext): EngineHandlers['reports'] {
  return {
    list: () => ok(reports.map(({ id, title, summary }) => ({ id, title, summary }))),
    preview: async ({ report }) => {
      const rendered = await renderReport(report, 'html', gatherReportInput(context))
      return rendered.ok ? ok({ html: new TextDecoder().decode(rendered.value.bytes) }) : rendered
    },
    export: async ({ report, format, path }) => {
      const rendered = await renderReport(report, format, gatherReportInput(context), {
        sign: (bytes) => ({ keyId: context.signer.keyId, signature: context.signer.sign(Buffer.from(bytes).toString('hex')) }),
      })
      if (!rendered.ok) return rendered
      const { bytes } = rendered.value
      const saved = await saveFile(path, bytes, 'report')
      if (!saved.ok) return saved
      return ok({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    },
  }
}
