import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeConnector } from '../../electron/engine/connectors/describe.ts'
import { grantDocuments } from '../../electron/engine/connectors/grant-documents.ts'
import { connectors } from '../../electron/engine/connectors/registry.ts'
import { guideOf, withDeclaration } from '../guides.ts'
import { root } from '../setup/root.mjs'

const infos = connectors.map(describeConnector)
const pageOf = (id: string) => readFileSync(join(root, guideOf(id)), 'utf8')

it('has one guide for each connector, and none for a connector that is gone', () => {
  const pages = readdirSync(join(root, 'docs/guides')).filter((name) => name.startsWith('connect-'))
  expect(pages.map((name) => `docs/guides/${name}`).sort()).toEqual(infos.map(({ id }) => guideOf(id)).sort())
})

it.each(connectors)('$id: the guide says what the declaration says; `npm run guides` writes it', (connector) => {
  expect(withDeclaration(pageOf(connector.id), describeConnector(connector), grantDocuments(connector))).toBe(pageOf(connector.id))
})

it.each(connectors)('$id: the guide holds every document that grants its permissions, as it is pasted', (connector) => {
  for (const { text } of grantDocuments(connector)) expect(pageOf(connector.id)).toContain(`\n${text}\`\`\``)
})

it.each(infos)('$id: the guide tells how to connect and how to take it away', ({ id }) => {
  expect(pageOf(id)).toMatch(/^## Connect in five minutes$/m)
  expect(pageOf(id)).toMatch(/^## Take it away$/m)
})

it('notices a declaration that changed, and a page without a place for it', () => {
  const [info] = infos
  if (info === undefined) throw new Error('there is no connector')
  const page = pageOf(info.id)
  expect(withDeclaration(page, { ...info, steps: [{ id: 'new', title: 'New step', yields: 'something', hides: 'much' }] }, [])).not.toBe(
    page,
  )
  expect(() => withDeclaration('# A page', info, [])).toThrow('no place')
})
