import {
  operate,
  type PolicyAttribute,
  policyActions,
  principalAttributes,
  resourceAttributes,
} from '../../../../shared/domain/policy-schema.ts'

export interface Suggestion {
  readonly label: string
  /** What it is, beside it. */
  readonly detail: string
  /** What is written; the label unless said. */
  readonly apply?: string
}

export interface Suggestions {
  /** Where what is completed begins in the text before the cursor. */
  readonly from: number
  readonly options: readonly Suggestion[]
}

const attributesOf: Readonly<Record<string, readonly PolicyAttribute[]>> = { principal: principalAttributes, resource: resourceAttributes }

const statement = (effect: string) =>
  `@id("")\n@says("")\n${effect} (principal, action == Rollcall::Action::"read", resource)\nwhen { resource.sensitivityLevel >= 3 };\n`

const words: readonly Suggestion[] = [
  { label: 'permit', detail: 'a statement that allows', apply: statement('permit') },
  { label: 'forbid', detail: 'a statement that forbids', apply: statement('forbid') },
  { label: 'when', detail: 'only if', apply: 'when { ' },
  { label: 'unless', detail: 'except if', apply: 'unless { ' },
  { label: 'principal', detail: 'the agent that asks' },
  { label: 'action', detail: 'what it does' },
  { label: 'resource', detail: 'what it reaches' },
  { label: 'Rollcall::Action', detail: 'an action by name', apply: 'Rollcall::Action::"' },
  { label: 'in', detail: 'one of' },
  { label: 'true', detail: 'yes' },
  { label: 'false', detail: 'no' },
]

const annotations: readonly Suggestion[] = [
  { label: '@id', detail: 'its name', apply: '@id("' },
  { label: '@says', detail: 'what it means, as a sentence', apply: '@says("' },
  { label: '@cure', detail: 'what to do about a violation of it', apply: '@cure("' },
]

const setQuestions: readonly Suggestion[] = [
  { label: 'contains', detail: 'has this', apply: 'contains("' },
  { label: 'containsAny', detail: 'has one of these', apply: 'containsAny(["' },
  { label: 'containsAll', detail: 'has all of these', apply: 'containsAll(["' },
]

/** What can stand at the end of `before`, as the schema says; null: nothing is known of it. */
export function suggestionsAfter(before: string): Suggestions | null {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (/^\s*\/\//.test(line)) return null
  const at = (typed: string, options: readonly Suggestion[]): Suggestions => ({ from: before.length - typed.length, options })

  const question = /\bprincipal\.(\w+)\.(\w*)$/.exec(before)
  if (question !== null) return at(question[2] ?? '', attribute('principal', question[1])?.type === 'Set<String>' ? setQuestions : [])

  const member = /\b(principal|resource)\.(\w*)$/.exec(before)
  if (member !== null)
    return at(
      member[2] ?? '',
      (attributesOf[member[1] ?? ''] ?? []).map(({ name, words: says, type }) => ({ label: name, detail: `${says} (${type})` })),
    )

  const action = /Rollcall::Action::"(\w*)$/.exec(before)
  if (action !== null)
    return at(
      action[1] ?? '',
      policyActions.map((name) => ({
        label: name,
        detail: name === operate ? 'asked once, for the agent as a whole' : 'an action',
        apply: `${name}"`,
      })),
    )

  const type = /Rollcall::(\w*)$/.exec(before)
  if (type !== null)
    return at(type[1] ?? '', [
      { label: 'Action', detail: 'an action by name', apply: 'Action::"' },
      { label: 'Agent', detail: 'the type of a principal' },
      { label: 'Resource', detail: 'the type of a resource' },
    ])

  const value =
    /\b(principal|resource)\.(\w+)\s*(?:==|!=|<=|>=|<|>)\s*("?)([\w-]*)$/.exec(before) ??
    /\b(principal)\.(\w+)\.contains(?:Any|All)?\(\s*\[?(?:"[^"]*",\s*)*("?)([\w-]*)$/.exec(before)
  if (value !== null) return at(`${value[3]}${value[4]}`, valuesOf(attribute(value[1], value[2])))

  const annotation = /(?:^|\n)\s*(@\w*)$/.exec(before)
  if (annotation !== null) return at(annotation[1] ?? '', annotations)

  // A word inside of a text is nobody's business.
  if ((line.match(/"/g)?.length ?? 0) % 2 === 1) return null
  const word = /(?:^|[\s({[!&|,])([A-Za-z]\w*)$/.exec(before)
  return word === null ? null : at(word[1] ?? '', words)
}

const attribute = (of: string | undefined, name: string | undefined) => attributesOf[of ?? '']?.find((one) => one.name === name)

function valuesOf(of: PolicyAttribute | undefined): readonly Suggestion[] {
  if (of === undefined) return []
  const values = of.values ?? ['unknown']
  return values.map((value) => ({ label: typeof value === 'string' ? `"${value}"` : String(value), detail: of.words }))
}
