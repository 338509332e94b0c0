import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Failure } from '../../shared/base/failure.ts'
import type { Asked } from '../app/use-ask.ts'
import { sentence } from '../app/words.ts'
import './states.css'

/** One sentence, one action. */
export function Empty({ title, children, testId }: { readonly title: string; readonly children?: ReactNode; readonly testId?: string }) {
  return (
    <div className="state" data-testid={testId}>
      <p className="state-title">{title}</p>
      {children}
    </div>
  )
}

/** What happened, what to do, and a way to try again. */
export function Failed({ failure, again }: { readonly failure: Failure; readonly again?: () => void }) {
  return (
    <div className="state" role="alert">
      <IconAlertTriangle size={20} stroke={1.5} aria-hidden />
      <p className="state-title">{sentence(failure.message)}</p>
      {failure.next !== undefined && <p>{sentence(failure.next)}</p>}
      {failure.subject !== undefined && <code>{failure.subject}</code>}
      {again !== undefined && (
        <Button variant="default" onClick={again}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** Says that something is on its way, but only when it takes long enough to be noticed. */
export function Waiting({ what = 'Loading' }: { readonly what?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 250)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="state" role="status">
      {late && (
        <>
          <Loader size="xs" type="dots" />
          <span className="quiet">{what}</span>
        </>
      )}
    </div>
  )
}

/** Draws an answer, or the state it is in. The last good answer stays while a newer one is fetched. */
export function Answer<T>({
  of,
  what,
  children,
}: {
  readonly of: Asked<T>
  readonly what?: string
  readonly children: (value: T) => ReactNode
}) {
  if (of.failure !== null && of.value === null) return <Failed failure={of.failure} again={of.again} />
  if (of.value === null) return <Waiting {...(what === undefined ? {} : { what })} />
  return (
    <>
      {of.failure !== null && (
        <div className="stale" role="status">
          This may be out of date. {sentence(of.failure.message)}{' '}
          <button type="button" className="link" onClick={of.again}>
            Try again
          </button>
        </div>
      )}
      {children(of.value)}
    </>
  )
}
