import { Popover } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Call } from '../../shared/domain/call.ts'
import { countWords, momentWords } from '../app/time.ts'
import { useAsk } from '../app/use-ask.ts'
import { Plain } from './plain.tsx'
import { Answer } from './states.tsx'

/** A value that opens the call that brought it. Without a call it is only text. */
export function CallLink({ callId, children }: { readonly callId: string | null; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false)
  if (callId === null) return children
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={420} withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className="link call-link" title="Show the call that brought this" onClick={() => setOpen(!open)}>
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{open && <CallById callId={callId} />}</Popover.Dropdown>
    </Popover>
  )
}

function CallById({ callId }: { readonly callId: string }) {
  const call = useAsk('agents.call', { callId })
  return <Answer of={call}>{(value) => <CallDetails call={value} />}</Answer>
}

const transports: Readonly<Record<Call['transport'], string>> = { http: 'Request', file: 'File read', process: 'Question to a process' }

/** One call, as the ledger of calls has it. */
export function CallDetails({ call }: { readonly call: Call }) {
  const lines: readonly (readonly [string, ReactNode])[] = [
    [transports[call.transport], <Plain key="t" text={`${call.method} ${call.template}`} max={200} />],
    ['What was read', <Plain key="s" text={call.subject} max={240} />],
    ['Answer', `${call.status === null ? '' : `${call.status} · `}${call.outcome}`],
    ['When', `${momentWords(call.startedAt)} · ${countWords(call.durationMs)} ms`],
    [
      'Size',
      `${countWords(call.bytes)} bytes${call.page > 1 ? ` · page ${call.page}` : ''}${call.attempts > 1 ? ` · ${call.attempts} attempts` : ''}`,
    ],
    ['SHA-256', call.sha256 ?? 'no body'],
    ['Request id', call.requestId ?? 'none given'],
  ]
  return (
    <dl className="call" data-testid="call-details">
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={label === 'Answer' || label === 'When' || label === 'Size' ? undefined : 'mono'}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
