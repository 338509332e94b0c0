import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Option } from 'commander'
import { ExpectedFailure, unwrap } from '../../exit.ts'
import { keyValue, wholeNumber } from '../../options.ts'
import { plain, say } from '../../print.ts'
import { filterOf } from '../agents.ts'
import { policyIn, type Selecting, selecting, selectorIn } from './drafted.ts'
import { subcommand } from './subcommand.ts'
import { sayCandidates, sayPolicies, sayPolicy, sayReach, sayViolations } from './words.ts'

const most = (says: string, value: number): Option => new Option('--most <n>', says).argParser(wholeNumber).default(value)
const after = new Option('--after <place>', 'go on after the place that the last page ended with')

/** What looks at policies and changes nothing. */
export const looking = [
  subcommand({
    name: 'list',
    says: 'the policies in force',
    about: null,
    options: [],
    ask: async (engine) => {
      const { policies, withdrawn } = unwrap(await engine.invoke('policies.standing', {}))
      const standing = new Map(policies.map((one) => [one.policyId, one]))
      const inForce = unwrap(await engine.invoke('governance.policies', {}))
      return { policies: inForce.map((policy) => ({ ...policy, standing: standing.get(policy.id) ?? null })), withdrawn }
    },
    tell: sayPolicies,
  }),
  subcommand({
    name: 'show',
    says: 'one policy in words, with its versions; its text with --cedar',
    about: 'id',
    options: [new Option('--cedar', 'print its text and nothing else')],
    ask: async (engine, id) => ({
      policy: await policyIn(engine, id),
      versions: unwrap(await engine.invoke('policies.versions', { policyId: id })),
    }),
    tell: ({ policy, versions }, { cedar }: { cedar?: boolean }) => {
      if (cedar === true) say(plainLines(policy.cedar))
      else sayPolicy(policy, versions)
    },
  }),
  subcommand({
    name: 'reach',
    says: 'the agents a policy applies to, or would with this selector',
    about: 'id',
    options: [...selecting, most('agents listed', 20)],
    ask: async (engine, policyId, options: Selecting & { most: number }) => {
      const { selector } = selectorIn(options) ?? (await policyIn(engine, policyId))
      return unwrap(await engine.invoke('policies.reach', { selector, policyId }))
    },
    tell: (reached, options) => sayReach(reached, options.most),
  }),
  subcommand({
    name: 'candidates',
    says: 'agents by name with how each is bound by the policy already; bring them under it with `rollcall decide AGENT policy`',
    about: 'id',
    options: [
      new Option('--where <key=value>', 'filter, repeatable; keys as in `rollcall agents`').argParser(keyValue),
      most('agents listed, up to 200', 50),
      after,
    ],
    ask: async (engine, policyId, options: { where?: Readonly<Record<string, string>>; most: number; after?: string }) => {
      const { selector } = await policyIn(engine, policyId)
      const page = { filter: filterOf(options.where ?? {}), after: options.after ?? null, limit: options.most }
      return unwrap(await engine.invoke('policies.candidates', { policyId, selector, ...page }))
    },
    tell: sayCandidates,
  }),
  subcommand({
    name: 'violations',
    says: 'what is against a policy, agent by agent, with what would cure it',
    about: 'id',
    options: [most('violations listed, up to 500', 100), after],
    ask: async (engine, policyId, options: { most: number; after?: string }) => {
      await policyIn(engine, policyId)
      return unwrap(await engine.invoke('policies.violations', { policyId, after: options.after ?? null, limit: options.most }))
    },
    tell: sayViolations,
  }),
  subcommand({
    name: 'export',
    says: 'hand a policy over to an enforcement point; every statement is marked with what the file says of it',
    about: 'id',
    options: [
      new Option('--to <point>', 'cedar, aws-scp, aws-boundary, mcp-gateway, or another that a wrong name lists').makeOptionMandatory(),
      new Option('--out <file>', 'write it here instead of printing it'),
    ],
    ask: async (engine, policyId, options: { to: string; out?: string }) => {
      const [written] = unwrap(await engine.invoke('policies.export', { policyId, point: options.to }))
      if (written !== undefined && options.out !== undefined) writeText(options.out, written.text)
      return written
    },
    tell: (written, { out }) => {
      if (written === undefined) return
      if (out === undefined) say(plainLines(written.text))
      for (const { statement, expressed, why } of written.marks) say(plain(`${expressed.padEnd(7)}${statement}: ${why}`))
      say(plain(written.howTo))
    },
  }),
]

/** Each line as a terminal may show it. */
const plainLines = (text: string): string => text.split('\n').map(plain).join('\n')

function writeText(path: string, text: string): void {
  try {
    writeFileSync(resolve(path), text)
  } catch {
    throw new ExpectedFailure({
      code: 'invalid-input',
      message: 'The file cannot be written there.',
      subject: path,
      next: 'Choose another path.',
    })
  }
}
