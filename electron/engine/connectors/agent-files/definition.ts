import { createHash } from 'node:crypto'
import { z } from 'zod'
import { blankSubject, type Subject } from '../../../../shared/domain/observation.ts'
import { redactText } from '../../http/redact.ts'
import { parseConfiguration } from './formats.ts'
import { type Layout, shortPath } from './layout.ts'
import { powersOf } from './powers.ts'
import { traitsOfPowers } from './tool-traits.ts'

const text = z.string().optional().catch(undefined)
const headSchema = z
  .object({
    name: text,
    description: text,
    model: text,
    tools: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .catch(undefined),
  })
  .catch({})

/** An agent written down as Markdown with a head of YAML: name, purpose, tools, model. Its instructions are kept as a hash. */
export function observeDefinition(
  file: { readonly path: string; readonly text: string },
  layout: Layout,
  place: { readonly keyPrefix: string; readonly platform: string },
): Subject {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(file.text)
  const parsed = parseConfiguration(parts?.[1] ?? '', 'yaml')
  const head = headSchema.parse(parsed.ok && parsed.value !== null ? parsed.value : {})
  const shown = shortPath(file.path, layout)
  const names = typeof head.tools === 'string' ? head.tools.split(',') : (head.tools ?? [])
  const tools = names.map((name) => redactText(name.trim()).slice(0, 200)).filter((name) => name !== '')
  const withPowers = tools.map((name) => ({ name, powers: powersOf(name) }))
  return {
    ...blankSubject,
    key: `${place.keyPrefix}:${shown}`,
    role: 'agent',
    name: redactText(
      head.name ??
        shown
          .split('/')
          .at(-1)
          ?.replace(/(\.agent|\.chatmode)?\.md$/, '') ??
        shown,
    ).slice(0, 10_000),
    nativeIds: [{ kind: 'agent-definition', value: shown, joins: false }],
    agentKind: 'coding-agent',
    platform: place.platform,
    autonomy: { floor: 'A2', ceiling: 'A4', because: 'a written agent: it acts as far as the coding agent that loads it may' },
    signals: [{ by: 'file', value: `agent definition ${shown}`, certainty: 'certain' }],
    purpose: head.description === undefined ? null : redactText(head.description).slice(0, 2_000),
    models: head.model === undefined ? [] : [{ vendor: null, name: redactText(head.model).slice(0, 100) }],
    tools: head.tools === undefined ? null : withPowers,
    credentials: [],
    exposure: 'owner',
    instructionsHash: createHash('sha256')
      .update(parts?.[2] ?? file.text)
      .digest('hex'),
    traits: traitsOfPowers(withPowers.flatMap((tool) => tool.powers)),
    details: { File: shown },
  }
}
