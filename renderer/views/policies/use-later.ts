import { useEffect, useState } from 'react'

/** How long after the last change something is asked, in milliseconds. */
const pauseMs = 300

/** The value as it was when it last came to rest. */
export function useLater<T>(value: T): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
