import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { isConsistent, isIncluded, leafHash } from './merkle.ts'
import { signedBy } from './note.ts'
import { type Proof, proofSchema } from './proof.ts'
import { keyIdOf } from './sign.ts'
import { trustedKeys } from './trusted-keys.ts'

/** What whoever checks brings along; one of both is needed. */
interface Brought {
  /** A checkpoint that was kept elsewhere: for `growth`, the older one. */
  readonly outside: string | null
  /** Base64 of the key that checkpoints must be signed with. */
  readonly publicKey: string | null
}

export interface ProofCheck {
  readonly title: string
  readonly state: 'passed' | 'failed' | 'not-checked'
  readonly words: string
}

export interface ProofVerdict {
  readonly ok: boolean
  readonly checks: readonly ProofCheck[]
  readonly cannotProve: readonly string[]
}

const entryLimit = 'That what the entry says is true: only that it was written so before the checkpoint was signed, and has stayed so.'
const growthLimit = 'That what was added is true: only that nothing before it was changed, dropped or moved.'
const newerUnsigned = 'That the newer checkpoint is the workspace’s own: anybody could have added to the older one. Bring the key.'

/** Checks a printed proof with nothing but its text and what the reader brings. Pure but for the hashes. */
export function checkProof(text: string, { outside, publicKey }: Brought): ProofVerdict {
  const proof = readProof(text)
  if (proof === null) return verdict([], [failedAs('The proof', 'This is no proof in the form rollcall/proof/v1.')])
  const own = proof.kind === 'entry' ? proof.checkpoint : proof.checkpoint1
  const held = readCheckpoint(outside ?? own)
  if (held === null) return verdict(limitsOf(proof, publicKey), [failedAs('The checkpoint', 'It cannot be read.')])
  if (outside === null && publicKey === null)
    return verdict(limitsOf(proof, publicKey), [
      failedAs('The checkpoint', 'Nothing from outside was brought: give a checkpoint that was kept elsewhere, or the key.'),
    ])
  return proof.kind === 'entry' ? checkEntry(proof, held, publicKey) : checkGrowth(proof, held, publicKey)
}

function checkEntry(proof: Extract<Proof, { kind: 'entry' }>, held: Checkpoint, publicKey: string | null): ProofVerdict {
  const { leafIndex, treeSize, leaf, inclusionPath } = proof
  if (held.size !== treeSize)
    return verdict(limitsOf(proof, publicKey), [
      failedAs(
        'The entry’s place',
        `The proof is for ${treeSize} entries, the checkpoint names ${held.size}: have one made with \`rollcall proof entry ${leafIndex + 1} --checkpoint NOTE\`.`,
      ),
    ])
  const isIn = isIncluded(leafHash(leaf), leafIndex, treeSize, bytesOf(inclusionPath), held.root)
  const says = entryIn(leaf)
  return verdict(limitsOf(proof, publicKey), [
    isIn
      ? passedAs('The entry’s place', `It is entry ${leafIndex + 1} of the ${treeSize} that the checkpoint names.`)
      : failedAs('The entry’s place', 'This text does not stand at this place of the tree that the checkpoint names.'),
    says?.seq === leafIndex + 1
      ? passedAs('The entry', `Number ${says.seq}, ${says.kind}, written at ${says.at}: ${says.body}`)
      : failedAs('The entry', 'Its text is no entry with this number.'),
    signature('The checkpoint’s signature', held, publicKey),
  ])
}

function checkGrowth(proof: Extract<Proof, { kind: 'growth' }>, held: Checkpoint, publicKey: string | null): ProofVerdict {
  const { treeSize1, treeSize2, consistencyPath } = proof
  const newer = readCheckpoint(proof.checkpoint2)
  const title = 'The ledger’s growth'
  if (newer === null || newer.size !== treeSize2 || newer.origin !== held.origin)
    return verdict(limitsOf(proof, publicKey), [failedAs(title, 'The newer checkpoint cannot be read, or is of another ledger.')])
  if (held.size !== treeSize1)
    return verdict(limitsOf(proof, publicKey), [
      failedAs(title, `The proof begins at ${treeSize1} entries, the checkpoint names ${held.size}.`),
    ])
  return verdict(limitsOf(proof, publicKey), [
    isConsistent(held, newer, bytesOf(consistencyPath))
      ? passedAs(title, `The ${treeSize1} entries of the older checkpoint are the beginning of the ${treeSize2} of the newer one.`)
      : failedAs(title, 'The older checkpoint’s ledger is not the beginning of the newer one’s: it was rewritten.'),
    signature('The older checkpoint’s signature', held, publicKey),
    signature('The newer checkpoint’s signature', newer, publicKey),
  ])
}

function readProof(text: string): Proof | null {
  try {
    return proofSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function entryIn(leaf: string): { readonly seq: number; readonly kind: string; readonly at: string; readonly body: string } | null {
  try {
    const { seq, kind, at, body } = JSON.parse(leaf)
    return typeof seq === 'number' && typeof kind === 'string' && typeof at === 'string' && typeof body === 'string'
      ? { seq, kind, at, body }
      : null
  } catch {
    return null
  }
}

function signature(title: string, { origin, note }: Checkpoint, publicKey: string | null): ProofCheck {
  if (publicKey === null)
    return {
      title,
      state: 'not-checked',
      words: 'No key was brought: it counts because you kept it, or because it goes on from one you kept.',
    }
  const keys = trustedKeys([{ keyId: keyIdOf(publicKey), publicKey }])
  return signedBy(note, origin, keys.ready()) === null
    ? failedAs(title, 'It is not signed with this key.')
    : passedAs(title, `Signed with the key ${keyIdOf(publicKey)}.`)
}

const bytesOf = (hashes: readonly string[]): readonly Buffer[] => hashes.map((hash) => Buffer.from(hash, 'base64'))
const passedAs = (title: string, words: string): ProofCheck => ({ title, state: 'passed', words })
const failedAs = (title: string, words: string): ProofCheck => ({ title, state: 'failed', words })

function limitsOf({ kind }: Proof, publicKey: string | null): readonly string[] {
  if (kind === 'entry') return [entryLimit]
  return publicKey === null ? [growthLimit, newerUnsigned] : [growthLimit]
}

const verdict = (cannotProve: readonly string[], checks: readonly ProofCheck[]): ProofVerdict => ({
  ok: checks.every(({ state }) => state !== 'failed'),
  checks,
  cannotProve,
})
