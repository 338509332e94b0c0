import { setImmediate } from 'node:timers/promises'

/** The same items, with other work in between: after every `chunk` of them it has its turn. */
export async function* inTurns<T>(items: Iterable<T>, chunk: number): AsyncIterable<T> {
  let passed = 0
  for (const item of items) {
    yield item
    passed += 1
    if (passed % chunk === 0) await setImmediate()
  }
}
