import { isLoopback } from './address.ts'

/** Asks servers on this computer, for protocols that keep a stream open. Refuses every other address, and follows no redirect. */
export const loopbackFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (!/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) throw new Error('only servers on this computer are asked this way')
  return fetch(input, { ...init, redirect: 'error' })
}
