import { Button, FileButton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { type Failure, failure as failureOf } from '../../../shared/base/failure.ts'
import { longestAnswer } from '../../../shared/contract/attestations.ts'
import type { Asked } from '../../../shared/domain/attestation.ts'
import { ask } from '../../app/bridge.ts'
import { openAgent } from '../../app/routes.ts'
import { many } from '../../app/time.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FailureLine } from '../../components/failure-line.tsx'
import { Moment } from '../../components/moment.tsx'
import { Plain } from '../../components/plain.tsx'
import { Section } from '../../components/screen.tsx'
import { Answer } from '../../components/states.tsx'

/** Files dropped anywhere on the window, as long as this is shown; whether some are held over it just now. */
function useDropped(take: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const taking = useRef(take)
  taking.current = take
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const hold = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    // Within the window it only goes from one part to another.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!holdsFiles(event)) return
      event.preventDefault()
      taking.current([...(event.dataTransfer?.files ?? [])])
    }
    window.addEventListener('dragover', hold)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', hold)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return over
}

/** What owners were asked, and the place where their answers are taken in: by a dialog, or dropped. */
export function Owners() {
  const asked = useAsk('attestations.list', {})
  const [failure, setFailure] = useState<Failure | null>(null)
  const [taken, setTaken] = useState<string | null>(null)
  const reset = useRef<() => void>(null)
  const take = async (files: readonly File[]) => {
    setTaken(null)
    setFailure(null)
    let agents = 0
    for (const file of files) {
      if (file.size > longestAnswer) {
        setFailure(failureOf('invalid-input', 'This file is far too long to be an answer.', { subject: file.name }))
        break
      }
      const result = await ask('attestations.take', { text: await file.text() })
      if (!result.ok) {
        setFailure({ ...result.failure, subject: file.name })
        break
      }
      agents += result.value.length
    }
    if (agents > 0) setTaken(`Taken in: answers about ${many(agents, 'agent')}. They stand in the ledger as what somebody said.`)
  }
  const over = useDropped((files) => void take(files))
  return (
    <Section title="Owners’ answers" aside="evidence, never a decision">
      <div className={over ? 'owners-drop owners-over' : 'owners-drop'} data-testid="answer-drop">
        <FileButton
          multiple
          accept="application/json,.json"
          resetRef={reset}
          onChange={(files) => {
            void take(files)
            // The same file may be chosen again, once it was mended.
            reset.current?.()
          }}
        >
          {(props) => (
            <Button {...props} variant="default">
              Take answers in
            </Button>
          )}
        </FileButton>
        <span className="quiet">or drop the files on this window that owners sent back</span>
      </div>
      <FailureLine failure={failure} more="Nothing was taken in from this file." />
      {taken !== null && (
        <p role="status" data-testid="answer-taken">
          {taken}
        </p>
      )}
      <Answer of={asked}>{(list) => (list.length === 0 ? null : <List asked={list} />)}</Answer>
    </Section>
  )
}

const stateWords = { asked: 'Asked', answered: 'Answered', overdue: 'Overdue', expired: 'Ran out' } as const

function List({ asked }: { readonly asked: readonly Asked[] }) {
  return (
    <table className="table" data-testid="asked-list">
      <thead>
        <tr>
          <th>State</th>
          <th>Owner</th>
          <th>About</th>
          <th>Asked</th>
          <th>Due</th>
          <th>Answered by</th>
        </tr>
      </thead>
      <tbody>
        {asked.map((one) => (
          <tr key={one.id} data-state={one.state}>
            <td>{one.state === 'overdue' ? <b>{stateWords[one.state]}</b> : stateWords[one.state]}</td>
            <td>
              <Plain text={one.owner} max={60} still />
            </td>
            <td>
              {one.agents.slice(0, 3).map(({ agentId, name }, index) => (
                <span key={agentId}>
                  {index > 0 && ', '}
                  <button type="button" className="link" onClick={() => openAgent(agentId)}>
                    <Plain text={name} max={60} still />
                  </button>
                </span>
              ))}
              {one.agents.length > 3 && <span className="quiet"> and {one.agents.length - 3} more</span>}
            </td>
            <td>
              <Moment at={one.createdAt} />
            </td>
            <td>
              <Moment at={one.dueAt} />
            </td>
            <td>
              {one.answer === null ? (
                <span className="quiet">Nobody yet</span>
              ) : (
                <>
                  <Plain text={one.answer.by} max={60} still /> <Moment at={one.answer.answeredAt} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
