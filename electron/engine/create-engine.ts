import { ulid } from 'ulid'
import type { z } from 'zod'
import { type Failure, failure } from '../../shared/base/failure.ts'
import { fail, failed, ok, type Result } from '../../shared/base/result.ts'
import { contract, type EngineHandlers, type Invoke } from '../../shared/contract/contract.ts'
import type { Method } from '../../shared/contract/method.ts'
import { misfit } from '../../shared/contract/misfit.ts'
import { connectorOf } from './connectors/registry.ts'
import { openLedger } from './governance/ledger/open-ledger.ts'
import { actingAs } from './governance/people/acting-as.ts'
import { isBehind, reassessAll } from './governance/policies/reassess.ts'
import { recoverRevocations } from './governance/revoke/recover.ts'
import { createHttp } from './http/create-http.ts'
import { createAssess } from './inventory/assess.ts'
import { judge } from './inventory/judge.ts'
import { agentMethods } from './methods/agents.ts'
import { attestationMethods } from './methods/attestations.ts'
import { auditMethods } from './methods/audits.ts'
import { connectionMethods } from './methods/connections.ts'
import { contextFor } from './methods/context-for.ts'
import { dutyMethods } from './methods/duty.ts'
import type { EngineContext } from './methods/engine-context.ts'
import { governanceMethods } from './methods/governance.ts'
import { identityMethods } from './methods/identity.ts'
import { keepTime } from './methods/keep-time.ts'
import { openNotices } from './methods/notices.ts'
import { reopenDemo } from './methods/open-demo.ts'
import { peopleMethods } from './methods/people.ts'
import { policyMethods } from './methods/policies.ts'
import { reportMethods } from './methods/reports.ts'
import { createScanControl } from './methods/scan-control.ts'
import { scanMethods } from './methods/scans.ts'
import { triageMethods } from './methods/triage.ts'
import { createTrials } from './methods/trials.ts'
import { workspaceMethods } from './methods/workspace.ts'
import type { Ports } from './ports.ts'
import { openStore } from './store/open-store.ts'
import { failureOf, StoreRefusal } from './store/store-failure.ts'

export interface Engine {
  /** The one door: checks the name and the arguments, and answers with a result; it never throws. */
  readonly invoke: Invoke
  /** Like `invoke`, for callers that have the name as plain text. */
  readonly dispatch: (name: string, args: unknown) => Promise<Result<unknown>>
  /** Finishes what is being written and closes the workspace and the estate. */
  close(): Promise<void>
}

/**
 * Opens a workspace and everything that works on it. Plain Node: the product, the command line, tests and benchmarks differ
 * only in the ports. Fails with `database-from-future`, `storage-corrupt`, `storage-full` or `conflict` when the file cannot be used.
 */
export async function createEngine(given: Ports, version: string): Promise<Result<Engine>> {
  const opened = openStore(given.databasePath)
  if (!opened.ok) return opened
  const store = opened.value
  const newId = () => ulid(given.clock().getTime(), () => (given.random(1)[0] ?? 0) / 256)
  const ledger = await openLedger(store, given)
  if (!ledger.ok) {
    store.close()
    return ledger
  }
  const { signer } = ledger.value
  const ports = actingAs(given, store, signer.keyId)
  const http = createHttp({ ...ports, calls: (call) => store.calls.append([call]) })
  const parts = { ports, store, version, newId, signer, http, connectorOf, estate: { handle: null } }
  const emit: EngineContext['emit'] = (name, id = null) => ports.emit({ name, id })
  const assess = createAssess(store, judge(store, ports.clock), ports.clock)
  const notices = openNotices((id) => emit('notice', id))
  const base = { ...parts, emit, assess, notices, trials: createTrials(emit), contextFor: contextFor({ store, ports, http, notices }) }
  const context: EngineContext = { ...base, scanning: createScanControl(base) }
  void recover(context)
  void judgeAgain(context)
  const stopKeepingTime = keepTime(context)

  const dispatch = createDispatch(handlersOf(context), (cause, name) => {
    const refused = storeFailure(cause, store.path)
    if (refused !== null) return refused
    const id = newId()
    ports.log({ level: 'error', text: 'a method ended with an exception', fields: { id, method: name, stack: stackOf(cause) } })
    return failure('bug', `Something unexpected happened (report ${id}). Nothing was changed by this action.`, {
      subject: id,
      next: 'Try again; if it happens again, report it with this id.',
    })
  })
  return ok({
    dispatch,
    invoke: dispatch as Invoke,
    close: async () => {
      stopKeepingTime()
      await context.scanning.stop()
      await context.trials.stop()
      await context.estate.handle?.close()
      store.close()
    },
  })
}

/** What a crash left in the middle is looked at again; the workspace can be used meanwhile. */
async function recover(context: EngineContext): Promise<void> {
  const interrupted = context.store.revocations.list(null).some((one) => one.state === 'executing')
  if (!interrupted) return
  try {
    await reopenDemo(context)
    for (const one of await recoverRevocations(context)) context.emit('revocation-changed', one.id)
  } catch {
    context.ports.log({ level: 'error', text: 'an interrupted revocation could not be read again' })
  }
}

/** A policy was published, and a crash kept agents from being judged under it. */
async function judgeAgain({ store, ports, emit }: EngineContext): Promise<void> {
  if (!isBehind(store)) return
  try {
    await reassessAll(store, ports.clock)
    emit('inventory-changed')
  } catch {
    ports.log({ level: 'error', text: 'agents could not be judged under the newest policies' })
  }
}

function handlersOf(context: EngineContext): EngineHandlers {
  return {
    workspace: workspaceMethods(context),
    connections: connectionMethods(context),
    scans: scanMethods(context),
    agents: agentMethods(context),
    governance: governanceMethods(context),
    audits: auditMethods(context),
    reports: reportMethods(context),
    people: peopleMethods(context),
    policies: policyMethods(context),
    attestations: attestationMethods(context),
    duty: dutyMethods(context),
    triage: triageMethods(context),
    identity: identityMethods(context),
  }
}

type AnyHandler = (args: unknown) => Promise<Result<unknown>> | Result<unknown>
type AnyMethods = Readonly<Record<string, Readonly<Record<string, Method<z.ZodType, unknown>>>>>

/** Looks a method up by own name only, checks the arguments by its schema, and turns an exception into a `bug` failure. */
function createDispatch(handlers: EngineHandlers, asBug: (cause: unknown, name: string) => Failure): Engine['dispatch'] {
  const methods: AnyMethods = contract
  const provided = handlers as unknown as Readonly<Record<string, Readonly<Record<string, AnyHandler>>>>
  return async (name, args) => {
    const [namespace = '', member = ''] = name.split('.')
    const declared =
      Object.hasOwn(methods, namespace) && Object.hasOwn(methods[namespace] ?? {}, member) ? methods[namespace]?.[member] : undefined
    const handler = declared === undefined ? undefined : provided[namespace]?.[member]
    if (declared === undefined || handler === undefined)
      return fail('invalid-input', 'There is no such method.', { subject: name.slice(0, 100) })
    const parsed = declared.args.safeParse(args ?? {})
    if (!parsed.success) return failed(misfit(parsed.error, name))
    try {
      return await handler(parsed.data)
    } catch (cause) {
      return { ok: false, failure: asBug(cause, name) }
    }
  }
}

/** What the workspace file or the store refused is an answer, not a bug: a full disk, a busy or unwritable file, an unknown id. */
function storeFailure(cause: unknown, path: string): Failure | null {
  const isStores = cause instanceof StoreRefusal || (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_'))
  return isStores ? failureOf(cause, path) : null
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
