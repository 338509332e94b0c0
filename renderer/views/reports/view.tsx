import { Button, SegmentedControl } from '@mantine/core'
import { IconCircleCheck, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { type ReportInfo, reportFormats } from '../../../shared/contract/reports.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { nonce } from '../../app/nonce.ts'
import { countWords } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { sayFailure, valueOrSay } from '../../components/say-failure.ts'
import { Screen } from '../../components/screen.tsx'
import { Answer, Empty, Failed, Waiting } from '../../components/states.tsx'
import { fileName, withNonce } from './model.ts'
import './reports.css'

type Format = (typeof reportFormats)[number]
interface Written {
  readonly format: Format
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

export function ReportsView() {
  const list = useAsk('reports.list', {})
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Screen title="Reports" wide says="Coverage first, every figure with its denominator. The same figures in every format.">
      <Answer of={list}>
        {(reports) => {
          const report = reports.find((one) => one.id === chosen) ?? reports[0]
          if (report === undefined) return <Empty title="There is no report to make." />
          return (
            <div className="reports">
              {reports.length > 1 && (
                <SegmentedControl
                  aria-label="Report"
                  value={report.id}
                  onChange={setChosen}
                  data={reports.map((one) => ({ value: one.id, label: one.title }))}
                />
              )}
              <Report key={report.id} report={report} />
            </div>
          )
        }}
      </Answer>
    </Screen>
  )
}

function Report({ report }: { readonly report: ReportInfo }) {
  const preview = useAsk('reports.preview', { report: report.id })
  const info = useAsk('workspace.info', {})
  const [busy, setBusy] = useState<Format | null>(null)
  const [written, setWritten] = useState<Written | null>(null)

  const write = async (format: Format) => {
    const path = valueOrSay(
      await bridge().shell.chooseSavePath({
        title: `${report.title} as ${format.toUpperCase()}`,
        defaultName: fileName(info.value?.organisation ?? '', report.id, format, new Date()),
        extension: format,
      }),
    )
    if (path === null) return
    setBusy(format)
    const result = await ask('reports.export', { report: report.id, format, path })
    setBusy(null)
    if (result.ok) setWritten({ format, ...result.value })
    else sayFailure(result.failure)
  }

  return (
    <>
      <div className="report-bar" data-testid={`report-${report.id}`}>
        <div>
          <h2>{report.title}</h2>
          <p className="quiet">{report.summary}</p>
        </div>
        <div className="report-buttons">
          {reportFormats.map((format) => (
            <Button
              key={format}
              variant={format === 'pdf' ? 'filled' : 'default'}
              leftSection={<IconDownload size={14} stroke={1.75} />}
              data-testid={`report-export-${format}`}
              loading={busy === format}
              disabled={busy !== null && busy !== format}
              onClick={() => void write(format)}
            >
              {format.toUpperCase()}
            </Button>
          ))}
        </div>
      </div>
      {written !== null && (
        <p className="report-written" data-testid="report-exported" role="status">
          <IconCircleCheck size={16} stroke={1.75} aria-hidden />
          <span>
            Written: <code>{written.path}</code> · {countWords(written.bytes)} bytes · SHA-256 <code>{written.sha256.slice(0, 16)}…</code>
          </span>
          <Button variant="subtle" color="gray" onClick={async () => valueOrSay(await bridge().shell.showInFolder(written.path))}>
            Show in folder
          </Button>
        </p>
      )}
      {preview.failure !== null && preview.value === null ? (
        <Failed failure={preview.failure} again={preview.again} />
      ) : preview.value === null ? (
        <Waiting what="Writing the report" />
      ) : (
        // No scripts, no forms, no way out: the sandbox is empty on purpose.
        <iframe
          className="report-frame"
          data-testid="report-preview"
          title={`Preview: ${report.title}`}
          sandbox=""
          srcDoc={withNonce(preview.value.html, nonce)}
        />
      )}
    </>
  )
}
