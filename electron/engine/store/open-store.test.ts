import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from './migrations/registry.ts'
import { type Db, isSafeVersion, openFile } from './open.ts'
import { openSnapshot, openStore } from './open-store.ts'
import { agentWrite, auditSample, batch, beginScan, connection, ledgerEntry, subject, t0 } from './sample.ts'
import type { Store } from './store.ts'
import { failureOf } from './store-failure.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-open-'))
  path = join(folder, 'workspace.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(options: Parameters<typeof openStore>[1] = {}): Store {
  const opened = openStore(path, options)
  if (!opened.ok) throw new Error(opened.failure.message)
  return opened.value
}

function failureAt(at: string, options: Parameters<typeof openStore>[1] = {}) {
  const opened = openStore(at, options)
  if (opened.ok) opened.value.close()
  return opened.ok ? null : opened.failure
}

function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

/** A row of an old version's table, with something in every column that was not given. */
function fill(file: Db, table: string, given: Readonly<Record<string, string | number>>) {
  const columns = file.all<{ name: string; type: string; notnull: number; pk: number }>(`PRAGMA table_info(${table})`)
  const values = columns.map(
    ({ name, type, notnull }) => given[name] ?? (notnull === 0 ? null : type === 'TEXT' ? '' : type === 'BLOB' ? Buffer.alloc(0) : 0),
  )
  file.run(`INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, ...values)
}

/** A file as the first version left it, with something in it. */
function fileOfVersion1(): void {
  const old = openFile(path, 1_000)
  old.script('PRAGMA journal_mode = WAL')
  migrations[0]?.up(old)
  old.script('PRAGMA application_id = 1380928588; PRAGMA user_version = 1')
  old.run("INSERT INTO setting (key, value) VALUES ('organisation', 'Sample')")
  old.close()
}

describe('migrations', () => {
  it('are the files of the folder, in order, without a gap', () => {
    const files = readdirSync(new URL('./migrations/', import.meta.url)).filter((name) => /^\d{4}-/.test(name))
    expect(migrations.map((one) => `${String(one.version).padStart(4, '0')}-${one.name}.ts`)).toEqual(files.sort())
    expect(migrations.map((one) => one.version)).toEqual(migrations.map((_, i) => i + 1))
  })

  it('bring a file of the version before up, after a backup that can be opened', () => {
    fileOfVersion1()
    const store = open({ clock: () => new Date('2026-11-22T09:30:00.000Z') })
    expect(store.schemaVersion).toBe(migrations.length)
    expect(store.settings.get('organisation')).toBe('Sample')
    store.agents.put([agentWrite('a')], { scanId: null, at: t0 })
    store.close()
    const backup = `${path}.v1-2026-11-22T09-30-00-000Z.backup`
    const copy = openFile(backup, 1_000)
    expect(copy.one('PRAGMA user_version')).toEqual({ user_version: 1 })
    expect(copy.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    expect(copy.one("SELECT value FROM setting WHERE key = 'organisation'")).toEqual({ value: 'Sample' })
    copy.close()
  })

  it('find one person by mail in a file of version 2, once the person was read again', () => {
    const old = open({ migrations: migrations.slice(0, 2) })
    expect(old.schemaVersion).toBe(2)
    old.connections.put(connection('c1'))
    old.close()
    const store = open()
    const person = { kind: 'person', key: 'p', name: 'P', mail: 'P@example.test', department: 'Sales', active: true, type: 'user' } as const
    beginScan(store, 's1')
    store.scans.keep({ ...batch, at: t0, scanId: 's1', connectionId: 'c1', observations: [person] })
    expect(store.observations.peopleByMail('p@EXAMPLE.test').map((seen) => seen.observation)).toEqual([person])
    store.close()
  })

  it('keep places in a file of version 3, beside the coverage it has', () => {
    const old = open({ migrations: migrations.slice(0, 3) })
    old.connections.put(connection('c1'))
    beginScan(old, 's1')
    old.close()
    const store = open()
    const places = [{ wide: 'account', narrow: 'west', end: { state: 'complete' }, owns: [] } as const]
    store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations: [], places })
    store.scans.end('s1', 'complete', t0)
    expect(store.scans.placeGrid('c1').cells).toEqual([
      { wide: 'account', narrow: 'west', counts: { complete: 1 }, steps: 1, incomplete: 0 },
    ])
    expect(store.scans.latestCoverage()).toHaveLength(2)
    store.close()
  })

  it('keep a ledger of version 4, which then takes checkpoints that stay', () => {
    const old = open({ migrations: migrations.slice(0, 4) })
    old.ledger.append(ledgerEntry(1, 'start'), null)
    old.close()
    const store = open()
    expect(store.ledger.checkpoints()).toEqual([])
    store.ledger.keepCheckpoint({ size: 1, at: t0, note: 'note', frontier: Buffer.alloc(32) })
    expect(store.ledger.lastCheckpoint()).toMatchObject({ size: 1, note: 'note' })
    store.close()
    const file = openFile(path, 1_000)
    expect(() => file.run("UPDATE checkpoint SET note = 'other'")).toThrow('append-only')
    expect(() => file.run('DELETE FROM checkpoint')).toThrow('append-only')
    file.close()
  })

  it('keep a file of version 5, which then takes audits and what others handed in', () => {
    const old = open({ migrations: migrations.slice(0, 5) })
    old.settings.set('organisation', 'Sample')
    old.close()
    const store = open()
    expect(store.settings.get('organisation')).toBe('Sample')
    store.audits.put(auditSample)
    store.audits.put({ ...auditSample, state: 'sealed' })
    expect(store.audits.list()).toEqual([{ ...auditSample, state: 'sealed' }])
    expect(store.audits.byName('2026-Q4')?.id).toBe('audit-1')
    expect([...store.handedIn.agents()]).toEqual([])
    store.close()
  })

  it('give the violations of a file of version 7 a place for their evidence, and keep what policies look at of an audit', () => {
    const old = open({ migrations: migrations.slice(0, 7) })
    const violation = { agentId: 'a', policyId: 'p', statement: 's', severity: 'high', message: 'm', capability: 'c', cure: 'c' }
    old.close()
    const file = openFile(path, 1_000)
    fill(file, 'cell', { id: 1, n: 1 })
    fill(file, 'agent', { nr: 1, id: 'a', cell: 1 })
    fill(file, 'agent_body', { agent: 1, body: JSON.stringify(agentWrite('a').agent), can: '[]', links: '[]' })
    fill(file, 'violation', { agent: 1, position: 0, policy_id: 'p', body: JSON.stringify(violation) })
    file.close()
    const store = open()
    expect(store.agents.violations('a')).toEqual([{ ...violation, evidence: [] }])
    expect(store.audits.subjects('manifest')).toBeNull()
    store.audits.keepSubjects('manifest', new Uint8Array([1, 2]))
    expect([...(store.audits.subjects('manifest') ?? [])]).toEqual([1, 2])
    expect([...store.agents.every()].map(({ id }) => id)).toEqual(['a'])
    store.close()
  })

  it('keep a file of version 8, which then takes what owners were asked', () => {
    const old = open({ migrations: migrations.slice(0, 8) })
    old.settings.set('organisation', 'Sample')
    old.close()
    const store = open()
    expect(store.settings.get('organisation')).toBe('Sample')
    expect(store.attestations.requests(null)).toEqual([])
    expect(store.attestations.disowned()).toEqual([])
    store.close()
  })

  it('tell of the agents in a file of version 9 since when each waits', () => {
    open({ migrations: migrations.slice(0, 9) }).close()
    const file = openFile(path, 1_000)
    fill(file, 'cell', { id: 1, n: 3, band: 'high' })
    const kept = { discovered: { statusSince: null }, rejected: { statusSince: '2026-02-01' }, approved: { statusSince: '2026-03-01' } }
    for (const [at, [status, body]] of Object.entries(kept).entries()) {
      fill(file, 'agent', { nr: at + 1, id: status, cell: 1, status, first_seen: '2026-01-01', can: '[]', reasons: '[]', risk: at })
      fill(file, 'agent_body', { agent: at + 1, body: JSON.stringify(body), can: '[]', links: '[]' })
    }
    file.close()
    const store = open()
    const since = Object.keys(kept).map((id) => store.agents.row(id)?.waitingSince)
    expect(since).toEqual(['2026-01-01', '2026-02-01', null])
    const before = { critical: '2027', high: '2026-02-01', medium: '2027', low: '2027' }
    expect(store.agents.waiting(before)).toEqual({ critical: 0, high: 1, medium: 0, low: 0 })
    expect(store.agents.waitingRows({ ...before, high: '2027' }, 10).map(({ id }) => id)).toEqual(['rejected', 'discovered'])
    store.close()
  })

  it('find of the agents in a file of version 10 what selectors look at, and take drafts of policies', () => {
    open({ migrations: migrations.slice(0, 10) }).close()
    const file = openFile(path, 1_000)
    fill(file, 'cell', { id: 1, n: 2, band: 'high' })
    const { agent } = agentWrite('a')
    const bodies = [
      { ...agent, id: 'a', kind: 'workflow', policyIds: ['own'] },
      { id: 'b', kind: 'workflow', connectionId: 'c1' },
    ]
    for (const [at, body] of bodies.entries()) {
      fill(file, 'agent', { nr: at + 1, id: body.id, cell: 1, name: body.id, can: '[]', reasons: '[]' })
      fill(file, 'agent_body', { agent: at + 1, body: JSON.stringify(body), can: '[]', links: '[]' })
    }
    file.close()
    const store = open()
    const workflows = new Set([...store.selections.after(0)].flatMap(({ id, has }) => (has.kinds.includes('workflow') ? [id] : [])))
    expect(store.selections.groups().reduce((sum, { id, agents }) => sum + (workflows.has(id) ? agents : 0), 0)).toBe(2)
    expect(store.selections.first([], 'own', 10)).toEqual([{ agentId: 'a', name: 'a', byHand: true, selected: false }])
    expect(store.policyDrafts.list()).toEqual([])
    store.close()
  })

  it('read the decisions in a file of version 11 from what was signed', () => {
    open({ migrations: migrations.slice(0, 11) }).close()
    const file = openFile(path, 1_000)
    const { body } = ledgerEntry(1, '', { action: 'approve', agentId: 'a' })
    fill(file, 'ledger', { seq: 1, kind: 'decision', key_id: 'k', body })
    fill(file, 'decision', { seq: 1, agent_id: 'a', action: 'approve', at: t0, body: '{"action":"reject"}' })
    file.close()
    const store = open()
    expect(store.ledger.decisionsOf('a')).toEqual([{ action: 'approve', agentId: 'a', seq: 1, keyId: 'k' }])
    store.close()
  })

  it('show a moment as it was, whatever is written meanwhile, and write nothing themselves', () => {
    const store = open()
    store.settings.set('organisation', 'Before')
    const then = openSnapshot(store)
    store.settings.set('organisation', 'After')
    store.agents.put([agentWrite('a')], { scanId: null, at: t0 })
    expect(then.settings.get('organisation')).toBe('Before')
    expect([...then.agents.all()]).toEqual([])
    expect(() => then.settings.set('organisation', 'Other')).toThrow()
    then.close()
    expect([...store.agents.all()].map((one) => one.agent.id)).toEqual(['a'])
    store.close()
  })

  it('make no backup of a new file or of one that is up to date', () => {
    open().close()
    open().close()
    expect(readdirSync(folder)).toEqual(['workspace.db'])
  })

  it('leave the file at a whole version when one fails', () => {
    fileOfVersion1()
    const broken = {
      version: 2,
      name: 'broken',
      up: (db: Parameters<(typeof migrations)[0]['up']>[0]) => db.script('CREATE TABLE half (x) STRICT; SELECT nonsense'),
    }
    expect(failureAt(path, { migrations: [...migrations.slice(0, 1), broken] })?.code).toBe('bug')
    const file = openFile(path, 1_000)
    expect(file.one('PRAGMA user_version')).toEqual({ user_version: 1 })
    expect(file.one("SELECT 1 FROM sqlite_schema WHERE name = 'half'")).toBeUndefined()
    file.close()
  })

  it('make only strict tables', () => {
    open().close()
    const file = openFile(path, 1_000)
    const loose = file.all(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'",
    )
    expect(loose).toEqual([])
    file.close()
  })
})

describe('a file that cannot be used is refused in words', () => {
  it('from a newer version, and left untouched', () => {
    open().close()
    const file = openFile(path, 1_000)
    file.script('PRAGMA user_version = 99')
    file.close()
    const before = readFileSync(path)
    expect(failureAt(path)).toMatchObject({ code: 'database-from-future', subject: path, next: expect.stringContaining('Update') })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('damaged', () => {
    writeFileSync(path, 'this is not a database, but it is long enough to be read as one '.repeat(100))
    expect(failureAt(path)).toMatchObject({ code: 'storage-corrupt', next: expect.stringContaining('backup') })
  })

  it('cut off', () => {
    const store = open()
    store.agents.put(
      Array.from({ length: 300 }, (_, i) => agentWrite(`a${i}`)),
      { scanId: null, at: t0 },
    )
    store.close()
    truncateSync(path, 40_960)
    const opened = openStore(path)
    if (!opened.ok) return expect(opened.failure.code).toBe('storage-corrupt')
    const cut = opened.value
    const error = thrown(() => cut.agents.ids().forEach(cut.agents.get))
    cut.close()
    return expect(failureOf(error)?.code).toBe('storage-corrupt')
  })

  it('of another application', () => {
    const other = openFile(path, 1_000)
    other.script('CREATE TABLE notes (x TEXT)')
    other.close()
    expect(failureAt(path)?.code).toBe('storage-corrupt')
  })

  it('where no folder can be', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(failureAt(join(folder, 'file', 'workspace.db'))?.code).toBe('not-found')
  })
})

describe('while it is used', () => {
  it('a full disk is a failure with a next action, and loses nothing that was kept', () => {
    open().close()
    const full = openFile(path, 1_000)
    full.script('PRAGMA max_page_count = 1')
    const error = thrown(() =>
      full.transaction(() => {
        for (let i = 0; i < 10_000; i += 1) full.run('INSERT INTO setting (key, value) VALUES (?, ?)', `k${i}`, 'v'.repeat(500))
      }),
    )
    expect(failureOf(error, path)).toMatchObject({ code: 'storage-full', next: expect.stringContaining('Free some space') })
    expect(full.one('SELECT count(*) AS n FROM setting')).toEqual({ n: 0 })
    full.close()
  })

  it('a second writer is told, and a reader is not held up', () => {
    const first = open()
    const second = open({ busyMs: 20 })
    first.transaction(() => {
      first.settings.set('a', '1')
      expect(second.settings.get('a')).toBeNull()
      const error = thrown(() => second.settings.set('a', '2'))
      expect(failureOf(error)).toMatchObject({ code: 'conflict', retry: { afterMs: 1_000 } })
    })
    expect(second.settings.get('a')).toBe('1')
    first.close()
    second.close()
  })

  it('what was remembered is forgotten when another process writes', () => {
    const first = open()
    const second = open()
    const total = () => first.agents.page({ filter: {}, sort: { key: 'risk', direction: 'desc' }, after: null, limit: 1 }).total
    expect(total()).toBe(0)
    second.agents.put([agentWrite('a')], { scanId: null, at: t0 })
    expect(total()).toBe(1)
    first.close()
    second.close()
  })

  it('a transaction is all or nothing, and an inner one can fail alone', () => {
    const store = open()
    const outer = thrown(() =>
      store.transaction(() => {
        store.settings.set('a', '1')
        throw new Error('no')
      }),
    )
    expect(outer).toBeInstanceOf(Error)
    expect(store.settings.get('a')).toBeNull()
    store.transaction(() => {
      store.settings.set('a', '1')
      thrown(() =>
        store.transaction(() => {
          store.settings.set('b', '1')
          throw new Error('no')
        }),
      )
    })
    expect([store.settings.get('a'), store.settings.get('b')]).toEqual(['1', null])
    expect(() => store.transaction(() => Promise.resolve(1))).toThrow(/synchronous/)
    store.close()
  })

  it('runs as it says: WAL, no memory map, full durability, a safe SQLite', () => {
    const store = open()
    beginScan(store, 's1')
    store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations: [subject('x')] })
    store.close()
    const file = openFile(path, 1_000)
    expect(file.one('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
    file.close()
    expect(['3.51.2', '3.50.9', '2.99.0'].map(isSafeVersion)).toEqual([false, false, false])
    expect(['3.51.3', '3.54.1', '4.0.0'].map(isSafeVersion)).toEqual([true, true, true])
  })
})

describe('the ledger', () => {
  it('takes only what continues the chain, and finds the decision in it', () => {
    const store = open()
    store.ledger.append(ledgerEntry(1, ''), null)
    expect(failureOf(thrown(() => store.ledger.append(ledgerEntry(3, 'hash-1'), null)))).toMatchObject({ code: 'conflict' })
    expect(failureOf(thrown(() => store.ledger.append(ledgerEntry(2, 'other'), null)))).toMatchObject({ code: 'conflict' })
    const said = { reason: 'because', until: null, conditions: null, policyId: null, owner: null, factsHash: 'f', revocationId: null }
    const decision = { at: t0, agentId: 'a', agentName: 'A', action: 'approve', actor: 'me', ...said } as const
    const entry = ledgerEntry(2, 'hash-1', decision)
    store.ledger.append(entry, decision)
    expect(store.ledger.decisionsOf('a')).toEqual([{ ...decision, seq: 2, keyId: 'k' }])
    expect(store.ledger.decisions(10)).toEqual(store.ledger.decisionsOf('a'))
    expect(store.ledger.entries(1, 10)).toEqual([ledgerEntry(1, ''), entry])
    expect([store.ledger.count(), store.ledger.head()?.seq]).toEqual([2, 2])
    store.ledger.keepFacts('f', '{}')
    expect([store.ledger.facts('f'), store.ledger.facts('g')]).toEqual(['{}', null])
    store.close()
  })

  it.each(['UPDATE ledger SET body = 1', 'DELETE FROM ledger', 'DELETE FROM observation', 'UPDATE observation SET body = 1'])(
    'the file refuses: %s',
    (sql) => {
      const store = open()
      store.ledger.append(ledgerEntry(1, ''), null)
      beginScan(store, 's1')
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations: [subject('x')] })
      store.close()
      const file = openFile(path, 1_000)
      expect(() => file.run(sql)).toThrow(/append-only/)
      file.close()
    },
  )
})

describe('small tables', () => {
  it('keep connections, views and revocations', () => {
    const store = open()
    store.connections.put(connection('c1', { settings: { tenantId: 't' }, secretKeys: ['clientSecret'] }))
    store.connections.put(connection('c2'))
    store.connections.remove('c2')
    expect(store.connections.list()).toEqual([connection('c1', { settings: { tenantId: 't' }, secretKeys: ['clientSecret'] })])
    const view = {
      id: 'v',
      name: 'Mine',
      filter: { band: ['high' as const] },
      sort: { key: 'risk', direction: 'desc' } as const,
      columns: ['name'],
    }
    store.views.put(view)
    expect(store.views.list()).toEqual([view])
    store.views.remove('v')
    expect(store.views.list()).toEqual([])
    const said = { permissionsWanted: [], cannotBeUndone: [], peopleAffected: [], alsoAffected: [], manual: [], calls: [], hash: 'h' }
    const plan = { id: 'r', agentId: 'a', agentName: 'A', createdAt: t0, ...said }
    const revocation = {
      id: 'r',
      plan,
      state: 'planned',
      outcomes: [],
      verifiedAt: null,
      provedAfterMs: null,
      leftOver: [],
      failure: null,
    } as const
    store.revocations.put(revocation)
    store.revocations.put({ ...revocation, state: 'executed' })
    expect(store.revocations.get('r')?.state).toBe('executed')
    expect([store.revocations.list('a').length, store.revocations.list('b').length, store.revocations.list(null).length]).toEqual([1, 0, 1])
    store.close()
  })
})
