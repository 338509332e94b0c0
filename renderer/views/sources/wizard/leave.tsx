import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Connection } from '../../../../shared/domain/connection.ts'
import { ask } from '../../../app/bridge.ts'
import { valueOrSay } from '../../../components/say-failure.ts'

/** Leaving half-way: the source stands in the list already, so the reader says what becomes of it. */
export function Leave({
  connection,
  stay,
  close,
}: {
  readonly connection: Connection
  readonly stay: () => void
  readonly close: () => void
}) {
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <>
      <span>It is connected and was not scanned yet.</span>
      <Button ref={first} data-testid="connect-keep" onClick={close}>
        Keep it for later
      </Button>
      <Button
        variant="default"
        data-testid="connect-discard"
        onClick={async () => {
          valueOrSay(await ask('connections.remove', { id: connection.id }))
          close()
        }}
      >
        Remove it and its secrets
      </Button>
      <Button variant="subtle" color="gray" onClick={stay}>
        Go on here
      </Button>
    </>
  )
}
