// Scans real servers of other makers, all or those that are named. Run by `npm run test:peers [-- name ...]`; guide: docs/guides/peers.md.
import { emulatePeer } from './emulate.ts'
import { estateRepliesPeer } from './estate-replies.ts'
import { mcpServersPeer } from './mcp-servers.ts'
import { motoPeer } from './moto.ts'
import { n8nPeer } from './n8n.ts'
import type { Outcome, Peer } from './peer.ts'
import { prismPeer } from './prism.ts'

const peers: readonly Peer[] = [estateRepliesPeer, prismPeer, mcpServersPeer, emulatePeer, motoPeer, n8nPeer]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !peers.some(({ id }) => id === name))
if (unknown.length > 0) {
  console.error(`no peer is called ${unknown.join(', ')}; there are ${peers.map(({ id }) => id).join(', ')}`)
  process.exit(2)
}

const rows: { readonly peer: Peer; readonly outcome: Outcome | null; readonly problem: string | null; readonly seconds: number }[] = []
for (const peer of peers.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  console.log(`\n${peer.title}`)
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1_000)
  try {
    const outcome = await peer.run((line) => console.log(line))
    rows.push({ peer, outcome, problem: null, seconds: seconds() })
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : String(problem)
    console.error(`  FAILED: ${words}`)
    rows.push({ peer, outcome: null, problem: words.split('\n')[0] ?? words, seconds: seconds() })
  }
}

const isOpen = (outcome: Outcome | null): boolean => outcome?.differences.some(({ whose }) => whose === 'unknown') ?? true

function verdictOf(outcome: Outcome | null, problem: string | null): string {
  if (problem !== null) return `FAILED: ${problem}`
  return isOpen(outcome) ? 'OPEN: it differs in ways that nobody has looked into' : 'held'
}

console.log('\nSummary')
for (const { peer, outcome, problem, seconds } of rows) {
  console.log(`${peer.id}: ${verdictOf(outcome, problem)} (${seconds} s)`)
  for (const line of outcome?.found ?? []) console.log(`  found       ${line}`)
  for (const { what, whose } of outcome?.differences ?? [])
    console.log(`  difference  ${what}: ${whose === 'neither' ? 'no bug' : `a bug of ${whose}`}`)
  for (const line of outcome?.lacking ?? []) console.log(`  not had     ${line}`)
}
const open = rows.some(({ outcome, problem }) => problem !== null || isOpen(outcome))
process.exitCode = open ? 1 : 0
