/**
 * What a bundle is: a ZIP whose files are stored as they are. Nothing in it can expand, every name is one of these, and nothing stands
 * between the files. The order is the order in the file.
 */
export const bundleFiles = [
  { path: 'audit.json', form: 'json' },
  { path: 'connections.ndjson', form: 'lines' },
  { path: 'scans.ndjson', form: 'lines' },
  { path: 'coverage.ndjson', form: 'lines' },
  { path: 'places.ndjson', form: 'lines' },
  { path: 'calls.ndjson', form: 'lines' },
  { path: 'policies.ndjson', form: 'lines' },
  { path: 'weights.json', form: 'json' },
  { path: 'inventory.ndjson', form: 'lines' },
  { path: 'report.html', form: 'text' },
  { path: 'READ-ME.txt', form: 'text' },
  { path: 'verify.mjs', form: 'text' },
  { path: 'ledger.ndjson', form: 'lines' },
  { path: 'checkpoint.txt', form: 'text' },
  { path: 'manifest.json', form: 'json' },
  { path: 'signature.json', form: 'json' },
] as const

export type BundlePath = (typeof bundleFiles)[number]['path']
/** `json`: one canonical value. `lines`: one canonical value a line. `text`: anything in UTF-8. */
export type BundleForm = (typeof bundleFiles)[number]['form']

/** Files that come after the sealing entry and so cannot be part of what it seals. */
export const afterSeal: ReadonlySet<string> = new Set(['ledger.ndjson', 'checkpoint.txt', 'manifest.json', 'signature.json'])

/** Files that the manifest does not list: itself, and its signature. */
export const unlisted: ReadonlySet<string> = new Set(['manifest.json', 'signature.json'])

export const bundleFormat = 'rollcall-bundle'
export const bundleVersion = 1

/** Longest line and longest small file, in bytes: a value is read whole, so it must be bounded. */
export const longestLine = 16 * 1_048_576

/** What is signed: the first line keeps a signature for a bundle from passing for anything else. */
export function signedBytes(manifestSha256: string): Buffer {
  return Buffer.from(`rollcall bundle v${bundleVersion}\n${manifestSha256}\n`, 'utf8')
}

/** The ledger's entries that an audit leaves. */
export const auditKinds = { opened: 'audit-opened', reviewed: 'audit-reviewed', closed: 'audit-closed', sealed: 'audit-sealed' } as const
