import { failure } from '../../../../shared/base/failure.ts'
import type { Step } from '../connector.ts'
import { chosenColumns } from './columns.ts'
import { findFiles } from './find-files.ts'
import { endOf } from './list-reader.ts'
import { readerOf } from './readers.ts'

/** The one step: the chosen list, read anew each time. A list is quick to read, so no cursor is kept. */
export const listStep: Step = {
  id: 'list',
  title: 'The list',
  yields: 'what the chosen list names',
  after: [],
  calls: [],
  hides: 'what only this list knows: registered systems, services in use, applications and findings of others',
  owns: (['subject', 'grant', 'activity'] as const).map((kind) => ({ kind, keyPrefix: '' })),
  async *run(context) {
    const reader = readerOf(context.settings.kind)
    if (reader === null)
      return {
        state: 'failed',
        failure: failure('invalid-input', 'This kind of list is not known.', { subject: 'kind', next: 'Choose a kind of list.' }),
      }
    const chosen = chosenColumns(context.settings.columns)
    if (chosen.columns === null)
      return {
        state: 'failed',
        failure: failure('invalid-input', 'The setting “columns” is not understood.', {
          subject: chosen.wrong,
          next: 'Write it as: department = Cost centre; host = Destination.',
        }),
      }
    const found = await findFiles(context.settings.path ?? '', reader.endings)
    if (!found.ok) return { state: 'failed', failure: found.failure }
    const problems = yield* reader.read(context, found.value.files, chosen.columns)
    return endOf([...found.value.problems, ...problems])
  },
}
