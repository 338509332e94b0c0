import { expect, it } from 'vitest'
import { documentedTools, judgeTool } from './judge-tool.ts'
import type { ToolClaims } from './powers.ts'

const plain = { remote: false, holdsKeys: false, holdsFolders: false }
const arm = 'docker:armlimited/arm-mcp'
const buildkite = 'docker:mcp/buildkite'
const judge = (identity: string, claims: ToolClaims) => judgeTool({ identity, claims }, plain)
const words = (identity: string, claims: ToolClaims) =>
  judge(identity, claims).powers.map((power) => `${power.action} ${power.resource} ${power.sensitivity}`)

it('closes what words leave open by the documentation of the server that the configuration names', () => {
  expect(words(buildkite, { name: 'access_token' })).toEqual(['read identity confidential'])
  expect(judge(buildkite, { name: 'access_token' }).because).toContain('https://github.com/buildkite/buildkite-mcp-server')
})

it('takes no tool of a server over the network for one that acts here', () => {
  const claims = { name: 'get_job_logs' }
  expect(judge(buildkite, claims).place).toBe('both')
  expect(judgeTool({ identity: 'https://mcp.buildkite.com/mcp', claims }, { ...plain, remote: true }).place).toBe('remote')
})

it('does not believe another server that offers a tool of the same name', () => {
  expect(words('npm:copycat', { name: 'access_token' })).toContain('read unknown unknown')
})

it('takes nothing away that arguments, descriptions and annotations of a known server warn of', () => {
  const claims = { name: 'access_token', arguments: ['command'], description: 'Revokes it', annotations: { destructiveHint: true } }
  const told = words(buildkite, claims)
  for (const power of ['execute shell confidential', 'delete identity confidential']) expect(told).toContain(power)
})

it('goes before a word that says it only weakly: a container image is no picture', () => {
  expect(words('npm:other', { name: 'check_image' })).toEqual(['read media internal'])
  expect(words(arm, { name: 'check_image' })).toEqual(['read infrastructure internal', 'write files internal'])
})

it('says of a known server that was not asked what its documentation says, where, and why', () => {
  const tools = documentedTools(arm, 'mcp-server:arm', { ...plain, holdsFolders: true })
  expect(tools).toHaveLength(7)
  const run = tools?.find(({ name }) => name === 'apx_recipe_run')
  expect(run).toMatchObject({ place: 'both', powers: [{ action: 'execute', resource: 'shell' }, { action: 'write' }] })
  expect(run?.because).toContain('by SSH')
  expect(documentedTools('npm:nobody', 'mcp-server:nobody', plain)).toBeNull()
})

it('says who says what', () => {
  const { because } = judge('npm:x', { name: 'get_table', description: 'Reads the payroll table', arguments: ['file_path'] })
  expect(because).toBe(
    'read database: by its name · read files: by its arguments · read hr: by its description · on this computer: its arguments name something on this computer',
  )
  expect(judge('npm:x', { name: 'frobnicate' }).because).toBe(
    'its words leave open what it does, or to what · where it acts: nothing tells',
  )
})
