import type { Step } from '../../connector.ts'
import { versions } from '../calls.ts'
import { eachSubscription } from '../each-subscription.ts'
import { observeBot } from '../observe-bot.ts'
import { readResources } from '../resource-list.ts'
import { botSchema } from '../schema.ts'

/** Bots with the channels that let people in, and the application they sign in as. */
export const bots: Step = {
  id: 'bots',
  title: 'Bots',
  yields: 'bots of the bot service with their channels',
  after: [],
  calls: ['subscriptions', 'bots'],
  hides: 'bots, and whether strangers can write to them',
  owns: [
    { kind: 'subject', keyPrefix: 'bot/' },
    { kind: 'ownership', keyPrefix: 'bot/' },
  ],
  run: (context) =>
    eachSubscription(context, {
      read: (step, { id: subscription }) =>
        readResources(step, { call: 'bots', version: versions.bots, subscription, schema: botSchema, observe: observeBot }),
      owns: (subscription) => [
        { kind: 'subject', keyPrefix: `bot/${subscription}/` },
        { kind: 'ownership', keyPrefix: `bot/${subscription}/` },
      ],
    }),
}
