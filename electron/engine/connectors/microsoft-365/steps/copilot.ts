import type { StepEnd } from '../../../../../shared/domain/coverage.ts'
import type { DataSource } from '../../../../../shared/domain/observation.ts'
import { type Batch, complete, type Step, skipped } from '../../connector.ts'
import { endAfter } from '../ends.ts'
import { all, pages, send } from '../graph.ts'
import { batchOf, readList } from '../list-step.ts'
import { knowledgeSource, observeBot, observeBotOwner, observePackage } from '../observe-copilot.ts'
import { botComponentSchema, botSchema, packageSchema } from '../schema.ts'

export const packages: Step = {
  id: 'packages',
  title: 'Catalogue of agents',
  yields: 'agents and Copilot apps that staff can add',
  after: [],
  calls: ['packages'],
  hides: 'agents that staff can add to Copilot and Teams',
  owns: [{ kind: 'subject', keyPrefix: 'package:' }],
  async *run(context): AsyncGenerator<Batch, StepEnd> {
    if (!context.settings.export && context.cursor === null) {
      // A refusal for want of a licence reads like one for want of a permission; its message tells them apart.
      const first = await send(context, 'packages', { query: { $top: '1' }, accept: [403] })
      if (first.ok && first.value.status === 403 && /licen[cs]e/i.test(first.value.text))
        return skipped('not-licensed', 'the tenant has no licence for the catalogue of agents')
    }
    return yield* readList(context, {
      list: { call: 'packages', schema: packageSchema, query: {} },
      observe: (entry) => [observePackage(entry)],
    })
  },
}

/** Component type of a knowledge source in the environment's tables. */
const knowledgeFilter = 'componenttype eq 16'

export const copilotStudio: Step = {
  id: 'copilot-studio',
  title: 'Copilot Studio agents',
  yields: 'agents built in the environment, with their knowledge and owners',
  after: [],
  calls: ['bots', 'bot-components'],
  hides: 'agents built in Copilot Studio, and whether they answer strangers',
  owns: [
    { kind: 'subject', keyPrefix: 'bot:' },
    { kind: 'ownership', keyPrefix: 'bot-owner:' },
  ],
  async *run(context): AsyncGenerator<Batch, StepEnd> {
    if (!context.settings.dataverseUrl && !context.settings.export) return skipped('not-asked', 'no Dataverse environment is configured')
    const headers = { Prefer: 'odata.maxpagesize=500' }
    const components = await all(context, {
      call: 'bot-components',
      schema: botComponentSchema,
      headers,
      query: { $select: 'name,data,_parentbotid_value', $filter: knowledgeFilter },
    })
    const knowledge = new Map<string, DataSource[]>()
    for (const component of components.ok ? components.value.items : []) {
      if (!component._parentbotid_value) continue
      const known = knowledge.get(component._parentbotid_value) ?? []
      knowledge.set(component._parentbotid_value, [...known, knowledgeSource(component.name, component.data)])
    }
    const query = {
      $select:
        'botid,name,schemaname,statecode,statuscode,authenticationmode,accesscontrolpolicy,publishedon,runtimeprovider,createdon,modifiedon',
      $expand: 'owninguser($select=azureactivedirectoryobjectid,fullname,isdisabled)',
    }
    let seen = 0
    for await (const page of pages(context, { call: 'bots', schema: botSchema, headers, query, from: context.cursor })) {
      if (!page.ok) return endAfter(page.failure, seen)
      seen += 1
      yield batchOf(page.value, (bot) => [observeBot(bot, knowledge.get(bot.botid) ?? []), ...observeBotOwner(bot)])
    }
    return components.ok
      ? complete
      : { state: 'partial', why: `what these agents read is not known: ${components.failure.message}`, failure: components.failure }
  },
}
