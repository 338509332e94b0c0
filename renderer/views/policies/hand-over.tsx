import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { EnforcementMark, PolicyExport } from '../../../shared/domain/enforcement.ts'
import { ask, bridge } from '../../app/bridge.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Plain } from '../../components/plain.tsx'
import { say, sayFailure, valueOrSay } from '../../components/say-failure.ts'
import { Answer } from '../../components/states.tsx'

const expressedWords: Readonly<Record<EnforcementMark['expressed'], string>> = { whole: 'Whole', partly: 'In part', not: 'Not' }

/** More than this is not drawn: the file has it all. */
const mostDrawn = 60_000

/** The policy for each enforcement point, with what the file says of every statement. */
export function HandOver({ policyId }: { readonly policyId: string }) {
  const written = useAsk('policies.export', { policyId })
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Answer of={written} what="Writing it for each enforcement point">
      {(all) => {
        const current = all.find(({ point }) => point === chosen) ?? all[0]
        return (
          <div className="policy-part" data-testid="policy-export">
            <Select
              label="Enforcement point"
              className="policy-point"
              allowDeselect={false}
              data={all.map(({ point, title, marks }) => ({ value: point, label: `${title} (${tally(marks)})` }))}
              value={current?.point ?? null}
              data-testid="policy-point"
              onChange={setChosen}
            />
            {current !== undefined && <One key={current.point} policyId={policyId} written={current} />}
          </div>
        )
      }}
    </Answer>
  )
}

function tally(marks: readonly EnforcementMark[]): string {
  const count = (wanted: EnforcementMark['expressed']) => marks.filter(({ expressed }) => expressed === wanted).length
  return `${count('whole')} whole, ${count('partly')} in part, ${count('not')} not`
}

function One({ policyId, written }: { readonly policyId: string; readonly written: PolicyExport }) {
  const { point, title, fileName, howTo, text, marks } = written
  const copy = async () => {
    const copied = await bridge().shell.copyText(text)
    if (copied.ok) say('Copied', title)
    else sayFailure(copied.failure)
  }
  const save = async () => {
    const dot = fileName.lastIndexOf('.')
    const path = valueOrSay(
      await bridge().shell.chooseSavePath({ title, defaultName: fileName.slice(0, dot), extension: fileName.slice(dot + 1) }),
    )
    if (path === null) return
    const saved = await ask('policies.saveExport', { policyId, point, path })
    if (saved.ok) say('Saved', path)
    else sayFailure(saved.failure)
  }
  return (
    <>
      <p>{howTo}</p>
      <table className="table policy-table">
        <thead>
          <tr>
            <th scope="col">Statement</th>
            <th scope="col">Expressed</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ statement, expressed, why }) => (
            <tr key={statement}>
              <td>
                <code>{statement}</code>
              </td>
              <td data-expressed={expressed}>{expressedWords[expressed]}</td>
              <td className="quiet">
                <Plain text={why} max={400} still />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="policy-actions">
        <Button variant="default" data-testid="policy-export-copy" disabled={text.length > 200_000} onClick={() => void copy()}>
          Copy
        </Button>
        <Button variant="default" data-testid="policy-export-save" onClick={() => void save()}>
          Save {fileName}
        </Button>
      </div>
      <textarea
        readOnly
        className="policy-file"
        aria-label={fileName}
        data-testid="policy-export-text"
        rows={Math.min(24, text.split('\n').length)}
        spellCheck={false}
        wrap="off"
        value={text.slice(0, mostDrawn)}
      />
      {text.length > mostDrawn && <p className="quiet">The file goes on: save it to read it whole.</p>}
    </>
  )
}
