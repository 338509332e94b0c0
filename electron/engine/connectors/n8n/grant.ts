import { type GrantForm, lineText } from '../grant-form.ts'

const keyScopes: GrantForm = {
  id: 'key-scopes',
  title: 'Scopes of the API key',
  format: 'text',
  write: lineText,
  howTo: ({ purpose }) => [
    'As the instance owner or an administrator: Settings › n8n API › Create an API key, with an expiry date.',
    purpose === 'read'
      ? 'Choose exactly these scopes. Where the edition offers none, the key may do all that its owner may; the scan still sends reads only.'
      : 'Make a second key with these scopes beside those for reading, and delete it when the revocation is proved.',
  ],
}

export const grants: readonly GrantForm[] = [keyScopes]
