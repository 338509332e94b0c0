import type { Migration } from './migration.ts'

/**
 * Keeps a decision once, in the entry that was signed: what the product acts on is then what was signed, and nothing is left to compare.
 * The table only says which entries are decisions, and about whom.
 */
export const decisionsOnce: Migration = {
  version: 12,
  name: 'decisions-once',
  up: (db) => db.script('ALTER TABLE decision DROP COLUMN body'),
}
