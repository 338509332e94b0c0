// Draws published MCP tools at random and prints what we make of each, and why, beside what it says, for checking by hand.
// node build/peers/draw-tools.ts [how many] [seed]
import { judged, readPublishedTools } from '../../electron/engine/connectors/agent-files/published-tools-for-test.ts'
import { makeRandom } from '../../electron/estate/random.ts'

const [wanted = 60, seed = 1] = process.argv.slice(2).map(Number)
const random = makeRandom(seed)
const tools = [...readPublishedTools()]
for (let at = 0; at < Math.min(wanted, tools.length); at += 1) {
  const [tool] = tools.splice(random.below(tools.length), 1)
  if (tool === undefined) break
  const { powers, place, because } = judged(tool)
  const words = powers.map((power) => `${power.action} ${power.resource} (${power.sensitivity})`).join(' + ')
  console.log(`${String(at + 1).padStart(2)}. ${tool.server} · ${tool.claims.name} (${(tool.claims.arguments ?? []).join(', ')})`)
  console.log(`    ${(tool.claims.description ?? '').replace(/\s+/g, ' ').slice(0, 200)}`)
  console.log(`    → ${words} · ${place ?? 'where not known'}`)
  console.log(`      ${because}`)
}
