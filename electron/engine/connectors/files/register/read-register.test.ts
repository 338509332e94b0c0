import { expect, it } from 'vitest'
import { hostileNames } from '../../../../estate/hostile-names.ts'
import { fileWith, readList } from '../run-for-test.ts'
import { workbookOf } from '../zip-for-test.ts'

const id = '11111111-2222-4333-8444-555555555555'
const read = (content: string | Uint8Array, name = 'register.csv', more: Readonly<Record<string, string>> = {}) =>
  readList({ kind: 'register', path: fileWith(name, content), ...more })

it('reads rows as claims that join by the id they give, and take nothing for a fact', async () => {
  const { end, subjects } = await read(
    `Our AI register\n\nNo.;AI system;Application ID;Owner;Model;Status\nR-1;Helper;${id.toUpperCase()};A. Person;gpt-4o;approved\n`,
  )
  expect(end).toEqual({ state: 'complete' })
  expect(subjects).toHaveLength(1)
  expect(subjects[0]).toMatchObject({
    role: 'identity',
    name: 'Helper',
    signals: [],
    models: [],
    claim: { entry: 'R-1', owner: 'A. Person', model: 'gpt-4o' },
  })
  expect(subjects[0]?.nativeIds).toContainEqual({ kind: 'entra-app-id', value: id, joins: true })
})

it('never joins by a name or by an id that fits no system', async () => {
  const { subjects } = await read('Name,Application ID\nInvoice Agent,\nOther,42\n')
  expect(subjects.flatMap((one) => one.nativeIds).filter((one) => one.joins)).toEqual([])
})

it.each(['utf16le', 'latin1'] as const)('reads a list in %s', async (encoding) => {
  const text = 'Name,Owner\nBüro-Helfer,Zoë\n'
  const bytes =
    encoding === 'latin1' ? Buffer.from(text, encoding) : Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, encoding)])
  expect((await read(bytes)).subjects[0]?.name).toBe('Büro-Helfer')
})

it('takes the columns that a person set', async () => {
  const { subjects } = await read('Bezeichnung,Wer\nHelper,Somebody\n', 'r.csv', { columns: 'name = Bezeichnung; owner = Wer' })
  expect(subjects[0]?.claim?.owner).toBe('Somebody')
})

it('keeps hostile names as the text they are', async () => {
  const rows = hostileNames.map((name, index) => `${index},"${name.replaceAll('"', '""')}"`)
  const { subjects, end } = await read(`No,Name\n${rows.join('\n')}\n`)
  expect(end.state).toBe('complete')
  expect(subjects.map((one) => one.name)).toEqual(hostileNames.map((name) => name.trim().slice(0, 20_000)))
})

it('keeps rows without a name aside, and survives a quote that is never closed', async () => {
  const { end, keptAside, subjects } = await read('Name,Owner\n,Nobody\n"never closed,x\nHelper,y\n')
  expect(subjects.map((one) => one.name)).toEqual(['Helper'])
  expect(keptAside).toBe(1)
  expect(end).toMatchObject({ state: 'partial', why: expect.stringContaining('broken quotes') })
})

it('does not keep what looks like a secret', async () => {
  const { subjects } = await read(`Name,Purpose\nHelper,key sk-${'proj'}-${'a1B2c3D4'.repeat(6)}\n`)
  expect(JSON.stringify(subjects)).not.toContain('a1B2c3D4a1B2')
})

it('says which column is missing, and that a setting is not understood', async () => {
  expect((await read('Colour,Size\nred,1\n')).end).toMatchObject({ state: 'partial', why: expect.stringContaining('no column') })
  expect((await read('Name\nx\n', 'r.csv', { columns: 'nonsense' })).end.state).toBe('failed')
  expect((await readList({ kind: 'register', path: '/nowhere/at/all.csv' })).end).toMatchObject({
    state: 'failed',
    failure: { code: 'not-found' },
  })
})

const cell = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
const head = `<row r="1">${cell('A1', 'Name')}${cell('B1', 'Owner')}${cell('C1', 'Status')}</row>`

it('reads a workbook; formulas are counted and read as empty', async () => {
  const row = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><f>HYPERLINK("http://x.invalid")</f><v>7</v></c>${cell('C2', 'active')}</row>`
  const { subjects, end } = await read(workbookOf(head + row, '<si><r><t>Rich </t></r><r><t>name</t></r></si>'), 'register.xlsx')
  expect(subjects[0]).toMatchObject({ name: 'Rich name', claim: { owner: '', status: 'active' } })
  expect(end).toMatchObject({ state: 'partial', why: expect.stringContaining('1 cells of register.xlsx hold formulas') })
})

it('bounds what a workbook unpacks to, whatever it declares', async () => {
  const bomb = workbookOf(head, `<si><t>${'x'.repeat(120_000_000)}</t></si>`)
  expect(bomb.length).toBeLessThan(1_000_000)
  const told = await read(bomb, 'bomb.xlsx')
  expect(told.end).toMatchObject({ state: 'partial', why: expect.stringContaining('unpacks to more than is read') })
  const lying = workbookOf(head, `<si><t>${'x'.repeat(5_000_000)}</t></si>`, { 'xl/sharedStrings.xml': 100 })
  expect((await read(lying, 'lying.xlsx')).end.state).toBe('partial')
})

it.each([
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]><sst/>`],
  ['cut XML', '<sst><si>'],
])('names a workbook with %s', async (_what, part) => {
  const { end } = await read(workbookOf(`${head}</sheetData></worksheet>${part}`), 'odd.xlsx')
  expect(end.state).toBe('partial')
})

it('names a file that only begins like a workbook', async () => {
  expect((await read(Buffer.from('PK\u0003\u0004 nothing more'), 'cut.xlsx')).end.state).toBe('partial')
})
