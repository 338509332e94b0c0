import { canonicalJson } from '../../../shared/base/canonical-json.ts'
import type { Db } from './open.ts'

const mostRemembered = 16

/** Remembers the newest few answers until the inventory changes, here or in another process. */
export function remembered<Question, Answer>(db: Db, answer: (question: Question) => Answer): (question: Question) => Answer {
  let generation = ''
  const answers = new Map<string, Answer>()
  return (question) => {
    const present = db.generation()
    if (present !== generation) answers.clear()
    generation = present
    const key = canonicalJson(question)
    const known = answers.get(key)
    if (known !== undefined) return known
    const found = answer(question)
    const oldest = answers.keys().next().value
    if (answers.size >= mostRemembered && oldest !== undefined) answers.delete(oldest)
    answers.set(key, found)
    return found
  }
}
