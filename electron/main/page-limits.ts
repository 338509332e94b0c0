import { type Failure, failure } from '../../shared/base/failure.ts'
import { attestations } from '../../shared/contract/attestations.ts'
import { audits } from '../../shared/contract/audits.ts'
import { connections } from '../../shared/contract/connections.ts'
import type { MethodName } from '../../shared/contract/contract.ts'
import { duty } from '../../shared/contract/duty.ts'
import type { ArgsOf, Namespace } from '../../shared/contract/method.ts'
import { misfit } from '../../shared/contract/misfit.ts'
import { people } from '../../shared/contract/people.ts'
import { policies } from '../../shared/contract/policies.ts'
import { reports } from '../../shared/contract/reports.ts'
import { settingsThatRunCode } from '../../shared/domain/connection.ts'
import type { ChosenPaths } from './chosen-paths.ts'

/** What stands behind the page's word: the person at the computer, asked by the shell itself. */
export interface Person {
  readonly paths: Pick<ChosenPaths, 'takeForWriting' | 'takeForReading' | 'takeFolder'>
  /** Asks in a dialog of the system whether a scan may start programs that are configured on this computer. */
  readonly letsProgramsStart: () => Promise<boolean>
}

type Limit = (args: unknown, person: Person) => Promise<Failure | null>

// The command line is a person's own hand and may do all of this; a page that was taken over must not.
const limits: { readonly [Name in MethodName]?: Limit } = {
  'reports.export': limit('reports.export', reports.export, async ({ path }, { paths }) =>
    paths.takeForWriting(path)
      ? null
      : refusal('A report is written only where the save dialog was told to.', 'Export it again and choose a place.'),
  ),
  'attestations.ask': limit('attestations.ask', attestations.ask, async ({ folder }, { paths }) =>
    paths.takeFolder(folder)
      ? null
      : refusal('Forms are written only into the folder that the dialog was told.', 'Ask again and choose a folder.'),
  ),
  'duty.calendar': limit('duty.calendar', duty.calendar, async ({ path }, { paths }) =>
    paths.takeForWriting(path)
      ? null
      : refusal('A calendar is written only where the save dialog was told to.', 'Export it again and choose a place.'),
  ),
  'audits.exportBundle': limit('audits.exportBundle', audits.exportBundle, async ({ path }, { paths }) =>
    paths.takeForWriting(path)
      ? null
      : refusal('A bundle is written only where the save dialog was told to.', 'Hand it in again and choose a place.'),
  ),
  'audits.checkpoint': limit('audits.checkpoint', audits.checkpoint, async ({ path }, { paths }) =>
    path === null || paths.takeForWriting(path)
      ? null
      : refusal('A checkpoint is written only where the save dialog was told to.', 'Export it again and choose a place.'),
  ),
  'audits.mergeBundle': limit('audits.mergeBundle', audits.mergeBundle, async ({ path }, { paths }) =>
    paths.takeForReading(path)
      ? null
      : refusal('A bundle is taken in only from where the dialog was told.', 'Take it in again and choose the file.'),
  ),
  'policies.saveExport': limit('policies.saveExport', policies.saveExport, async ({ path }, { paths }) =>
    paths.takeForWriting(path)
      ? null
      : refusal('A policy is written only where the save dialog was told to.', 'Save it again and choose a place.'),
  ),
  'connections.saveGrant': limit('connections.saveGrant', connections.saveGrant, async ({ path }, { paths }) =>
    paths.takeForWriting(path)
      ? null
      : refusal('A document is written only where the save dialog was told to.', 'Save it again and choose a place.'),
  ),
  'people.saveRequest': limit('people.saveRequest', people.saveRequest, async ({ path }, { paths }) =>
    paths.takeForWriting(path)
      ? null
      : refusal('A request is written only where the save dialog was told to.', 'Save it again and choose a place.'),
  ),
  'people.answer': limit('people.answer', people.answer, async ({ path }, { paths }) =>
    path === null || paths.takeForWriting(path)
      ? null
      : refusal('An answer is written only where the save dialog was told to.', 'Sign it again and choose a place.'),
  ),
  'connections.add': limit('connections.add', connections.add, async ({ secretEnv, settings }, person) =>
    Object.keys(secretEnv).length > 0
      ? refusal('The window may not read environment variables.', 'Type the password or key, or connect on the command line.')
      : programs(settings, person),
  ),
  'connections.update': limit('connections.update', connections.update, async ({ settings = {} }, person) => programs(settings, person)),
}

/**
 * What the page may not ask of the engine on its own word, beyond what the engine checks for everybody.
 * @returns why the call is refused, null when it may pass
 */
export async function limitOf(method: MethodName, args: unknown, person: Person): Promise<Failure | null> {
  return (await limits[method]?.(args, person)) ?? null
}

/** What does not fit the method's schema is not passed on: the engine would refuse it in the same words. */
function limit<Declared extends Namespace[string]>(
  method: MethodName,
  declared: Declared,
  check: (args: ArgsOf<Declared>, person: Person) => Promise<Failure | null>,
): Limit {
  return async (args, person) => {
    const parsed = declared.args.safeParse(args)
    return parsed.success ? check(parsed.data as ArgsOf<Declared>, person) : misfit(parsed.error, method)
  }
}

async function programs(settings: Readonly<Record<string, string>>, person: Person): Promise<Failure | null> {
  if (!settingsThatRunCode.some((key) => settings[key] === 'true')) return null
  return (await person.letsProgramsStart())
    ? null
    : failure('cancelled', 'Nothing was switched on: no program will be started.', {
        next: 'Connect without it; everything else is read all the same.',
      })
}

function refusal(message: string, next: string): Failure {
  return failure('invalid-input', message, { next })
}
