import { methodNames } from '../../shared/contract/contract.ts'
import { eventNames } from '../../shared/contract/events.ts'
import type { Problem } from './edges.ts'
import { isTest, type Module, textOf } from './module.ts'

/** Methods that neither the window nor the command line calls, and events that nobody emits: promises of the contract without a use. */
export function idleContract(
  modules: readonly Module[],
  { methods, events }: { readonly methods: readonly string[]; readonly events: readonly string[] } = {
    methods: methodNames,
    events: eventNames,
  },
): readonly Problem[] {
  const called = textsIn(modules, ['renderer/', 'electron/cli/', 'electron/main/'])
  const emitted = textsIn(modules, ['electron/engine/', 'electron/main/'])
  return [
    ...methods.filter((name) => !called.has(name)).map((name) => ({ path: 'shared/contract', rule: `nobody calls ${name}` })),
    ...events.filter((name) => !emitted.has(name)).map((name) => ({ path: 'shared/contract/events.ts', rule: `nobody emits ${name}` })),
  ]
}

function textsIn(modules: readonly Module[], folders: readonly string[]): ReadonlySet<string> {
  const within = modules.filter(({ path }) => !isTest(path) && folders.some((folder) => path.startsWith(folder)))
  return new Set(within.flatMap(({ nodes }) => nodes.flatMap((node) => textOf(node) ?? [])))
}
