import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../shared/base/failure.ts'
import type { Input, MethodName, Value } from '../../shared/contract/contract.ts'
import { ask } from './bridge.ts'
import { ageOf, useAges } from './stale.ts'

export interface Asked<T> {
  /** The last good answer, kept while a newer one is fetched; null before the first. */
  readonly value: T | null
  readonly failure: Failure | null
  readonly loading: boolean
  again(): void
}

// The last answers, so that going back shows a screen at once and refreshes it quietly.
const last = new Map<string, unknown>()
const keep = 200

function remember(key: string, value: unknown): void {
  last.delete(key)
  last.set(key, value)
  const oldest = last.keys().next().value
  if (last.size > keep && oldest !== undefined) last.delete(oldest)
}

/** Asks the engine and asks again when an event says the answer may have changed. `null` arguments ask nothing. */
export function useAsk<N extends MethodName>(name: N, args: Input<N> | null): Asked<Value<N>> {
  const key = args === null ? null : `${name} ${JSON.stringify(args)}`
  const age = useAges((ages) => ageOf(name, ages.counts))
  const [turn, setTurn] = useState(0)
  const [answer, setAnswer] = useState<{ key: string | null; failure: Failure | null; done: boolean }>({
    key: null,
    failure: null,
    done: false,
  })
  const current = useRef(0)
  const argsNow = useRef(args)
  argsNow.current = args

  // biome-ignore lint/correctness/useExhaustiveDependencies: age and turn are what asks again; the key stands for the arguments
  useEffect(() => {
    const mine = ++current.current
    if (key === null || argsNow.current === null) return
    void ask(name, argsNow.current).then((result) => {
      if (mine !== current.current) return
      if (result.ok) remember(key, result.value)
      setAnswer({ key, failure: result.ok ? null : result.failure, done: true })
    })
    return () => {
      current.current += 1
    }
  }, [name, key, age, turn])

  const again = useCallback(() => setTurn((t) => t + 1), [])
  const mine = answer.key === key
  return {
    value: key === null ? null : ((last.get(key) as Value<N> | undefined) ?? null),
    failure: mine ? answer.failure : null,
    loading: key !== null && !(mine && answer.done),
    again,
  }
}
