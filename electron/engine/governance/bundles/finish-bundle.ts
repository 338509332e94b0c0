import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import type { Signer } from '../ledger/sign.ts'
import { bundleFormat, bundleVersion, signedBytes } from './form.ts'
import type { ListedFile, Manifest } from './manifest.ts'
import type { ZipWriter } from './zip-write.ts'

/**
 * Ends the ledger's file, which is open, and writes what comes after it: checkpoint, manifest, signature. Durable before it returns.
 */
export function finishBundle(
  zip: ZipWriter,
  signer: Signer,
  {
    checkpoint,
    files,
    ...more
  }: Omit<Manifest, 'format' | 'version' | 'files'> & { readonly checkpoint: string; readonly files: readonly ListedFile[] },
): { readonly bytes: number; readonly manifest: string } {
  const ledger: ListedFile = { ...zip.end(), path: 'ledger.ndjson' }
  zip.begin('checkpoint.txt')
  zip.write(checkpoint)
  const note: ListedFile = { ...zip.end(), path: 'checkpoint.txt' }
  const manifest = canonicalJson({ ...more, format: bundleFormat, version: bundleVersion, files: [...files, ledger, note] })
  const sum = createHash('sha256').update(manifest, 'utf8').digest('hex')
  zip.begin('manifest.json')
  zip.write(manifest)
  zip.end()
  zip.begin('signature.json')
  zip.write(
    canonicalJson({
      algorithm: 'Ed25519',
      keyId: signer.keyId,
      publicKey: signer.publicKey,
      signature: signer.sign(signedBytes(sum).toString('hex')),
    }),
  )
  zip.end()
  return { bytes: zip.finish(), manifest: sum }
}
