import { type Step, skipped } from '../connector.ts'
import { endOf } from '../end-of.ts'
import { absent } from './absent.ts'
import { orgOf } from './client.ts'
import { personOf } from './members.ts'
import { observeCredential, observeToken } from './observe-token.ts'
import { readPages } from './read-pages.ts'
import { credentialSchema, tokenSchema } from './schema.ts'
import { accessFor } from './sign-in.ts'

const owned = (keyPrefix: string): Step['owns'] =>
  (['subject', 'grant', 'ownership', 'activity'] as const).map((kind) => ({ kind, keyPrefix }))

/** Fine-grained tokens that reach the organisation. GitHub tells them to apps only. */
export const tokensStep: Step = {
  id: 'tokens',
  title: 'Fine-grained tokens',
  yields: 'fine-grained tokens, their owners, permissions and last use',
  after: [],
  calls: ['tokens', 'members', 'outside-collaborators'],
  hides: 'tokens by which assistants and scripts act as a person',
  owns: owned('token/'),
  async *run(context) {
    const access = await accessFor(context)
    if (!access.ok) return endOf(access, false)
    if (access.value.kind === 'token')
      return skipped('not-configured', 'GitHub lists fine-grained tokens to apps only; this connection signs in with a token')
    return yield* readPages(context, {
      callId: 'tokens',
      path: { org: orgOf(context) },
      schema: tokenSchema,
      observe: async (token) => observeToken(token, token.owner ? await personOf(context, token.owner.login) : null),
    })
  },
}

/** Classic tokens, SSH keys and apps that people authorised, where the organisation signs in by SAML. */
export const credentialsStep: Step = {
  id: 'credentials',
  title: 'Authorised credentials',
  yields: 'classic tokens and keys that people authorised for single sign-on',
  after: [],
  calls: ['credentials', 'installations', 'members', 'outside-collaborators'],
  hides: 'classic tokens and keys',
  owns: owned('credential/'),
  async *run(context) {
    const end = yield* readPages(context, {
      callId: 'credentials',
      path: { org: orgOf(context) },
      schema: credentialSchema,
      observe: async (credential) => observeCredential(credential, credential.login ? await personOf(context, credential.login) : null),
    })
    // Without SAML there is no such list, and GitHub says so with a 404.
    return end.state === 'failed' && end.failure.code === 'not-found'
      ? absent(context, 'no-service', 'the organisation does not sign in by SAML, so GitHub keeps no such list')
      : end
  },
}
