import { type Asker, send } from './send.ts'

/**
 * Whether a region offers a service. Asked once for each service and region after the first “no such host”: a name service that is
 * out of order says the same, so the region's own sign-in service must answer before anything is believed to be absent.
 */
export async function isOffered(asker: Asker, service: string, how: 'known' | 'ask'): Promise<boolean> {
  const { memory } = asker.context
  const key = `absent ${service} ${asker.region}`
  const known = memory.get(key) as Promise<boolean> | undefined
  if (known !== undefined) return !(await known)
  if (how === 'known') return true
  const absent = send(asker, 'caller').then((answer) => answer.ok)
  memory.set(key, absent)
  return !(await absent)
}
