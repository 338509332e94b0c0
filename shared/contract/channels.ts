/** The three channels between the page's bridge and main; the page itself never names one. */
export const channels = {
  /** `(method, args)` → Result: relayed to the engine. */
  invoke: 'rollcall:invoke',
  /** `(call, argument)` → Result: what the shell does itself. */
  shell: 'rollcall:shell',
  /** An EngineEvent, from main to the page. */
  event: 'rollcall:event',
} as const
