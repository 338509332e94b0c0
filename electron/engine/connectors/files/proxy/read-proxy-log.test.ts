import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { fileWith, readList } from '../run-for-test.ts'

const read = (content: string | Uint8Array, name = 'proxy.log', more: Readonly<Record<string, string>> = {}) =>
  readList({ kind: 'proxy-log', path: fileWith(name, content), ...more })

const zscaler = (host: string, department: string): string =>
  `"Mon Jun 22 10:00:00 2026","a@x.example","HTTPS","${host}/c?q=1","Allowed","General","Apps","72","900",${Array.from({ length: 11 }, () => '"None"').join(',')},"${department}","10.0.0.1","203.0.113.1","POST","200","agent","None","Rule","Any","Other","None","NA","NA","N/A"`

const forms: readonly (readonly [string, string, string])[] = [
  ['squid', '1782122400.779    180 10.0.0.4 TCP_TUNNEL/200 411 CONNECT claude.ai:443 anna HIER_DIRECT/192.0.2.1 -\n', 'requests'],
  ['csv', 'Event Time,User,Department,URL\n2026-06-22 10:00:00,"a@x.example",Sales,"https://user:pw@Claude.AI:443/chat/1?x=y"\n', 'Sales'],
  [
    'tsv',
    'date\tusername\tdepartment\tdestination host\taction\n2026-06-22\ta\tSales\tx\tok\n'
      .replace('destination host', 'desthost')
      .replace('\tx\t', '\tclaude.ai\t'),
    'Sales',
  ],
  ['zscaler without a header', `${zscaler('claude.ai', 'Sales')}\n`, 'Sales'],
  [
    'extended',
    '#Version: 1.0\n#Fields: date time c-ip cs-username cs-host cs-uri-path sc-bytes\n2026-06-22 10:00:00 10.0.0.1 anna claude.ai /x 90\n',
    'requests',
  ],
  [
    'json',
    '{"ts":"2026-06-22T10:00:00Z","user":"anna","department":"Sales","host":"claude.ai","url":"https:\\/\\/claude.ai\\/x"}\n',
    'Sales',
  ],
  ['nested json', '{"@timestamp":"2026-06-22T10:00:00Z","user":{"name":"anna"},"destination":{"domain":"claude.ai"}}\n', 'requests'],
  ['json with the key twice', '{"source":{"host":"pc-1"},"host":"claude.ai"}\n', 'requests'],
  ['day and time apart', 'Date,Time,User,Department,Host\n2026-06-22,10:00:00,a,Sales,claude.ai\n', 'Sales'],
  [
    'bind',
    '22-Jun-2026 10:00:00.123 queries: info: client @0x7f 10.0.0.5#5321 (claude.ai): query: claude.ai IN A +E(0)K (10.0.0.1)\n',
    'requests',
  ],
  [
    'dnsmasq',
    'Jun 22 10:00:00 dnsmasq[7]: query[A] claude.ai from 10.0.0.5\nJun 22 10:00:00 dnsmasq[7]: reply claude.ai is 192.0.2.1\n',
    'requests',
  ],
  ['unbound', '[1782122400] unbound[7:0] info: 10.0.0.5 claude.ai. A IN\n', 'requests'],
]

it.each(forms)('understands %s', async (_form, text, word) => {
  const { subjects, activities, keptAside } = await read(text)
  expect(subjects.map((one) => one.name)).toEqual(['Claude'])
  expect(activities[0]?.calls).toBe(1)
  expect(JSON.stringify(subjects[0]?.details)).toContain(word)
  expect(keptAside).toBe(0)
})

it('counts people without naming them, and keeps no path, query or address', async () => {
  const lines = Array.from(
    { length: 30 },
    (_unused, index) => `2026-06-22 10:00:00,person${index % 7}@x.example,Sales,https://chatgpt.com/secret-path?token=tell-nobody,10.9.8.7`,
  )
  const { observations, activities, subjects } = await read(`time,user,department,url,client ip\n${lines.join('\n')}\n`)
  expect(activities[0]).toMatchObject({ users: 7, calls: 30, lastActive: '2026-06-22T00:00:00.000Z' })
  expect(subjects[0]?.details['Used by Sales']).toContain('30 requests, 7 people')
  expect(JSON.stringify(observations)).not.toMatch(/person|secret-path|tell-nobody|10\.9\.8\.7/)
})

it('keeps apart what was refused, and says when nobody got through', async () => {
  const { subjects, activities } = await read(
    'time,user,department,host,action\n2026-06-22,a,Sales,claude.ai,Blocked\n2026-06-22,b,Sales,claude.ai,Denied\n',
  )
  expect(activities[0]).toMatchObject({ calls: 0, users: 0, lastActive: null })
  expect(subjects[0]?.details.Use).toBe('every request was refused')
})

it('takes departments from the list of the staff, and says so when there are none', async () => {
  const log = 'time,user,host\n2026-06-22,MERIDIAN\\anna,claude.ai\n2026-06-22,ben@x.example,claude.ai\n'
  const people = fileWith('staff.csv', 'Email,Department\nanna@x.example,Finance\nben@x.example,Sales\n')
  const told = await read(log, 'proxy.csv', { people: fileWith('staff.csv', 'Login,Department\nanna,Finance\nben,Sales\n') })
  expect(told.subjects[0]?.details.Departments).toBe('Finance 1, Sales 1')
  expect(told.end.state).toBe('complete')
  expect((await read(log, 'proxy.csv', { people })).subjects[0]?.details.Departments).toContain('Sales 1')
  expect((await read(log, 'proxy.csv')).end).toMatchObject({ state: 'partial', why: expect.stringContaining('no departments') })
})

it('looks at whole labels of a host: neighbours of an AI service are none', async () => {
  const hosts = [
    'notclaude.ai',
    'claude.ai.evil.example',
    'enrollment.example',
    'fulfillment.example',
    '10.0.0.1',
    'localhost',
    '__proto__',
    'claude.ai.',
  ]
  const { subjects, activities } = await read(
    `time,user,department,host\n${hosts.map((host) => `2026-06-22,a,Sales,${host}`).join('\n')}\n`,
  )
  expect(subjects.map((one) => one.name)).toEqual(['Claude'])
  expect(activities[0]?.calls).toBe(1)
})

it('keeps broken lines aside and counts them; an endless line does not fill memory', async () => {
  const good = '2026-06-22,a,Sales,claude.ai\n'
  const { keptAside, activities } = await read(
    `time,user,department,host\n${good}no delimiter here\n"never closed\n${'x'.repeat(3_000_000)}\n${good}`,
  )
  expect(keptAside).toBe(3)
  expect(activities[0]?.calls).toBe(2)
})

it('reads a line that goes elsewhere up to its host only, and keeps one aside that goes to a service and breaks behind it', async () => {
  const { keptAside, activities } = await read(
    'time,host,user,department\n2026-06-22,intranet.example,"never closed\n2026-06-22,claude.ai,"never closed\n2026-06-22,claude.ai,a,Sales\n',
  )
  expect(keptAside).toBe(1)
  expect(activities[0]?.calls).toBe(1)
})

it('reads names of departments in JSON as they are written', async () => {
  const { subjects } = await read('{"ts":"2026-06-22T10:00:00Z","user":"J\u00f6rg","department":"Vertrieb S\u00fcd","host":"claude.ai"}\n')
  expect(subjects[0]?.details.Departments).toBe('Vertrieb S\u00fcd 1')
})

it('reads packed and UTF-16 logs, and several files as one', async () => {
  const text = 'time,user,department,host\n2026-06-22,ann\u00e9,Vertrieb S\u00fcd,claude.ai\n'
  const packed = await read(gzipSync(text), 'proxy.csv.gz')
  const wide = await read(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))
  for (const run of [packed, wide]) expect(run.subjects[0]?.details.Departments).toBe('Vertrieb S\u00fcd 1')
  expect((await read(gzipSync(text).subarray(0, 40), 'cut.csv.gz')).end.state).toBe('partial')
})

it('says when it does not understand a log, and is complete when an empty picture is the truth', async () => {
  expect((await read('just some words\nand more\n')).end).toMatchObject({
    state: 'partial',
    why: expect.stringContaining('no form of log'),
  })
  const none = await read('time,user,department,host\n2026-06-22,a,Sales,intranet.example\n')
  expect(none).toMatchObject({ end: { state: 'complete' }, subjects: [] })
})

it('bounds departments that a hostile log invents', async () => {
  const lines = Array.from({ length: 2_000 }, (_unused, index) => `2026-06-22,a,Dept ${index},claude.ai`)
  const { subjects } = await read(`time,user,department,host\n${lines.join('\n')}\n`)
  expect(Object.keys(subjects[0]?.details ?? {}).length).toBeLessThan(40)
})

it('tells when services were used, from day and time in columns of their own', async () => {
  const { activities } = await read(
    'Date,Time,User,Department,Host\n2026-06-22,10:00:00,a,Sales,claude.ai\n2026-06-24,10:00:00,a,Sales,claude.ai\n',
  )
  expect(activities[0]).toMatchObject({ lastActive: '2026-06-24T00:00:00.000Z', window: 'log of 2026-06-22 to 2026-06-24' })
})
