import type { Observation } from '../../../shared/domain/observation.ts'
import type { Db } from './open.ts'
import type { Place } from './place.ts'

const one = 'INSERT INTO touched (connection, subject_key) VALUES (?, ?) ON CONFLICT DO NOTHING'
const byNative = `INSERT INTO touched (connection, subject_key)
  SELECT connection, subject_key FROM native_id WHERE connection = ? AND native = ? ON CONFLICT DO NOTHING`
const byOwner = `INSERT INTO touched (connection, subject_key)
  SELECT connection, subject_key FROM head INDEXED BY head_of_owner WHERE connection = ? AND person_key = ? AND kind = 'ownership' ON CONFLICT DO NOTHING`

// Whoever left one system may own something in another, under the same mail address.
const byMail = `INSERT INTO touched (connection, subject_key)
  SELECT o.connection, o.subject_key FROM head p INDEXED BY head_of_mail JOIN head o INDEXED BY head_of_owner
    ON o.connection = p.connection AND o.person_key = p.key AND o.kind = 'ownership'
  WHERE p.kind = 'person' AND p.native = ? AND p.connection <> ? ON CONFLICT DO NOTHING`

/**
 * Marks the subjects that must be resolved again because this record is new, different, gone or back. `marked`: those that this batch
 * marked already, because an application may have very many grants.
 */
export function touch(db: Db, connection: number, observation: Pick<Observation, 'kind' | 'key'>, place: Place, marked: Set<string>): void {
  if (observation.kind === 'person') {
    db.run(byOwner, connection, observation.key)
    if (place.native !== null) db.run(byMail, place.native, connection)
    return
  }
  if (place.subjectKey !== null && !marked.has(place.subjectKey)) {
    db.run(one, connection, place.subjectKey)
    marked.add(place.subjectKey)
  }
  if (place.native !== null) db.run(byNative, connection, place.native)
}

/** Marks one subject by its key. */
export function touchSubject(db: Db, connection: number, subjectKey: string): void {
  db.run(one, connection, subjectKey)
}
