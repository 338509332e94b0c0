import { canonicalJson } from '../../../../shared/base/canonical-json.ts'
import { type ExportFile, exportCounts, exportData, exportFormat, exportVersion, payloadHash, signedBytes } from '../export-file.ts'
import type { Format } from '../report.ts'

/** For machines and auditors: the document, all data behind it, the hash, and the signature where a key is at hand. */
export const json: Format = {
  id: 'json',
  title: 'JSON',
  extension: 'json',
  mediaType: 'application/json',
  async render(document, input, options = {}) {
    const data = exportData(input)
    const payload = { report: document.id, document, data, counts: exportCounts(data) }
    const sha256 = payloadHash(payload)
    const signed = options.sign === undefined ? null : await options.sign(signedBytes(sha256))
    const file: ExportFile = {
      format: exportFormat,
      version: exportVersion,
      payload,
      sha256,
      signature: signed === null ? null : { ...signed, algorithm: 'Ed25519', publicKey: input.ledger.publicKey },
    }
    return new TextEncoder().encode(`${escaped(canonicalJson(file))}\n`)
  },
}

/**
 * Characters that an editor would hide or reorder stand as escapes: the same JSON value, so the same hash, and harmless
 * to look at. `<` too, should somebody put the file into a page.
 */
function escaped(text: string): string {
  return text.replace(/[<\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  )
}
