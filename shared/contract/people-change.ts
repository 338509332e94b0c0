import { z } from 'zod'
import { keyHomes, roles } from '../domain/people.ts'

const id = z.string().min(1).max(100)

export const personAdded = z.object({
  personId: id,
  name: z.string().trim().min(1, 'A person needs a name.').max(200),
  role: z.enum(roles),
  businessUnits: z.array(z.string().max(200)).max(200),
})
export const personRetired = z.object({ personId: id })
/** `publicKey`: the base64 of an Ed25519 key's 32 bytes; `keyId`: made from it, as `rollcall key new` prints both. */
export const keyAdded = z.object({
  personId: id,
  keyId: z.string().max(100),
  publicKey: z.string().max(200),
  home: z.enum(keyHomes),
  label: z.string().max(200),
})
export const keyRetired = z.object({ keyId: z.string().max(100) })
export const ruleSet = z.object({
  revoke: z.boolean(),
  acceptCritical: z.boolean(),
  weakenPolicy: z.boolean(),
  batchCap: z.number().int().min(1).max(1_000),
})

const said = <K extends string, B extends z.ZodType>(kind: K, body: B) => z.object({ kind: z.literal(kind), body }).strict()

/** A change to who takes part, with which key, under which rule: the kind of ledger entry and what it says. */
export const peopleChange = z.discriminatedUnion('kind', [
  said('person-added', personAdded),
  said('person-retired', personRetired),
  said('person-key-added', keyAdded),
  said('person-key-retired', keyRetired),
  said('two-key-rule', ruleSet),
])
export type PeopleChange = z.infer<typeof peopleChange>
