/** What stands in a bundle for somebody who has nothing but the file. */
export function readMe({
  organisation,
  audit,
  at,
}: {
  readonly organisation: string
  readonly audit: string
  readonly at: string
}): string {
  return `${organisation}: audit ${audit}, sealed ${at}

This is a sealed audit. It is a ZIP whose files are stored as they are; each line of the .ndjson files is one JSON value (RFC 8785).

  audit.json          which audit: scope, period, people
  inventory.ndjson    each agent with its score, the findings of each factor with version and weight, and its violations
  coverage.ndjson     what each step of the scans saw and did not see; places.ndjson the same for each place
  calls.ndjson        each request made, with the SHA-256 of what came back
  ledger.ndjson       each decision, signed and chained; the last entry seals this audit
  policies.ndjson     the policies in force, with versions; weights.json the numbers the scores were made with
  checkpoint.txt      the signed state of the ledger's tree (C2SP tlog-checkpoint over an RFC 6962 tree)
  manifest.json       size and SHA-256 of every file, and the counts; signature.json signs it
  verify.mjs          a verifier that needs nothing but Node 20 or newer; read it, it is short

To check it:

  node verify.mjs FILE.zip
  node verify.mjs FILE.zip --checkpoint A-CHECKPOINT-KEPT-ELSEWHERE.txt --key THE-PUBLIC-KEY

Take the verifier from somewhere you trust if you can: one that comes with a file can be made to say what its maker likes. Without a
checkpoint kept elsewhere, whoever holds the signing key could have written all of this anew.
`
}
