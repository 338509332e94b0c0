import { z } from 'zod'
import type { Connection, ConnectorInfo, ProbeReport } from '../domain/connection.ts'
import type { GrantDocument } from '../domain/grant-document.ts'
import { environments } from '../domain/vocabulary.ts'
import { day } from './day.ts'
import { method, nothing } from './method.ts'

const values = z.record(z.string(), z.string().max(20_000))

export const connections = {
  providers: method(nothing)<readonly ConnectorInfo[]>(),
  /** The documents that grant what one provider's connector declares, ready to paste; empty where it asks for no permission. */
  grants: method(z.object({ provider: z.string() }).strict())<readonly GrantDocument[]>(),
  /** Writes one of them to a file the person chose. */
  saveGrant: method(z.object({ provider: z.string(), id: z.string(), path: z.string().min(1).max(4_096) }).strict())<null>(),
  list: method(nothing)<readonly Connection[]>(),
  add: method(
    z
      .object({
        provider: z.string(),
        label: z.string().max(200).default(''),
        businessUnit: z.string().max(200).nullable().default(null),
        environment: z.enum(environments).default('unknown'),
        settings: values.default({}),
        secrets: values.default({}),
        /** Secret key → name of the environment variable that holds it; the value is read at each use and never stored. */
        secretEnv: values.default({}),
      })
      .strict(),
  )<Connection>(),
  update: method(
    z
      .object({
        id: z.string(),
        label: z.string().max(200).optional(),
        businessUnit: z.string().max(200).nullable().optional(),
        environment: z.enum(environments).optional(),
        settings: values.optional(),
        secrets: values.optional(),
      })
      .strict(),
  )<Connection>(),
  remove: method(z.object({ id: z.string() }).strict())<null>(),
  probe: method(z.object({ id: z.string() }).strict())<ProbeReport>(),
  /** Ends a probe that waits, e.g. for a person to enter a code; the probe then fails as cancelled. */
  stopProbe: method(z.object({ id: z.string() }).strict())<null>(),
  /** What a person is asked to do elsewhere while a probe or a scan waits, e.g. to enter a code; null when nothing. */
  notice: method(z.object({ id: z.string() }).strict())<string | null>(),
  /**
   * Opens the demo estate and connects all its systems and, when asked, this computer. `asOf` (ISO date) shows the estate on that day;
   * an open estate moves to it.
   */
  openDemo: method(
    z
      .object({
        size: z.string().default('default'),
        seed: z.number().int().default(1),
        asOf: day.nullable().default(null),
        thisComputer: z.boolean().default(false),
      })
      .strict(),
  )<readonly Connection[]>(),
}
