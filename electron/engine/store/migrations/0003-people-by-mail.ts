import type { Migration } from './migration.ts'

/** One person's accounts in several systems are found by their mail address. Older people get theirs at the next scan. */
export const peopleByMail: Migration = {
  version: 3,
  name: 'people-by-mail',
  up: (db) => db.script(`CREATE INDEX head_of_mail ON head (native) WHERE kind = 'person' AND native IS NOT NULL`),
}
