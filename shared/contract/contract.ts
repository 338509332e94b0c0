import type { Result } from '../base/result.ts'
import { agents } from './agents.ts'
import { attestations } from './attestations.ts'
import { audits } from './audits.ts'
import { connections } from './connections.ts'
import { duty } from './duty.ts'
import { governance } from './governance.ts'
import { identity } from './identity.ts'
import type { Handlers, InputOf, ValueOf } from './method.ts'
import { people } from './people.ts'
import { policies } from './policies.ts'
import { reports } from './reports.ts'
import { scans } from './scans.ts'
import { triage } from './triage.ts'
import { workspace } from './workspace.ts'

/** The one value from which handlers, broker, preload and the window's client derive. */
export const contract = {
  workspace,
  connections,
  scans,
  agents,
  governance,
  audits,
  reports,
  people,
  policies,
  attestations,
  duty,
  triage,
  identity,
}

export type Contract = typeof contract

/** What the engine provides: every method of every namespace, or it does not compile. */
export type EngineHandlers = { readonly [N in keyof Contract]: Handlers<Contract[N]> }

/** `namespace.method`, for every method there is. */
export type MethodName = { [N in keyof Contract & string]: `${N}.${keyof Contract[N] & string}` }[keyof Contract & string]

type MethodAt<Name extends MethodName> = Name extends `${infer N}.${infer M}`
  ? N extends keyof Contract
    ? M extends keyof Contract[N]
      ? Contract[N][M]
      : never
    : never
  : never

export type Input<Name extends MethodName> = InputOf<MethodAt<Name>>
export type Value<Name extends MethodName> = ValueOf<MethodAt<Name>>

/** The window's client and the command line's: one function, typed by the method's name. */
export type Invoke = <Name extends MethodName>(name: Name, args: Input<Name>) => Promise<Result<Value<Name>>>

export const methodNames: readonly MethodName[] = Object.entries(contract).flatMap(([namespace, methods]) =>
  Object.keys(methods).map((name) => `${namespace}.${name}` as MethodName),
)
