import { fail, failed, ok, type Result } from '../../../../shared/base/result.ts'
import type { ApprovalRequest, RequestAnswer } from '../../../../shared/domain/approval.ts'
import { signerFromFile } from '../ledger/key-file.ts'
import type { Signer } from '../ledger/sign.ts'
import { keyIdOf } from '../ledger/sign.ts'
import { answer, unsignedAnswer, type Verdict } from './answer.ts'
import { signByOpenSsh } from './sign-openssh.ts'
import { answerText } from './signed-text.ts'
import { readSshPublicKey } from './ssh-signature.ts'

/** What an answer is signed with; see the contract's `people.answer`. */
export type Signing =
  | { readonly kind: 'this-device' }
  | { readonly kind: 'key-file'; readonly pem: string; readonly passphrase: string | null }
  | { readonly kind: 'openssh'; readonly key: string; readonly publicKey: string }

/** Answers a request that was read, with the key at hand. Fails with `invalid-input` where the key cannot be used. */
export async function answerRequest(
  request: ApprovalRequest,
  verdict: Verdict,
  by: Signing,
  device: Signer,
  now: Date,
): Promise<Result<RequestAnswer>> {
  switch (by.kind) {
    case 'this-device':
      return ok(answer(request, verdict, device, now))
    case 'key-file': {
      const signer = signerFromFile(by.pem, by.passphrase)
      return signer.ok ? ok(answer(request, verdict, signer.value, now)) : signer
    }
    case 'openssh': {
      const key = readSshPublicKey(by.publicKey)
      if (key === null)
        return fail('invalid-input', 'This is no Ed25519 key of OpenSSH.', {
          subject: 'publicKey',
          next: 'Make one for the token with ssh-keygen -t ed25519-sk, and choose its .pub file too.',
        })
      const unsigned = unsignedAnswer(request, verdict, { keyId: keyIdOf(key.publicKey), scheme: 'sshsig' }, now)
      const signed = await signByOpenSsh(by.key, answerText(unsigned))
      return signed.ok ? ok({ ...unsigned, signature: signed.value }) : failed(signed.failure)
    }
  }
}
