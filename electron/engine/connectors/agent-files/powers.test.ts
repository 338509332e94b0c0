import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actions, resourceClasses, sensitivities } from '../../../../shared/domain/vocabulary.ts'
import known from './known-servers.json' with { type: 'json' }
import { powerOf, powersOf } from './powers.ts'

const data = '../shared/data/mcp-servers/servers.ndjson'

describe('powers of tools', () => {
  it.each([
    ['read_file', 'read files'],
    ['sendMessage', 'send chat'],
    ['delete_issue', 'delete code'],
    ['create_invoice', 'write finance'],
    ['place_order', 'pay finance'],
    ['execute_sql', 'execute database'],
    ['browser_click', 'execute browser'],
    ['slack_post_message', 'send chat'],
    ['get_logs', 'read security'],
    ['run_command', 'execute shell'],
    ['frobnicate', 'read unknown'],
  ])('%s', (name, expected) => {
    const [power] = powersOf(name)
    expect(`${power?.action} ${power?.resource}`).toBe(expected)
  })

  it('every known server is written in our words, and no id stands twice', () => {
    const ids = known.flatMap((server) => server.ids)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const text of known.flatMap((server) => Object.keys(server.tools))) {
      const power = powerOf(text)
      expect(actions, text).toContain(power.action)
      expect(resourceClasses, text).toContain(power.resource)
      expect(sensitivities, text).toContain(power.sensitivity)
    }
  })

  it.skipIf(!existsSync(data))('of the published servers’ tools, at most one in ten is left without a class', () => {
    const tools = readFileSync(data, 'utf8')
      .split('\n')
      .filter(Boolean)
      .flatMap((line) => (JSON.parse(line) as { tools?: { name: string; description?: string }[] }).tools ?? [])
    const left = tools.filter((tool) => powersOf(tool.name, tool.description)[0]?.resource === 'unknown').map((tool) => tool.name)
    console.log(`${tools.length - left.length} of ${tools.length} published tools classified; left: ${left.slice(0, 20).join(', ')}`)
    expect(tools.length).toBeGreaterThan(700)
    expect(left.length / tools.length).toBeLessThan(0.1)
  })
})
