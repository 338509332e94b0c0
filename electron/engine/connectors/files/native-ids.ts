import type { NativeId } from '../../../../shared/domain/observation.ts'

/** Forms of ids that mean the same thing in every system, and what the systems call them. A form that fits nothing joins nothing. */
const forms: readonly { readonly form: RegExp; readonly kinds: readonly string[] }[] = [
  // A GUID is unique whichever of these it is, so it is looked for as each of them.
  { form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, kinds: ['entra-app-id', 'entra-agent-id', 'copilot-studio-bot'] },
  { form: /^[0-9]{6,30}(-[0-9a-z]{8,64})?\.apps\.googleusercontent\.com$/, kinds: ['google-client-id'] },
  { form: /^(Iv1\.|Iv2|Ov2)[0-9A-Za-z]{10,40}$/, kinds: ['github-client-id'] },
  { form: /^A[A-Z0-9]{8,14}$/, kinds: ['slack-app-id'] },
  { form: /^asst_[0-9A-Za-z]{10,60}$/, kinds: ['openai-assistant-id'] },
  { form: /^agent_[0-9A-Za-z]{10,60}$/, kinds: ['anthropic-agent-id'] },
  { form: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,400}$/, kinds: ['aws-role-arn'] },
]

/** The ids under which other systems know what a list names. */
export function joiningIds(text: string): readonly NativeId[] {
  const plain = text.trim().slice(0, 500)
  const value = /^[0-9a-f-]{36}$/i.test(plain) ? plain.toLowerCase() : plain
  return forms.filter(({ form }) => form.test(value)).flatMap(({ kinds }) => kinds.map((kind) => ({ kind, value, joins: true })))
}
