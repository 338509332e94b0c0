import { expect, test } from 'vitest'
import type { Policy } from '../../../shared/domain/policy.ts'
import { contentOf, differs, draftFrom } from '../../../shared/domain/policy-draft.ts'
import { idFrom, isUntouched } from './draft-model.ts'

const policy: Policy = {
  id: 'own',
  title: 'Own',
  summary: '',
  severity: 'high',
  responseDays: 7,
  cedar: 'permit (principal, action, resource);',
  selector: { kinds: ['assistant', 'workflow'] },
  version: 1,
  hash: 'h',
  origin: 'own',
  published: null,
  explains: [],
}

test('a draft that nobody touched is the policy', () => {
  const draft = draftFrom(policy, policy)
  expect(contentOf(draft)).toMatchObject({ selector: policy.selector, cedar: policy.cedar })
  expect(differs(draft, policy)).toBe(false)
  expect(differs({ ...draft, severity: 'low' }, policy)).toBe(true)
  // A space that was typed on the way to a word says nothing yet, and is not taken away.
  expect([differs({ ...draft, title: 'Own ' }, policy), isUntouched({ ...draft, title: 'Own ' }, policy)]).toEqual([false, false])
  expect([isUntouched(draft, policy), isUntouched(draft, null)]).toEqual([true, false])
})

test('fields become a selector; none of them selects nobody, not everybody', () => {
  const draft = draftFrom({ ...policy, selector: null }, null)
  expect(draft.applies).toBe('nobody')
  expect(contentOf({ ...draft, applies: 'some', fields: { kinds: ['chatbot'], traits: [] } }).selector).toEqual({ kinds: ['chatbot'] })
  expect(contentOf({ ...draft, applies: 'some', fields: {} }).selector).toBeNull()
  expect(contentOf({ ...draft, applies: 'every' }).selector).toEqual({})
})

test('an id is made of a title', () => {
  expect(idFrom('  Für Kunden & Verträge (2026) ')).toBe('fur-kunden-vertrage-2026')
  expect(idFrom('契約')).toBe('')
})
