import { Option } from 'commander'
import type { Input, Value } from '../../../../shared/contract/contract.ts'
import type { Engine } from '../../../engine/create-engine.ts'
import { ExpectedFailure, unwrap } from '../../exit.ts'
import { say } from '../../print.ts'
import { writeRequest } from '../../write-request.ts'
import { contentFrom, type Drafting, drafting, draftOf, selecting, selectorIn } from './drafted.ts'
import { type Common, subcommand } from './subcommand.ts'
import { sayDraft, sayDrafts, sayPublished, sayWithdrawn } from './words.ts'

interface Deciding extends Pick<Common, 'json'> {
  readonly reason: string
  readonly request?: string
}

const deciding = (nothing: string): readonly Option[] => [
  new Option('--reason <text>', 'why; it stands in the ledger').makeOptionMandatory(),
  new Option('--request <file>', `where it needs a second key: write the request for it here, and ${nothing} nothing`),
]

/** What changes policies, and what keeps what is not decided yet. */
export const changing = [
  subcommand({
    name: 'publish',
    says: 'publish a draft as the next version: a decision in the ledger',
    about: 'id; a new one makes a new policy',
    options: [...drafting, ...deciding('publish')],
    ask: published,
    tell: sayPublished,
  }),
  subcommand({
    name: 'bind',
    says: 'say which agents a policy applies to by itself: a new version with the same text',
    about: 'id',
    options: [...selecting, ...deciding('publish')],
    ask: async (engine, id, options: Drafting & Deciding) => {
      if (selectorIn(options) === null)
        throw new ExpectedFailure({
          code: 'invalid-input',
          message: 'Nothing says which agents.',
          next: 'Give --select field=value, --every-agent or --by-hand.',
        })
      return published(engine, id, options)
    },
    tell: sayPublished,
  }),
  subcommand({
    name: 'withdraw',
    says: 'take a policy out of force: a decision in the ledger; decisions that stand on it lapse',
    about: 'id',
    options: deciding('withdraw'),
    ask: async (engine, policyId, options: Deciding) =>
      (await asksFor(engine, { kind: 'policy-withdrawal', policyId }, options))
        ? null
        : unwrap(await engine.invoke('policies.withdraw', { policyId, reason: options.reason })),
    tell: sayWithdrawn,
  }),
  subcommand({
    name: 'drafts',
    says: 'what is being written and was not published, with who wrote it last',
    about: null,
    options: [],
    ask: async (engine) => unwrap(await engine.invoke('policies.drafts', {})),
    tell: sayDrafts,
  }),
  subcommand({
    name: 'keep',
    says: 'keep a draft in the workspace, for somebody to go on with: nothing of it counts',
    about: 'id; a new one makes a new policy',
    options: drafting,
    ask: async (engine, id, options: Drafting) =>
      unwrap(await engine.invoke('policies.keepDraft', { draft: await draftOf(engine, id, options) })),
    tell: sayDraft,
  }),
  subcommand({
    name: 'discard',
    says: 'forget the draft of a policy that is kept',
    about: 'id',
    options: [],
    ask: async (engine, policyId) => {
      unwrap(await engine.invoke('policies.dropDraft', { policyId }))
      return { policyId }
    },
    tell: () => say('No draft of it is kept.'),
  }),
]

async function published(engine: Engine, id: string, options: Drafting & Deciding): Promise<Value<'policies.publish'> | null> {
  const content = await contentFrom(engine, id, options)
  if (await asksFor(engine, { kind: 'policy', content }, options)) return null
  return unwrap(await engine.invoke('policies.publish', { content, reason: options.reason }))
}

/** Whether a request for the second key was wanted instead, and was written. */
async function asksFor(engine: Engine, of: Input<'people.ask'>['for'], { request, json }: Deciding): Promise<boolean> {
  if (request === undefined) return false
  writeRequest(unwrap(await engine.invoke('people.ask', { for: of })), request, json)
  return true
}
