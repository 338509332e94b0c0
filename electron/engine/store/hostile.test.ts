import { describe, expect, it } from 'vitest'
import { hostileCorpus } from '../../../shared/base/hostile-corpus.ts'
import { agentWrite, batch, beginScan, call, connection, grant, subject, t0, withStore } from './sample.ts'

const byName = { key: 'name', direction: 'asc' } as const

describe('hostile text', () => {
  it('comes back from every field as it was seen', () =>
    withStore((store) => {
      beginScan(store, 's1')
      const seen = hostileCorpus.map((text, i) =>
        subject(`k${i}`, {
          name: text,
          purpose: text,
          platform: text,
          details: Object.fromEntries([[text, text]]),
          nativeIds: [{ kind: text, value: text, joins: true }],
        }),
      )
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations: seen })
      for (const one of seen) expect(store.observations.subject('c1', one.key)?.observation).toEqual(one)
      expect(store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations: seen })).toBe(0)
      for (const [i, text] of hostileCorpus.entries())
        expect(store.observations.byNativeId(text, text)).toContainEqual({ connectionId: 'c1', subjectKey: `k${i}` })
    }))

  it('is a key like any other; broken characters are replaced, never lost', () =>
    withStore((store) => {
      beginScan(store, 's1')
      const keys = hostileCorpus.filter((text) => text !== '')
      const observations = keys.flatMap((key) => [subject(key), grant(`grant ${key}`, key)])
      store.scans.keep({ ...batch, scanId: 's1', connectionId: 'c1', observations })
      for (const key of keys) {
        expect(store.observations.subject('c1', key)).not.toBeNull()
        expect(store.observations.grantSummary('c1', key).grants).toBeGreaterThan(0)
      }
      const touched = store.observations.touchedSubjects('c1', 10_000)
      expect(new Set(touched)).toEqual(new Set(keys.map((key) => key.toWellFormed())))
      store.observations.clearTouched('c1', touched)
      expect(store.observations.touchedSubjects('c1', 1)).toEqual([])
      expect([...store.observations.current('c1', 'subject')]).toHaveLength(new Set(keys.map((key) => key.toWellFormed())).size)
    }))

  it('is kept in agents, found by its own words, and never a query', () =>
    withStore((store) => {
      store.connections.put(connection('c1'))
      const writes = hostileCorpus.map((text, i) =>
        agentWrite(`a${i}`, {
          can: [`read ${text.slice(0, 50)}`],
          agent: { name: text, purpose: text, businessUnit: text.slice(0, 60), details: { [text]: text } },
        }),
      )
      store.agents.put(writes, { scanId: null, at: t0 })
      for (const [i, write] of writes.entries()) {
        expect(store.agents.get(`a${i}`)?.agent).toEqual(write.agent)
        const text = write.agent.name.slice(0, 500)
        const found = store.agents.page({ filter: { text }, sort: byName, after: null, limit: 500 })
        if (/[a-z]{3}/.test(text.slice(0, 64))) expect(found.rows.map((row) => row.id)).toContain(`a${i}`)
      }
      const names: string[] = []
      let after: string | null = null
      do {
        const page: ReturnType<typeof store.agents.page> = store.agents.page({ filter: {}, sort: byName, after, limit: 100 })
        names.push(...page.rows.map((row) => row.name))
        after = page.next
      } while (after !== null)
      expect(names).toHaveLength(hostileCorpus.length)
    }))

  it('does no harm as a filter, a setting, a note, a call or an id', () =>
    withStore((store) => {
      store.agents.put([agentWrite('a')], { scanId: null, at: t0 })
      store.transaction(() => {
        for (const [i, text] of hostileCorpus.entries()) store.settings.set(text, `${i} ${text}`)
      })
      store.calls.append(hostileCorpus.map((text, i) => call(`call-${i}`, { subject: text, template: text })))
      for (const [i, text] of hostileCorpus.entries()) {
        const filter = { text: text.slice(0, 500), provider: [text], businessUnit: [text], can: [text] }
        expect(store.agents.page({ filter, sort: byName, after: null, limit: 10 }).total).toBe(0)
        expect(store.settings.get(text)).toContain(text.toWellFormed())
        expect(store.calls.get(`call-${i}`)?.subject).toBe(text.toWellFormed())
        expect(store.agents.exists(`no ${text}`)).toBe(false)
      }
      store.agents.facets({ text: '"* OR name:x' })
      store.agents.note('a', { at: t0, kind: 'changed', text: hostileCorpus.join(' '), scanId: null })
      expect(store.agents.history('a')).toHaveLength(1)
    }))
})
